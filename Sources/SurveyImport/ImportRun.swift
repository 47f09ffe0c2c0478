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
    /// What separates fields; nil to find out.
    public var delimiter: UInt8?
    /// The character set; nil to find out.
    public var encoding: TextEncoding?
    /// The sheet of an Excel file, by name or number; nil for the only one.
    public var sheet: String?
    /// How many records stand before the header; nil to find out.
    public var skip: Int?
    /// The records of the header, from 1; nil to find out.
    public var headerRows: ClosedRange<Int>?
    /// Whether columns that have no place are left.
    public var ignoresUnmapped = false
    /// Whether nothing is to stay in the database.
    public var isDryRun = false
    /// Is told now and then how far the import has come.
    public var progress: (@Sendable (ImportProgress) -> Void)?
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
    let opened = try OpenedFile(file, options: options)
    var reader = opened.reader
    let block = RecordBlock(capacity: 1 << 18)
    guard try reader.fill(block), !block.records.isEmpty else {
      throw ImportError.empty(file: file.name)
    }
    let matcher = try HeaderMatcher(store, file: file.name, table: table)
    let head = try recognise(block, matcher, file: file.name)
    let header = head.reshape?.header ?? head.columns
    let mapping =
      try options.mapping
      ?? matcher.mapping(header: header, ignoreUnmapped: options.ignoresUnmapped)
    if let problem = mapping.problem(with: head) {
      throw ImportError.header(file: file.name, problems: [problem])
    }
    var constants = options.constants
    var dataset: Int64?
    var made: [String: Int64] = [:]
    if let properties = mapping.dataset { constants["dataset"] = properties["key"] }
    if let key = constants["dataset"] {
      let found = try target.addedDataset(mapping.dataset ?? ["key": key])
      dataset = found.id
      if found.isNew { made["dataset"] = found.id }
    }
    if let indicator = mapping.indicator {
      let found = try ImportLookup(store).indicator(indicator)
      if found.isNew { made["indicator"] = found.id }
    }
    var builder = PlanBuilder(
      store, file: file.name, mapping: mapping, header: header, constants: constants,
      generalUnit: head.indicator?.unit ?? head.preamble.unit)
    var plan = try builder.plan()
    if let key = constants["dataset"], mapping.sizes != Mapping.Sizes.none {
      plan.sizes = try FirmSizes(
        store, plan: plan, currency: ImportLookup(store).currency(ofDataset: key))
    }
    var report = ImportReport(
      file: file.name, table: name, columns: columnUses(header, mapping, plan, head, block))
    report.mapping = mapping.recording(head)
    if let first = block.records.dropFirst(max(0, head.dataStart - 1)).first {
      report.header = block.original(first)
    }
    if let csv = reader as? CSVReader { report.delimiter = csv.dialect.delimiter }
    report.notes = opened.notes + head.notes
    let bulk = BulkLoad(store)
    let parser = RowParser(
      plan, cellCount: head.columns.count, reshape: head.reshape,
      digest: try digest(of: plan),
      nextID: plan.hasID ? try target.nextID(of: name) : 0, nextFirm: try target.nextID(of: "firm"))
    let expected = file.size.map { $0 / max(1, block.averageRecord) } ?? 0
    try bulk.dropIndexes(of: name, expecting: expected)
    if plan.firm != nil { try bulk.dropIndexes(of: "firm", expecting: expected / 8) }
    let loader = try RowLoader(store, plan: plan)
    var bytes = 0
    let done = try bulk.withoutChecks(plan.knowsEveryRule) {
      try ImportPipeline.run(
        reader: reader, parser: parser, first: block, from: head.dataStart
      ) { rows in
        try Interruption.check()
        try loader.load(rows, into: &report)
        bytes += rows.output.bytes
        options.progress?(
          .init(
            file: file.name, bytes: min(bytes, file.size ?? bytes), total: file.size,
            rows: report.read, rejected: report.rejected))
      }
    }
    try bulk.restoreIndexes()
    try loader.finish(&report, moves: done.movedFirms, sizes: done.sizes)
    report.notes += report.remarks.groups.map(\.sentence)
    try Interruption.check()
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
      encoding: opened.encoding.rawValue, dialect: reader.json, mapping: mapping.json,
      startedAt: startedAt,
      version: options.version)
    batch.read = report.read
    batch.inserted = report.inserted
    batch.skipped = report.skipped
    batch.rejected = report.rejected
    var ranges = loader.ranges
    for (table, id) in made {
      ranges[table, default: []].append(.init(firstID: id, lastID: id, firstLine: 1, step: 1))
    }
    report.batch = try journal.record(
      batch, ranges: ranges, rejects: report.rejects, digests: loader.digests)
    return report
  }

  /// What gathers the record that undoing needs as rows are parsed; nil for a table without ids.
  private func digest(of plan: ImportPlan) throws -> RowDigest? {
    guard plan.hasID else { return nil }
    return try RowDigest(
      store, table: plan.table.name, columns: Array(plan.columns.dropFirst()))
  }

  /// Finds the header in the first records of a file.
  private func recognise(
    _ block: RecordBlock, _ matcher: HeaderMatcher, file: String
  ) throws -> RecognisedHeader {
    let records = block.records.prefix(60).map { record in
      TextRecord(line: record.line, cells: block.fields[record.fields].map { block.text($0) })
    }
    let layout =
      try options.mapping?.headerOptions(skip: options.skip, rows: options.headerRows)
      ?? .init(skip: options.skip, headerRows: options.headerRows)
    do {
      return try HeaderRecognition(
        records, options: layout, isKnown: { matcher.knows($0) }
      ).recognise()
    } catch let ambiguity {
      throw ImportError.header(file: file, problems: [ambiguity.description])
    }
  }

  private func columnUses(
    _ header: [String], _ mapping: Mapping, _ plan: ImportPlan, _ head: RecognisedHeader,
    _ block: RecordBlock
  ) -> [ImportReport.ColumnUse] {
    header.enumerated().flatMap { place, name in
      let field: Int? =
        head.reshape.map { $0.subjects.count > place ? $0.subjects[place] : nil }
        ?? place
      let example =
        block.records.dropFirst(head.dataStart).prefix(100).lazy
        .compactMap { record in
          field.flatMap { record.fields.count > $0 ? record.fields.lowerBound + $0 : nil }
        }
        .map { block.text(block.fields[$0]) }
        .first { !$0.isEmpty } ?? ""
      let simplified = HeaderMatcher.simplified(name)
      let columns = (mapping.columns + mapping.ownColumns).filter {
        HeaderMatcher.simplified($0.from) == simplified
      }
      guard !columns.isEmpty else {
        return [
          ImportReport.ColumnUse(name, to: nil, input: nil, example: example, isMapped: false)
        ]
      }
      return columns.map { column in
        let isFirm = column.to.hasPrefix("firm.")
        let target = isFirm ? String(column.to.dropFirst(5)) : column.to
        let input = (isFirm ? plan.firm?.inputs ?? [] : plan.inputs).first {
          $0.column.name == target || $0.column.name == target + "_id"
        }
        return ImportReport.ColumnUse(
          name, to: column.to, input: input, example: example,
          isMapped: options.mapping != nil)
      }
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
