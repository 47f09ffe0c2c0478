import ClusterModel
import Foundation
import SampleStore
import Testing

@Suite struct CreditCodeVectorTests {
  @Test func `codes of registers are judged as others judge them`() throws {
    guard let path = SampleStore.shared("reference/credit_code_vectors.csv") else { return }
    let rows = try readCSV(String(contentsOfFile: path, encoding: .utf8))
    #expect(rows.count == 275)
    for row in rows {
      let input = row["input", default: ""]
      let code = try? CreditCode(input)
      // Others know nothing of the registration numbers of 15 digits.
      guard code?.kind != .registration else {
        #expect(row["stdnum_error"] == "InvalidLength")
        continue
      }
      #expect((code != nil) == (row["expected"] == "valid"), "\(row)")
      #expect(code == nil || code?.text == row["normalised"], "\(row)")
    }
  }
}
