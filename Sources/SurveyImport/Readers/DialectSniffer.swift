/// Finds how delimited text is laid out, from its first bytes, and says it as options.
///
/// The same bytes always give the same answer, and where two answers are equally good it asks.
struct DialectSniffer {
  /// How much of a file is looked at.
  static let sampleSize = 1 << 16

  /// What was found.
  struct Finding: Hashable, Sendable {
    var dialect: CSVReader.Dialect
    /// How many lines stand before the first one of the table.
    var preamble: Int
    /// Whether the first record of the table names its columns.
    var hasHeader: Bool
    /// How many columns most records have.
    var columns: Int
    /// What is odd about the file, a sentence each, without a full stop.
    var notes: [String] = []

    /// The finding as options of the command line.
    var options: String {
      dialect.options + (hasHeader ? "" : " --no-header")
    }
  }

  /// The bytes that can separate fields; of two that are equally good the first is named first.
  static let delimiters: [UInt8] = [
    UInt8(ascii: ","), 9, UInt8(ascii: ";"), UInt8(ascii: "|"),
  ]

  /// How well a delimiter fits.
  private struct Candidate {
    var delimiter: UInt8
    var columns: Int
    /// How many records there are, and how many of them have so many columns.
    var all: Int
    var fitting: Int
    var rows: [[String]]
    var firstFitting: Int
    /// Whether each of them stands between two digits, as in `1,5`.
    var isInNumbersOnly: Bool
  }

  /// Looks at `sample`, text in UTF-8 that is called `file`.
  ///
  /// - Parameters:
  ///   - sample: The first bytes.
  ///   - isWhole: Whether these are all.
  ///   - file: What messages call it.
  ///   - quote: What encloses cells; nil to find out.
  /// - Returns: What was found; with one column where nothing divides the lines.
  /// - Throws: ``ImportError/unclear(file:reason:remedy:)`` where two delimiters fit equally well.
  static func finding(
    _ sample: [UInt8], isWhole: Bool, file: String, quote: QuoteMark? = nil
  ) throws(ImportError) -> Finding {
    let bytes = Array(sample.prefix(sampleSize))
    let isCut = !isWhole || bytes.count < sample.count
    let quote = quote ?? Self.quote(of: bytes)
    let candidates = delimiters.map { delimiter in
      candidate(bytes, isCut: isCut, .init(delimiter: delimiter, quote: quote))
    }
    let splitting = candidates.filter { $0.columns > 1 }
    guard let best = splitting.max(by: { isWorse($0, $1) }) else {
      var finding = finding(of: candidates[0], quote: quote)
      finding.columns = 1
      if let note = wideCommas(candidates[0].rows) { finding.notes.append(note) }
      return finding
    }
    let equals = splitting.filter { !isWorse($0, best) && $0.delimiter != best.delimiter }
    guard equals.isEmpty else {
      let names = ([best] + equals).sorted { place($0.delimiter) < place($1.delimiter) }
        .map { name($0.delimiter) }
      throw .unclear(
        file: file, reason: "\(names.joined(separator: " and ")) divide its lines equally well",
        remedy: "Say which one separates the columns with --delimiter.")
    }
    return finding(of: best, quote: quote)
  }

  private static func finding(of candidate: Candidate, quote: QuoteMark) -> Finding {
    Finding(
      dialect: .init(delimiter: candidate.delimiter, quote: quote),
      preamble: candidate.firstFitting,
      hasHeader: hasHeader(Array(candidate.rows.dropFirst(candidate.firstFitting))),
      columns: candidate.columns)
  }

  private static func place(_ delimiter: UInt8) -> Int {
    delimiters.firstIndex(of: delimiter) ?? delimiters.count
  }

  private static func name(_ delimiter: UInt8) -> String {
    switch delimiter {
    case 9: "tabs"
    case UInt8(ascii: ","): "commas"
    case UInt8(ascii: ";"): "semicolons"
    default: "'\(Unicode.Scalar(delimiter))'"
    }
  }

  /// Whether `first` fits worse than `second`: fewer records are alike, or it only cuts numbers.
  private static func isWorse(_ first: Candidate, _ second: Candidate) -> Bool {
    // Both shares are of whole numbers, so that nothing is lost to rounding.
    let (left, right) = (first.fitting * second.all, second.fitting * first.all)
    if left != right { return left < right }
    return first.isInNumbersOnly && !second.isInNumbersOnly
  }

  // MARK: Reading

