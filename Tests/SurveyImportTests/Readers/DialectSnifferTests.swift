import SampleStore
import Testing

@testable import SurveyImport

struct DialectSnifferTests {
  private func found(_ text: String) throws -> DialectSniffer.Finding {
    try DialectSniffer.finding(Array(text.utf8), isWhole: true, file: "test.csv")
  }

  @Test(arguments: [
    ("a,b,c\n1,2,3\n4,5,6\n", "--delimiter ','"),
    ("a\tb\n1,5\t2\n3\t4\n", "--delimiter '\\t'"),
    ("a;b;c\n1,5;2,5;3\n4,5;5,5;6\n", "--delimiter ';'"),
    ("a|b|c\n1|x, y|3\n4|z|6\n", "--delimiter '|'"),
    ("1,2,3\n4,5,6\n", "--delimiter ',' --no-header"),
    ("x,'a,b',1\ny,'c,d',2\n", "--delimiter ',' --quote \"'\" --no-header"),
    ("a,b\n\"1;2;3\",4\n\"5;6;7\",8\n", "--delimiter ','"),
    ("1,5;2,5\n3,5;4,5\n", "--delimiter ';' --no-header"),
    ("name\nO'Brien\nSmith\n", "--delimiter ','"),
    ("地区,2024,2023\n北京,1,2\n", "--delimiter ','"),
  ])
  func `the layout is found and said as options`(text: String, options: String) throws {
    #expect(try found(text).options == options)
  }

  @Test func `two that are equally good are asked about`() {
    let error = #expect(throws: ImportError.self) { try found("a;b,c\nd;e,f\n") }
    #expect(
      "\(error as Any)".contains("commas and semicolons divide its lines equally well"))
    #expect("\(error as Any)".contains("--delimiter"))
  }

  @Test func `full-width commas divide nothing`() throws {
    let finding = try found("企业，名称\n甲，乙\n")
    #expect(finding.columns == 1)
    #expect(finding.notes.count == 1)
    let table = try found("名称;产品\n甲;钢、铁，铜\n乙;铝、锌，铅\n")
    #expect(table.dialect.delimiter == UInt8(ascii: ";"))
    #expect(table.notes.isEmpty)
  }

  @Test func `lines before and after the table do not hide it`() throws {
    let finding = try found(
      "数据库：分省\n指标：人口\n时间\n地区;2024年;2023年\n北京;1;2\n天津;3;4\n注：a,b\n来源：c,d\n")
    #expect(finding.dialect.delimiter == UInt8(ascii: ";"))
    #expect(finding.preamble == 3)
    #expect(finding.columns == 3)
    #expect(finding.hasHeader)
  }

  @Test func `a consistent delimiter is never passed over for one column`() throws {
    for delimiter in [",", "\t", ";", "|"] {
      for columns in 2...6 {
        let line = (0..<columns).map { "c\($0)" }.joined(separator: delimiter) + "\n"
        let finding = try found(String(repeating: line, count: 3))
        #expect(finding.columns == columns)
        #expect(String(Unicode.Scalar(finding.dialect.delimiter)) == delimiter)
      }
    }
  }

  @Test func `prose in one column stays one column`() throws {
    #expect(try found("name\nSmith, John\nBrown\nBlack\n").columns == 1)
    #expect(try found("").columns == 1)
    #expect(try found("a").columns == 1)
  }

  @Test func `the end of a cut sample does not count`() throws {
    let text = Array("a,b,c\n1,2,3\n4,5".utf8)
    let finding = try DialectSniffer.finding(text, isWhole: false, file: "test.csv")
    #expect(finding.columns == 3)
  }

  @Test(arguments: [
    ("nbs_province_01.csv", 3, 21), ("nbs_province_05.csv", 3, 21), ("nbs_province_09.csv", 0, 6),
    ("listed_companies_2017_gbk.csv", 0, 23), ("lookup_area_titles.csv", 0, 2),
    ("sme_clusters_partial.csv", 0, 8),
  ])
  func `files as they come are understood`(name: String, preamble: Int, columns: Int) throws {
    guard let path = SampleStore.shared("samples/" + name) else { return }
    let opened = try EncodingDetector.open(InputFile(path: path), encoding: nil)
    let sample = try SampledInput(opened.source, count: DialectSniffer.sampleSize)
    let finding = try DialectSniffer.finding(
      sample.sample, isWhole: sample.isWhole, file: name)
    #expect(finding.options == "--delimiter ','")
    #expect(finding.columns == columns)
    #expect(finding.preamble == preamble)
  }
}
