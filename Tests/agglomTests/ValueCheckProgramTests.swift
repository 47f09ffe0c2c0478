import Foundation
import Testing

@testable import agglom

/// What the program says of cells that are of the right type and may still be wrong.
@Suite struct ValueCheckProgramTests {
  @Test func `wrong codes, repeated rows, old codes and sizes are told`() throws {
    let program = try Program()
    try program.addSeededDatabase()
    let mapping = """
      {"table": "firm_year",
       "dataset": {"key": "s", "name_en": "S", "kind": "survey", "currency": "CNY"},
       "columns": [{"from": "code", "to": "firm"}, {"from": "code", "to": "firm.credit_code"},
         {"from": "year", "to": "year"}, {"from": "zone", "to": "zone"},
         {"from": "industry", "to": "industry"}, {"from": "employees", "to": "employees"}]}
      """
    try mapping.write(
      toFile: program.folder.path + "/m.json", atomically: true, encoding: .utf8)
    let result = try program.run(
      ["import", "-", "--mapping", "m.json"],
      input: """
        code,year,zone,industry,employees
        91210106000000019X,2014,211104,3421,5
        91210106000000019X,2014,211104,3421,5
        91210106000000019Y,2014,211104,3421,5
        91210106000000019X,2016,211104,3427,5

        """)
    #expect(result.status == 2)
    for words in [
      "4 rows read, 1 inserted, 3 rejected",
      "1 firms were added, 1 of them with the size class",
      "2 codes of 'zone'", "in line 2: the code was not in force in 2014, but in 2016 to 2024",
      "line 2 has the same firm, year, dataset already, with the same values [duplicate-row]",
      "the last character should be X", "[constraint-error]",
      "no such code in GB/T 4754-2017; near it are", "3425 机床功能部件及附件制造", "[foreign-key]",
    ] {
      #expect(result.messages.contains(words), "\(words)\n\(result.messages)")
    }
  }
}
