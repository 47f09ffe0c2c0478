public import ClusterStore
import SQLite

/// One import of one file: from its bytes to rows of a table, in one transaction.
public struct ImportRun {
  private let store: Store
  let options: Options

  /// Prepares to import into `store`.
  public init(_ store: Store, options: Options) {
    self.store = store
    self.options = options
  }

  /// Imports the files at `paths` together; `-` is standard input.
  ///
  /// - Throws: ``ImportError``, or what SQLite says; the database is then as before all of them.
  public func run(paths: [String]) throws -> [ImportReport] {
    try run(paths) { try InputFile(path: $0) }
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

  func run(_ file: InputFile) throws -> ImportReport { try run([file]) { $0 }[0] }

  /// Ends the transaction of a dry run, which does all of it and takes it back.
  private struct DryRun: Error { let reports: [ImportReport] }

  /// Imports every one of `files`, opened when its turn has come, in one transaction.
  private func run<Name>(
    _ files: [Name], open: (Name) throws -> InputFile
  ) throws -> [ImportReport] {
    do {
      return try BulkLoad.withoutForeignKeys(store) {
        try store.transaction {
          var reports: [ImportReport] = []
          for file in files {
            let rejected = reports.reduce(0) { $0 + $1.rejected }
            reports.append(try load(open(file), rejectedBefore: rejected))
          }
          if options.isDryRun { throw DryRun(reports: reports) }
          return reports
        }
      }
    } catch let dry as DryRun {
      return dry.reports.map { report in
        var report = report
        report.batch = nil
        return report
      }
    }
  }

  private func load(_ file: InputFile, rejectedBefore: Int) throws -> ImportReport {
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
    if let broken = block.records.prefix(head.dataStart).first(where: block.isUnclosed) {
      throw ImportError.malformed(
        file: file.name, line: broken.line, reason: block.problem(of: broken).reason)
    }
    let header = head.reshape?.header ?? head.columns
    let stated =
      try options.mapping
      ?? matcher.mapping(header: header, ignoreUnmapped: options.ignoresUnmapped)
    var mapping = try stated.taking(options.unknown, store)
    mapping.onConflict = options.onConflict ?? mapping.onConflict
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
      file: file.name, table: name, columns: columnUses(header, mapping, plan, head, block, matcher)
    )
    report.mapping = mapping.recording(head)
    report.leftColumns = leftColumns(report.columns)
    report.isHeaderless = head.headerRecords == 0
    if !report.isHeaderless, let first = block.records.dropFirst(max(0, head.dataStart - 1)).first {
      report.header = block.original(first)
    }
    if let csv = reader as? CSVReader {
      report.delimiter = csv.dialect.delimiter
      report.quote = csv.dialect.quote
    }
    report.notes = opened.notes + head.notes
    let bulk = BulkLoad(store, minimum: options.largeFrom)
    let nextFirm = try target.nextID(of: "firm")
    let expected = file.size.map { $0 / max(1, block.averageRecord) } ?? 0
    let images = try ImageLoader(
      store, plan: plan, bulk: bulk, dataset: dataset, expecting: expected)
    let parser = RowParser(
      plan, cellCount: head.columns.count, reshape: head.reshape,
      nextID: plan.hasID ? try target.nextID(of: name) : 0, nextFirm: nextFirm)
    let modifiedAt = try file.modifiedAt.flatMap { try store.time($0) }
    let conflicts = try ConflictResolution(
      store, plan: plan, policy: mapping.onConflict ?? .fail, date: modifiedAt ?? startedAt)
    let loader = try RowLoader(
      store, plan: plan, images: images, nextFirm: nextFirm, conflicts: conflicts,
      keepsRejects: !options.isDryRun)
    var bytes = 0
    let done = try ImportPipeline.run(
      reader: reader, parser: parser, first: block, from: head.dataStart
    ) { rows in
      try Interruption.check()
      try loader.load(rows, into: &report)
      if !options.isDryRun,
        let refusal = options.acceptance.refusal(ofMany: report, rejectedBefore)
      {
        throw refusal
      }
      bytes += rows.output.bytes
      options.progress?(
        .init(
          file: file.name, bytes: min(bytes, file.size ?? bytes), total: file.size,
          rows: report.read, rejected: report.rejected))
    }
    try loader.finishImages()
    try bulk.restoreIndexes()
    try loader.finish(&report, moves: done.movedFirms, sizes: done.sizes)
    report.notes += report.remarks.groups.map(\.sentence)
    try Interruption.check()
    guard report.read > 0 else { throw ImportError.empty(file: file.name) }
    let journal = ImportJournal(store)
    report.earlier = try journal.batches(sha256: file.sha256)
    report.refusal = options.acceptance.refusal(of: report, rejectedBefore)
    if !options.isDryRun, let refusal = report.refusal { throw refusal }
    var batch = ImportJournal.Batch(
      table: name, dataset: dataset, file: file.name, bytes: file.byteCount, sha256: file.sha256,
      encoding: opened.encoding.rawValue, dialect: reader.json, mapping: mapping.json,
      startedAt: startedAt,
      version: options.version)
    batch.read = report.read
    batch.inserted = report.inserted
    batch.updated = report.updated
    batch.unchanged = report.unchanged
    batch.modifiedAt = modifiedAt
    batch.skipped = report.skipped
    batch.rejected = report.rejected
    batch.referencesAdded = report.referencesAdded
    batch.referencesEmptied = report.referencesEmptied.mapValues(\.count)
    var ranges = loader.ranges
    for (table, id) in made {
      ranges[table, default: []].append(.init(firstID: id, lastID: id, firstLine: 1, step: 1))
    }
    report.batch = try journal.record(
      batch, ranges: ranges, rejects: loader.rejects, digests: loader.digests)
    return report
  }

  /// How many bytes of a cell are looked at where headers are found: no name is longer.
  static let longestName = 1_000

  /// Finds the header in the first records of a file.
  private func recognise(
    _ block: RecordBlock, _ matcher: HeaderMatcher, file: String
  ) throws -> RecognisedHeader {
    let records = block.records.prefix(60).map { record in
      TextRecord(
        line: record.line,
        cells: block.fields[record.fields].map { block.text($0, most: Self.longestName) })
    }
    let layout =
      try options.mapping?.headerOptions(
        skip: options.skip, rows: options.headerRows, isHeaderless: options.isHeaderless)
      ?? .init(
        skip: options.skip, headerRows: options.headerRows, isHeaderless: options.isHeaderless)
    do {
      return try HeaderRecognition(
        records, options: layout, isKnown: { matcher.knows($0) }
      ).recognise()
    } catch let ambiguity {
      throw ImportError.header(file: file, problems: [ambiguity.description])
    }
  }
}

extension ImportJournal.Reject {
  /// Column, text and reason as one sentence.
  public var sentence: String {
    let place = column.map { "\($0.shown()): " } ?? ""
    let cell = text.map { "'\($0.shown())': " } ?? ""
    return "\(place)\(cell)\(reason.shown(400)) [\(code)]"
  }
}
