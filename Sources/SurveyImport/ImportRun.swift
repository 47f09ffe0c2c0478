public import ClusterStore
import SQLite

/// One import of one file: from its bytes to rows of a table, in one transaction.
public struct ImportRun {
  /// What can be chosen for an import.
  public struct Options: Sendable {
    /// The table, where no mapping names it.
    public var table: String?
    /// A mapping file's content; nil to go by the header.
    public var mapping: Mapping?
    /// Texts that columns of the table get in every row.
    public var constants: [String: String] = [:]
    /// What separates fields; nil for a comma, or a tab where the file's name ends in `.tsv`.
    public var delimiter: UInt8?
    /// Whether columns that have no place are left.
    public var ignoresUnmapped = false
    /// Whether nothing is to stay in the database.
    public var isDryRun = false
    /// The program's version, for the journal.
    public var version = ""

    /// Takes nothing but the table.
    public init(table: String?) { self.table = table }
  }

  private let store: Store
  private let options: Options

  /// Prepares to import into `store`.
  public init(_ store: Store, options: Options) {
    self.store = store
    self.options = options
  }

  /// Imports the files at `paths` together; `-` is standard input.
  ///
  /// - Throws: ``ImportError``, or what SQLite says; the database is then as before all of them.
  public func run(paths: [String]) throws -> [ImportReport] {
    try BulkLoad.withoutForeignKeys(store) {
      try store.transaction { try paths.map { try run(path: $0) } }
    }
  }

  /// Imports the file at `path`; `-` is standard input.
  ///
  /// - Throws: ``ImportError``, or what SQLite says; the database is then as before.
  public func run(path: String) throws -> ImportReport {
    try run(InputFile(path: path))
  }

  /// Imports text that is called `name`.
  func run(name: String, text: String) throws -> ImportReport {
    try run(InputFile(name: name, bytes: Array(text.utf8)))
  }

  func run(_ file: InputFile) throws -> ImportReport {
    // A dry run does all of it and takes it back.
    struct DryRun: Error { let report: ImportReport }
    do {
      return try BulkLoad.withoutForeignKeys(store) {
        try store.transaction {
          let report = try load(file)
          if options.isDryRun { throw DryRun(report: report) }
          return report
        }
      }
    } catch let dry as DryRun {
      var report = dry.report
      report.batch = nil
      return report
    }
  }

  private func load(_ file: InputFile) throws -> ImportReport {
    let target = ImportTarget(store)
    let tables = try target.tables()
    let startedAt = try store.now()
    guard let name = options.mapping?.table ?? options.table, tables.contains(name) else {
      throw ImportError.notImportable(
        table: options.mapping?.table ?? options.table ?? "", choices: tables)
    }
    let table = try Schema(store).table(name)
    var dialect = CSVReader.Dialect()
    dialect.delimiter =
      options.delimiter
      ?? (file.name.hasSuffix(".tsv") ? UInt8(ascii: "\t") : UInt8(ascii: ","))
    var reader = CSVReader(file, dialect: dialect)
    let block = RecordBlock(capacity: 1 << 18)
    guard try reader.fill(block), let first = block.records.first else {
      throw ImportError.empty(file: file.name)
    }
    let header = block.fields[first.fields].map { block.text($0) }
    let mapping =
      try options.mapping
      ?? HeaderMatcher(store, file: file.name, table: table)
      .mapping(header: header, ignoreUnmapped: options.ignoresUnmapped)
    var constants = options.constants
    var dataset: Int64?
    if let properties = mapping.dataset { constants["dataset"] = properties["key"] }
    if let key = constants["dataset"] {
      dataset = try target.dataset(mapping.dataset ?? ["key": key])
    }
    var builder = PlanBuilder(
      store, file: file.name, mapping: mapping, header: header, constants: constants)
    let plan = try builder.plan()
    var report = ImportReport(
      file: file.name, table: name,
      columns: columnUses(header, mapping, plan, firstRow: block))
    let bulk = BulkLoad(store)
    let parser = RowParser(
      plan, cellCount: header.count,
      nextID: plan.hasID ? try target.nextID(of: name) : 0, nextFirm: try target.nextID(of: "firm"))
    let expected = file.size.map { $0 / max(1, block.averageRecord) } ?? 0
    try bulk.dropIndexes(of: name, expecting: expected)
    if plan.firm != nil { try bulk.dropIndexes(of: "firm", expecting: expected / 8) }
    let loader = try RowLoader(store, plan: plan)
    let done = try bulk.withoutChecks(plan.knowsEveryRule) {
      try ImportPipeline.run(reader: reader, parser: parser, first: block) { rows in
        try loader.load(rows, into: &report)
      }
    }
    try bulk.restoreIndexes()
    try loader.finish(&report, moves: done.movedFirms)
    guard report.read > 0 else { throw ImportError.empty(file: file.name) }
    guard options.isDryRun || report.rejected < report.read || report.read == 0 else {
      throw ImportError.nothingFits(
        file: file.name, rows: report.read,
        examples: report.rejects.prefix(5).map { "\(file.name):\($0.line): \($0.sentence)" })
    }
    let journal = ImportJournal(store)
    report.earlier = try journal.batches(sha256: file.sha256)
    var batch = ImportJournal.Batch(
      table: name, dataset: dataset, file: file.name, bytes: file.byteCount, sha256: file.sha256,
      encoding: "utf-8", dialect: dialect.json, mapping: mapping.json, startedAt: startedAt,
      version: options.version)
    batch.read = report.read
    batch.inserted = report.inserted
    batch.skipped = report.skipped
    batch.rejected = report.rejected
    report.batch = try journal.record(
      batch, ranges: loader.ranges, rejects: report.rejects)
    return report
  }

  private func columnUses(
    _ header: [String], _ mapping: Mapping, _ plan: ImportPlan, firstRow block: RecordBlock
  ) -> [ImportReport.ColumnUse] {
    header.enumerated().map { place, name in
      let example =
        block.records.dropFirst().prefix(100).lazy
        .filter { $0.fields.count > place }
        .map { block.text(block.fields[$0.fields.lowerBound + place]) }
        .first { !$0.isEmpty } ?? ""
      let simplified = HeaderMatcher.simplified(name)
      guard
        let column = mapping.columns.first(where: {
          HeaderMatcher.simplified($0.from) == simplified
        })
      else { return .init(from: name, to: nil, type: "", example: example, why: "left") }
      let target = column.to.hasPrefix("firm.") ? String(column.to.dropFirst(5)) : column.to
      let inputs = column.to.hasPrefix("firm.") ? plan.firm?.inputs ?? [] : plan.inputs
      let input = inputs.first {
        $0.column.name == target || $0.column.name == target + "_id"
      }
      let isByName =
        simplified == target || simplified + "_id" == target || options.mapping != nil
      return .init(
        from: name, to: column.to,
        type: input.map { $0.column.target ?? $0.column.type.lowercased() } ?? "",
        example: example,
        why: options.mapping != nil ? "mapping" : isByName ? "name" : "alias")
    }
  }
}

extension ImportJournal.Reject {
  /// Column, text and reason as one sentence.
  public var sentence: String {
    let place = column.map { "\($0): " } ?? ""
    let shown = text.map { "'\($0)': " } ?? ""
    return "\(place)\(shown)\(reason) [\(code)]"
  }
}
