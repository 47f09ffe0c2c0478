import ClusterStore
import SQLite

/// Writes a folder from which Spark goes on with the data.
///
/// `load.py` reads the files of CSV with an explicit schema and makes the views; `verify.py` compares
/// rows and a hash of every table with what they are here. Tables of figures by year lie in a folder
/// for each year.
struct SparkHandOff {
  let plan: ExportPlan
  let reader: ResultReader

  /// Writes everything into `folder`.
  func write(to folder: OutputFolder, progress: (Int) -> Void) throws -> EngineDump.Summary {
    var summary = EngineDump.Summary()
    var entries: [String] = []
    for (number, table) in plan.tables.enumerated() {
      let name = "data/\(FileName.of(table, number))"
      let before = summary.rows
      var figures = TableFigures(table)
      summary.rows += try writeRows(
        of: table, into: name, of: folder, &figures, progress: { progress(before + $0) })
      summary.tables += 1
      entries.append(entry(table, name, figures))
    }
    let views = plan.views.map { "    \(JSONText.quoted(String($0.dropLast(2))))" }
    try folder.write("tables.json") { sink in
      sink.buffer.append(
        """
        {
          "notes": [\(plan.notes.map(JSONText.quoted).joined(separator: ", "))],
          "tables": [
        \(entries.joined(separator: ",\n"))
          ],
          "views": [
        \(views.joined(separator: ",\n"))
          ]
        }

        """)
    }
    try folder.write("load.py", isExecutable: true) { $0.buffer.append(SparkPrograms.load) }
    try folder.write("verify.py", isExecutable: true) { $0.buffer.append(SparkPrograms.verify) }
    return summary
  }

  /// The column of years by which the rows of a table lie in folders; nil for other tables.
  private func partition(_ table: TablePlan) -> Int? {
    guard ["firm_year", "cell_year", "observation"].contains(table.definition.name) else {
      return nil
    }
    return table.columns.firstIndex { $0.source == "year" && $0.kind == .integer && $0.isRequired }
  }

  /// Writes the files of a table.
  private func writeRows(
    of table: TablePlan, into name: String, of folder: OutputFolder,
    _ figures: inout TableFigures, progress: (Int) -> Void
  ) throws -> Int {
    let split = partition(table)
    let cells = table.cells
    var files = PartitionedFiles(
      in: folder, at: name, by: split.map { table.columns[$0].name })
    var count = 0
    try reader.readStored(table.outline, columns: table.sourceColumns, among: plan.rows) { row in
      let sink = try files.sink(for: split.map { row.integer($0) } ?? 0)
      plan.dialect.write(
        row, cells, separator: UInt8(ascii: ","), leaving: split, into: &sink.buffer)
      sink.buffer.append(10)
      figures.add(row)
      try sink.drain()
      count += 1
      if count.isMultiple(of: 10_000) { progress(count) }
    }
    try files.commit()
    return count
  }

  /// What `tables.json` says of a table.
  private func entry(_ table: TablePlan, _ folder: String, _ figures: TableFigures) -> String {
    let split = partition(table)
    func schema(_ column: ColumnPlan) -> String {
      let comment = plan.comments["\(table.definition.name).\(column.source)"]
        .map { " COMMENT \(plan.dialect.literal($0))" }
      // Bytes come as hexadecimal digits.
      let type = column.kind == .bytes ? "STRING" : plan.dialect.type(of: column)
      return "\(plan.dialect.quoted(column.name)) \(type)\(comment ?? "")"
    }
    var columns = table.columns
    if let split { columns.append(columns.remove(at: split)) }
    let order = table.columns.map { JSONText.quoted($0.name) }.joined(separator: ", ")
    let bytes = table.columns.filter { $0.kind == .bytes }.map { JSONText.quoted($0.name) }
    return """
          {"name": \(JSONText.quoted(table.name)), "folder": \(JSONText.quoted(folder)),
           "schema": \(JSONText.quoted(columns.map(schema).joined(separator: ", "))),
           "columns": [\(order)], "bytes": [\(bytes.joined(separator: ", "))],
           "rows": \(figures.hash.rows), "hash": "\(figures.hash.sum)"}
      """
  }
}

/// Plain names of files, whatever a table is called.
enum FileName {
  /// The table's name where it is of small letters, digits and underscores, else its number.
  static func of(_ table: TablePlan, _ number: Int) -> String {
    let isPlain = table.name.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    return isPlain && table.name.count < 60 ? table.name : "table-\(number + 1)"
  }
}
