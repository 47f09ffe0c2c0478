import Testing

@testable import SurveyImport

struct CodeReaderTests {
  @Test(arguments: [
    ("0755", "0755"), ("２１０１０６", "210106"), ("'0755", "0755"), (" C13 ", "C13"), ("91E5", "91E5"),
    ("91210106000029330X", "91210106000029330X"), ("3.14", "3.14"),
  ])
  func `a code stays what it is`(text: String, code: String) throws {
    #expect(try CodeReader.code(text) == .init(code: code))
  }

  @Test(arguments: ["1.1E+05", "1.1e+05", "1E+17", "9.12101E+17", "9.1E17", "1e-5"])
  func `a code that a spreadsheet damaged is refused`(text: String) {
    let error = #expect(throws: CellRefusal.self) { try CodeReader.code(text) }
    #expect(error?.reason.contains("spreadsheet") == true)
  }

  @Test func `a code that became a number is refused`() {
    let error = #expect(throws: CellRefusal.self) { try CodeReader.code("755.0") }
    #expect(error?.reason.contains("leading zeros") == true)
  }

  @Test func `digits that end in zeros after the fifteenth are suspect`() throws {
    #expect(try CodeReader.code("911101080000000000").suspicion?.contains("15 digits") == true)
    #expect(try CodeReader.code("911101080000000123").suspicion == nil)
    #expect(try CodeReader.code("911101080000000").suspicion == nil)
  }
}
