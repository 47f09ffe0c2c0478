/// Reads the records of a file block by block, the header first.
protocol RecordReader {
  /// How the file is laid out, as JSON for the journal.
  var json: String { get }

  /// Fills `block` with the next records; false where there are no more.
  mutating func fill(_ block: RecordBlock) throws(ImportError) -> Bool
}

extension CSVReader: RecordReader {
  var json: String { dialect.json }
}

extension JSONReader: RecordReader {}

extension XLSXReader: RecordReader {}

/// A file opened with the reader that its name and first bytes ask for.
struct OpenedFile {
  /// What its records are read with.
  var reader: any RecordReader
  /// The encoding, as the journal keeps it.
  var encoding: TextEncoding
  /// What was found out and why, a sentence each.
  var notes: [String] = []

  /// Opens `file`, which has not been read yet.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - options: What the user has chosen.
  /// - Throws: ``ImportError`` where the file cannot be read, or in more than one way.
  init(_ file: InputFile, options: ImportRun.Options) throws(ImportError) {
    let ending = file.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if ["xlsx", "xlsm"].contains(ending) {
      let excel = try XLSXReader(file, sheet: options.sheet)
      reader = excel
      encoding = .utf8
      return
    }
    let opened = try EncodingDetector.open(file, encoding: options.encoding)
    encoding = opened.encoding
    if encoding != .utf8, options.encoding == nil {
      notes.append("the file is read as \(encoding.rawValue) (--encoding \(encoding.rawValue))")
    }
    switch ending {
    case "json", "ndjson", "jsonl":
      guard !options.isHeaderless else {
        throw .option(
          name: "no-header", reason: "the objects of \(file.name) name their columns themselves")
      }
      reader = JSONReader(opened.source, layout: ending == "json" ? .array : .lines)
    default:
      var dialect = CSVReader.Dialect()
      var source = opened.source
      if let delimiter = options.delimiter ?? (ending == "tsv" ? UInt8(ascii: "\t") : nil) {
        dialect.delimiter = delimiter
        if let quote = options.quote { dialect.quote = quote }
      } else {
        let sampled = try SampledInput(source, count: 1 << 16)
        let finding = try DialectSniffer.finding(
          sampled.sample, isWhole: sampled.isWhole, file: file.name, quote: options.quote)
        if let quote = options.quote { dialect.quote = quote }
        if finding.columns > 1 { dialect = finding.dialect }
        if dialect != .init(quote: options.quote ?? .usual) {
          notes.append("the cells are divided by \(dialect.options)")
        }
        source = sampled
      }
      reader = CSVReader(source, dialect: dialect)
    }
  }
}