  private static func candidate(
    _ bytes: [UInt8], isCut: Bool, _ dialect: CSVReader.Dialect
  ) -> Candidate {
    let rows = rows(bytes, isCut: isCut, dialect)
    let counts = rows.map(\.count)
    // The table's width is what most of the records have that the delimiter cuts at all: the lines
    // before and after a table stand in one cell.
    var byWidth: [Int: Int] = [:]
    for count in counts where count > 1 { byWidth[count, default: 0] += 1 }
    let widest = byWidth.max { ($0.value, $0.key) < ($1.value, $1.key) }
    let cut = byWidth.values.reduce(0, +)
    var candidate = Candidate(
      delimiter: dialect.delimiter, columns: 1, all: max(1, rows.count), fitting: rows.count,
      rows: rows, firstFitting: 0, isInNumbersOnly: isInNumbersOnly(bytes, dialect.delimiter))
    // One line cut among many that are not is prose; and so is a text whose lines all differ.
    guard let widest, widest.value > 1 || rows.count <= 2, widest.value * 2 >= cut,
      widest.value * 5 >= rows.count
    else { return candidate }
    candidate.columns = widest.key
    candidate.fitting = widest.value
    candidate.firstFitting = counts.firstIndex(of: widest.key) ?? 0
    return candidate
  }

  /// The records of the sample that are not blank; not the last one if the sample is cut there.
  private static func rows(
    _ bytes: [UInt8], isCut: Bool, _ dialect: CSVReader.Dialect
  ) -> [[String]] {
    var reader = CSVReader(InputFile(name: "", bytes: bytes), dialect: dialect)
    let block = RecordBlock(capacity: bytes.count + 1)
    var rows: [[String]] = []
    // A quote that is never closed ends the table here; the reader says it at its place.
    reading: while (try? reader.fill(block)) == true {
      for record in block.records {
        if block.isUnclosed(record) { break reading }
        rows.append(block.fields[record.fields].map { block.text($0) })
      }
    }
    if isCut, rows.count > 1 { rows.removeLast() }
    rows.removeAll { $0.count == 1 && $0[0].allSatisfy { $0 == " " || $0 == "\t" } }
    return rows
  }

  private static func isInNumbersOnly(_ bytes: [UInt8], _ delimiter: UInt8) -> Bool {
    // Only a comma can be the sign before decimals, or between thousands.
    guard delimiter == UInt8(ascii: ",") else { return false }
    for index in bytes.indices where bytes[index] == delimiter {
      guard index > 0, index + 1 < bytes.count, bytes[index - 1] &- 48 < 10,
        bytes[index + 1] &- 48 < 10
      else { return false }
    }
    return true
  }

  /// A single quote where it begins and ends cells and no double quote does; else the double one.
  private static func quote(of bytes: [UInt8]) -> QuoteMark {
    let (single, double) = (UInt8(ascii: "'"), UInt8(ascii: "\""))
    func isBorder(_ index: Int) -> Bool {
      !bytes.indices.contains(index) || bytes[index] == 10 || bytes[index] == 13
        || delimiters.contains(bytes[index])
    }
    var (openings, closings) = (0, 0)
    for index in bytes.indices {
      if bytes[index] == double, isBorder(index - 1) || isBorder(index + 1) { return .usual }
      guard bytes[index] == single else { continue }
      if isBorder(index - 1) { openings += 1 }
      if isBorder(index + 1) { closings += 1 }
    }
    return openings > 1 && openings == closings ? .byte(single) : .usual
  }

  // MARK: What it holds

  /// Whether the first of `rows` names columns: no cell is a number but years, and no two are alike.
  private static func hasHeader(_ rows: [[String]]) -> Bool {
    guard let first = rows.first else { return true }
    let cells = first.map { $0.trimmingBlanks() }
    let named = cells.filter { !$0.isEmpty }
    guard !named.isEmpty, Set(named).count == named.count else { return false }
    // Years are names where something else is before them.
    let isYearTable = named.count > 1 && !isNumber(named[0])
    return named.allSatisfy { !isNumber($0) || (isYearTable && isYear($0)) }
  }

  private static func isNumber(_ text: String) -> Bool {
    var plain = text.filter { $0 != "," && $0 != "%" && $0 != " " }
    if plain.hasPrefix("(") || plain.hasPrefix("-") || plain.hasPrefix("+") { plain.removeFirst() }
    guard let first = plain.utf8.first else { return false }
    return (first &- 48 < 10 || first == UInt8(ascii: "."))
      && plain.utf8.allSatisfy {
        $0 &- 48 < 10 || ".eE-+/:)TZ".utf8.contains($0)
      }
  }

  private static func isYear(_ text: String) -> Bool {
    guard text.utf8.count == 4, let year = Int(text) else { return false }
    return (1900...2100).contains(year)
  }

  /// A note where nothing but full-width commas would divide the lines.
  private static func wideCommas(_ rows: [[String]]) -> String? {
    let counts = rows.map { row in row.joined().count { $0 == "，" || $0 == "、" || $0 == "；" } }
    guard rows.count > 1, let first = counts.first, first > 0,
      counts.allSatisfy({ $0 == first })
    else { return nil }
    return "its lines hold full-width commas, which are text and divide nothing"
  }
}

extension String {
  /// Without spaces and tabs at its ends.
  fileprivate func trimmingBlanks() -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    return String(String(drop(while: isBlank).reversed().drop(while: isBlank)).reversed())
  }
}
