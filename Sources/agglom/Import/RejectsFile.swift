import ClusterStore
import DatasetExport
import SurveyImport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The rejected rows of an import as a file that can be mended and imported again.
///
/// It holds the header of the file and each rejected record as it stood, with two columns behind:
/// what is wrong as a code, and in words. A row with several problems stands in it once. The import
/// leaves these columns (``RejectColumn``); where the file was such a file itself, its own are
/// replaced.
struct RejectsFile {
  /// Hands out what a report's rows were rejected for, in the order of the lines.
  typealias Rejects = (ImportReport, (ImportJournal.Reject) throws -> Void) throws -> Void

  private let report: ImportReport
  private let rejects: Rejects

  /// Writes a file for each report that rejects rows: the first at `path` where one is given, with
  /// all that have its header; the others beside their files, under a name that is free.
  ///
  /// - Returns: The file that each of `reports` went to; nil for one without rejects.
  /// - Throws: ``ExportError`` where a file is there already or cannot be made, and what `rejects`
  ///   throws.
  @discardableResult
  static func write(
    _ reports: [ImportReport], to path: String?, _ rejects: @escaping Rejects
  ) throws -> [String?] {
    let files = reports.map { $0.rejected == 0 ? nil : RejectsFile(report: $0, rejects: rejects) }
    let first = files.lazy.compactMap { $0 }.first
    var written: [String?] = []
    if let path, let first {
      try OutputFile.write(to: path) { sink in
        sink.buffer.append(first.header)
        for file in files { if let file, file.header == first.header { try file.add(to: sink) } }
        try sink.flush()
      }
    }
    for file in files {
      guard let file else {
        written.append(nil)
        continue
      }
      if let path, file.header == first?.header {
        written.append(path)
        continue
      }
      let name = Self.freeName(for: file.report.file)
      try OutputFile.write(to: name) { sink in
        sink.buffer.append(file.header)
        try file.add(to: sink)
        try sink.flush()
      }
      written.append(name)
    }
    return written
  }

  /// The file's own header, with the two columns behind it; empty where it has none, so that the
  /// mended file can come in by the same options.
  private var header: String {
    if report.isHeaderless { return "" }
    var own = report.header
    if own.isEmpty { own = report.columns.map { quoted($0.from) }.joined(separator: separator) }
    return cut(own) + RejectColumn.allCases.map { separator + $0.rawValue }.joined() + "\n"
  }

  private var separator: String { String(Unicode.Scalar(report.delimiter)) }

  private func add(to sink: OutputSink) throws {
    var problems: [ImportJournal.Reject] = []
    func endRecord() throws {
      sink.buffer.append(line(problems))
      try sink.drain()
      problems.removeAll(keepingCapacity: true)
    }
    try rejects(report) { problem in
      if let first = problems.first, first.line != problem.line { try endRecord() }
      problems.append(problem)
    }
    try endRecord()
  }

  /// The record that has `problems`, with the two columns.
  private func line(_ problems: [ImportJournal.Reject]) -> String {
    guard let first = problems.first else { return "" }
    var codes: [String] = []
    for problem in problems where !codes.contains(problem.code) { codes.append(problem.code) }
    let reasons = problems.map { problem in
      (problem.column.map { "\($0): " } ?? "") + problem.reason
    }
    return cut(first.original) + separator + quoted(codes.joined(separator: "; ")) + separator
      + quoted(reasons.joined(separator: "; ")) + "\n"
  }

  /// Whether the file was a file of rejects itself.
  private var hasColumns: Bool {
    report.columns.count > 2
      && report.columns.suffix(2).map(\.from) == RejectColumn.allCases.map(\.rawValue)
  }

  /// `record` without the two columns that an earlier file of rejects put behind it.
  private func cut(_ record: String) -> String {
    guard hasColumns else { return record }
    var places: [String.UTF8View.Index] = []
    var isQuoted = false
    for (place, byte) in zip(record.utf8.indices, record.utf8) {
      if byte == report.quote.byte { isQuoted.toggle() }
      if byte == report.delimiter, !isQuoted { places.append(place) }
    }
    guard places.count >= 2 else { return record }
    return String(record[..<places[places.count - 2]])
  }

  /// `text` as a cell of the file; without a quote that could enclose it, what would divide it becomes
  /// a space.
  private func quoted(_ text: String) -> String {
    let divides = { (byte: UInt8) in byte == report.delimiter || byte == 10 || byte == 13 }
    guard let quote = report.quote.byte else {
      return String(decoding: text.utf8.map { divides($0) ? 32 : $0 }, as: UTF8.self)
    }
    guard text.utf8.contains(where: { $0 == quote || divides($0) }) else { return text }
    let mark = String(Unicode.Scalar(quote))
    return mark + text.replacing(mark, with: mark + mark) + mark
  }

  /// `FILE.rejects.csv`, or `FILE.rejects-2.csv` and so on where that is there.
  static func freeName(for file: String) -> String {
    let stem = file == "-" ? "stdin.rejects" : "\(file).rejects"
    var number = 1
    var name = "\(stem).csv"
    while unsafe access(name, F_OK) == 0 {
      number += 1
      name = "\(stem)-\(number).csv"
    }
    return name
  }
}
