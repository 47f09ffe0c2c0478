import ArgumentParser
import ClusterStore
import DatasetExport

/// Which part of the database an export takes; what its rows point at goes with them.
struct ExportSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only rows of these tables, such as firm,cluster, and what they point at.",
      valueName: "names"))
  var tables: String?

  @Option(
    help: ArgumentHelp(
      "Only rows of this zone and those inside it; may be given again.", valueName: "key"))
  var zone: [String] = []

  @Option(
    help: ArgumentHelp("Only rows of this dataset; may be given again.", valueName: "key"))
  var dataset: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only rows that this import batch added; may be given again.", valueName: "number"))
  var batch: [Int64] = []

  @Option(
    help: ArgumentHelp(
      "Only figures of these years, such as 2019-2023 or 2019,2021.", valueName: "years"))
  var years: String?

  func validate() throws {
    _ = try years.map(Self.years)
    guard tables == nil || !rows.tables.isEmpty, !rows.tables.contains("") else {
      throw ValidationError("--tables: a name is empty. Write firm,cluster.")
    }
  }

  /// What was asked for.
  var rows: RowSelection {
    var rows = RowSelection()
    rows.tables = (tables ?? "").split(
      separator: ",", omittingEmptySubsequences: (tables ?? "").isEmpty
    ).map { String($0.trimming(" ")) }
    (rows.zones, rows.datasets, rows.batches) = (zone, dataset, batch)
    rows.years = years.flatMap { try? Self.years($0) } ?? []
    return rows
  }

  /// Years and spans of years, with commas between them.
  static func years(_ text: String) throws -> [ClosedRange<Int>] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first <= last
      else {
        throw ValidationError(
          "'\(part)' is no year and no span of years. Write 2023 or 2019-2023.")
      }
      return first...last
    }
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> Substring {
    var text = self
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return text
  }
}

/// Whether an export may change what the other engine cannot hold.
struct LossOptions: ParsableArguments {
  @Flag(help: "Write it even where the other engine cannot hold everything; what is lost is told.")
  var lossy = false

  /// Tells what is not kept, and refuses what cannot be held unless that is allowed.
  ///
  /// - Throws: ``ExportError/refused(engine:findings:)``.
  func accept(_ plan: ExportPlan, for engine: String) throws {
    for note in plan.notes { StandardStream.error.write("Not kept: \(note)\n") }
    for finding in plan.findings {
      StandardStream.error.write("\(lossy ? "Changed" : "Cannot be held"): \(finding)\n")
    }
    guard lossy || plan.findings.isEmpty else {
      throw ExportError.refused(engine: engine, findings: plan.findings.count)
    }
  }
}
