import ClusterStore
import SampleStore
import Testing

@testable import SurveyImport
@testable import agglom

@Suite struct RejectsFileTests {
  /// What stands in place of the journal, by the file's name.
  private final class Journal { var rejects: [String: [ImportJournal.Reject]] = [:] }

  private let journal = Journal()

  private func report(
    _ rejects: [(line: Int, column: String?, code: String, reason: String, original: String)],
    header: String = "firm,year,employees", delimiter: String = ",", file: String = "s.csv"
  ) -> ImportReport {
    let names = header.split(separator: Character(delimiter)).map(String.init)
    var report = ImportReport(
      file: file, table: "firm_year",
      columns: names.map { .init(from: $0, to: nil, type: "", example: "", why: "") })
    report.header = header
    report.delimiter = delimiter.utf8.first ?? 44
    journal.rejects[file] = rejects.map {
      .init(
        line: $0.line, column: $0.column, text: nil, code: $0.code, reason: $0.reason,
        original: $0.original)
    }
    report.rejected = Set(rejects.map(\.line)).count
    return report
  }

  private func write(_ reports: [ImportReport], to path: String?) throws -> [String?] {
    try RejectsFile.write(reports, to: path) { report, body in
      for reject in journal.rejects[report.file] ?? [] { try body(reject) }
    }
  }

  /// The file of the rows that `report` rejects.
  private func rejects(_ report: ImportReport) throws -> String {
    try SampleStore.withFolder { folder in
      _ = try write([report], to: "\(folder)/rejects.csv")
      return try text("\(folder)/rejects.csv")
    }
  }

  @Test func `a record stands as it stood, once, with codes and reasons behind it`() throws {
    let text = try rejects(
      report([
        (3, "employees", "type-error", "'x' is no number", "f1, 2021,\"x, \"\"y\"\" z\""),
        (3, "year", "missing-cell", "needs a value", "f1, 2021,\"x, \"\"y\"\" z\""),
        (9, nil, "extra-cell", "the row has 4 cells, the header 3", "a,b,c,d"),
      ])
    )
    #expect(
      text == #"""
        firm,year,employees,agglom_code,agglom_reason
        f1, 2021,"x, ""y"" z",type-error; missing-cell,employees: 'x' is no number; year: needs a value
        a,b,c,d,extra-cell,"the row has 4 cells, the header 3"

        """#)
  }

  @Test func `the file's own delimiter is used`() throws {
    let text = try rejects(
      report([(2, nil, "c", "a, b; \"c\"", "f;1")], header: "firm;year", delimiter: ";")
    )
    #expect(text == "firm;year;agglom_code;agglom_reason\nf;1;c;\"a, b; \"\"c\"\"\"\n")
  }

  @Test func `what a file of rejects said before is replaced`() throws {
    let text = try rejects(
      report(
        [(2, nil, "new", "now", "\"f,1\",2021,old,\"then, and \"\"there\"\"\"")],
        header: "firm,year,agglom_code,agglom_reason")
    )
    #expect(text == "firm,year,agglom_code,agglom_reason\n\"f,1\",2021,new,now\n")
  }

  @Test func `files of the same header go together, others beside their own`() throws {
    try SampleStore.withFolder { folder in
      let one = report([(2, nil, "c", "r", "1,2,3")], file: "\(folder)/a.csv")
      let two = report([(5, nil, "c", "r", "4,5,6")], file: "\(folder)/b.csv")
      let other = report([(7, nil, "c", "r", "7")], header: "x", file: "\(folder)/c.csv")
      let none = report([], file: "\(folder)/d.csv")
      let path = "\(folder)/out.csv"
      let written = try write([one, none, two, other], to: path)
      #expect(written == [path, nil, path, "\(folder)/c.csv.rejects.csv"])
      #expect(
        try text(path)
          == "firm,year,employees,agglom_code,agglom_reason\n1,2,3,c,r\n4,5,6,c,r\n")
      // What is there is never replaced.
      #expect(
        try write([one, other], to: nil) == [
          "\(folder)/a.csv.rejects.csv", "\(folder)/c.csv.rejects-2.csv",
        ])
      #expect(try text("\(folder)/c.csv.rejects-2.csv").hasSuffix("7,c,r\n"))
      #expect(throws: (any Error).self) { try write([one], to: path) }
    }
  }

  private func text(_ path: String) throws -> String { try TextFile.read(path) }
}
