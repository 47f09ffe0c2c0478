import ClusterStore
import Foundation
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

/// The real files, read with their headers as they stand.
struct SampleHeaderTests {
  let store: Store

  init() throws { store = try SampleStore.seeded() }

  /// The records of a file of another project; nil where it is not there.
  private func records(_ name: String, encoding: String = "GB18030") throws -> [TextRecord]? {
    guard let path = SampleStore.shared("samples/" + name) else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["iconv", "-f", encoding, "-t", "UTF-8", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.enumerated().map {
      TextRecord(
        line: $0 + 1,
        cells: $1.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }
  }

  private func head(_ records: [TextRecord], for table: String) throws -> RecognisedHeader {
    let matcher = try HeaderMatcher(store, file: "", table: Schema(store).table(table))
    return try HeaderRecognition(Array(records.prefix(60)), isKnown: { matcher.knows($0) })
      .recognise()
  }

  /// Imports a file as an import run will: recognised, without footnotes, a row for each year.
  private func load(_ name: String, mapping file: String) throws -> ImportReport? {
    guard let records = try records(name) else { return nil }
    let mapping = try Mapping(file: SampleStore.root + "/examples/mappings/" + file)
    let head = try head(records, for: mapping.table)
    #expect(mapping.problem(with: head) == nil)
    if let indicator = mapping.indicator { _ = try ImportLookup(store).indicator(indicator) }
    var footnotes = FootnoteFilter(columns: head.columns.count)
    var rows: [[String]] = []
    for record in records.dropFirst(head.dataStart)
    where record.filled > 0 && !footnotes.isFootnote(record.cells) {
      rows += head.reshape?.records(of: record.cells) ?? [record.cells]
    }
    let text = ([head.reshape?.header ?? head.columns] + rows)
      .map { $0.joined(separator: ",") }.joined(separator: "\n")
    var options = ImportRun.Options(table: nil)
    options.mapping = mapping
    return try ImportRun(store, options: options).run(name: name, text: text)
  }

  @Test func `figures of provinces have their indicator and unit above them`() throws {
    guard let first = try records("nbs_province_01.csv"),
      let fifth = try records("nbs_province_05.csv")
    else { return }
    let head = try head(first, for: "observation")
    #expect(head.indicator == .init(name: "人口数(人口抽样调查)", unit: "人"))
    #expect(head.skipRecords == 3)
    #expect(head.columns.first == "地区")
    #expect(head.yearColumns.map(\.year) == Array((2006...2025).reversed()))
    var footnotes = FootnoteFilter(columns: head.columns.count)
    var notes = 0
    for record in first.dropFirst(head.dataStart) where footnotes.isFootnote(record.cells) {
      notes += 1
    }
    #expect(notes == 3)
    #expect(
      try self.head(fifth, for: "observation").indicator
        == .init(name: "固定资产投资(不含农户)实际到位资金_比上年增长", unit: "%"))
  }

  @Test func `a table without anything above it is recognised too`() throws {
    guard let records = try records("nbs_province_09.csv") else { return }
    let head = try head(records, for: "observation")
    #expect(head.skipRecords == 0)
    #expect(head.yearColumns.map(\.year) == [2023, 2022, 2021, 2020, 2019])
    #expect(head.indicator == nil)
  }

  @Test func `registers have plain headers`() throws {
    if let records = try records("listed_companies_2017_gbk.csv") {
      let head = try head(records, for: "firm_year")
      #expect(head.columns.count == 23)
      #expect(head.dataStart == 1)
      #expect(head.yearColumns.isEmpty)
    }
    if let records = try records("sme_clusters_partial.csv", encoding: "UTF-8") {
      let head = try head(records, for: "cluster")
      #expect(head.columns.first == "cluster")
      #expect(head.dataStart == 1)
    }
  }

  @Test(
    arguments: [
      ("nbs_province_01.csv", "nbs-province-population.json", 527, "北京市", 2024, 22470.0),
      ("nbs_province_05.csv", "nbs-province-investment.json", 217, "西藏自治区", 2024, 35.2),
      ("nbs_province_09.csv", "nbs-province-gdp.json", 124, "辽宁省", 2022, 2_882_610_000_000.0),
    ])
  func `figures of provinces come in with one mapping`(
    file: String, mapping: String, rows: Int, zone: String, year: Int, value: Double
  ) throws {
    guard let report = try load(file, mapping: mapping) else { return }
    #expect(report.inserted == rows)
    #expect(report.rejected == 0, "\(report.rejects.prefix(3).map(\.sentence))")
    guard file != "nbs_province_09.csv" else { return }
    #expect(
      try store.connection.value(
        """
        SELECT value FROM observation
        JOIN zone ON zone.key = subject_key AND subject_type = 'zone'
        WHERE year = ?1 AND ?2 IN (name_zh, name_zh_ref)
        """, [.integer(Int64(year)), .text(zone)]) == .real(value))
  }

  @Test func `listed companies come in with one mapping`() throws {
    guard
      let report = try load(
        "listed_companies_2017_gbk.csv", mapping: "listed-companies-2017.json")
    else { return }
    #expect(report.rejected == 0, "\(report.rejects.prefix(5).map(\.sentence))")
    #expect(
      try store.connection.value(
        "SELECT count(*) FROM firm WHERE key GLOB '00[0-9][0-9][0-9][0-9]'")
        != .integer(0))
  }
}
