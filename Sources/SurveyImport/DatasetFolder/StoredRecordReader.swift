import ClusterStore
import SQLite

/// Reads the records of a CSV file that the program has written itself, byte for byte.
///
/// Unlike ``CSVReader`` it finds nothing out and forgives nothing: cells are separated by commas,
/// quoted by double quotes and may be of any length; lines end with a line feed; an empty cell
/// without quotes is NULL.
struct StoredRecordReader {
  private let file: InputFile
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var (place, end) = (0, 0)
  private var line = 1
  /// The line in which the record begins.
  private var recordLine = 1
  private var bytes: [UInt8] = []
  private var cells: [Cell] = []

  /// Where the bytes of a cell lie, without its quotes.
  private struct Cell {
    var start: Int
    var end: Int
    var isQuoted: Bool
  }

  init(path: String) throws(ImportError) { file = try InputFile(path: path) }

  /// Reads the header, which must be `names`.
  mutating func requireHeader(_ names: [String]) throws(ImportError) {
    guard try next() else { throw .empty(file: file.name) }
    let found = cells.indices.map { text($0) ?? "" }
    guard found == names else {
      throw .header(
        file: file.name,
        problems: [
          "The columns are \(found.joined(separator: ", ")).",
          "They must be \(names.joined(separator: ", ")).",
        ])
    }
    width = names.count
  }

  private var width: Int?

  /// What is wrong with the record, with its place.
  func fault(_ reason: String) -> ImportError {
    .malformed(file: file.name, line: recordLine, reason: reason)
  }

  /// The text of a cell; nil for NULL.
  func text(_ index: Int) -> String? {
    guard cells.indices.contains(index), !isNull(index) else { return nil }
    return String(decoding: bytes[cells[index].start..<cells[index].end], as: UTF8.self)
  }

  /// Goes to the next record; false at the end of the file.
  ///
  /// - Throws: ``ImportError/malformed(file:line:reason:)`` for a record that is cut off, has text
  ///   beside its quotes, or has not as many cells as the header.
  mutating func next() throws(ImportError) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    recordLine = line
    guard var byte = try take() else { return false }
    while true {
      var cell = Cell(start: bytes.count, end: 0, isQuoted: byte == Self.quote)
      var following: UInt8?
      if cell.isQuoted {
        following = try takeQuoted()
      } else {
        while byte != Self.comma, byte != Self.lineFeed {
          guard byte != Self.quote else { throw fault("a quote stands inside a cell") }
          bytes.append(byte)
          guard let more = try take() else { throw fault("the file is cut off in this line") }
          byte = more
        }
        following = byte
      }
      cell.end = bytes.count
      cells.append(cell)
      guard following == Self.comma else {
        guard following == Self.lineFeed else {
          throw fault(
            following == nil
              ? "the file is cut off in this line" : "text follows the closing quote of a cell")
        }
        break
      }
      guard let more = try take() else { throw fault("the file is cut off in this line") }
      byte = more
    }
    line += 1
    guard cells.count == width ?? cells.count else {
      throw fault("there are \(cells.count) cells, and the header has \(width ?? 0)")
    }
    return true
  }

  /// Takes a quoted cell, of which the first quote is taken; returns what follows the last.
  private mutating func takeQuoted() throws(ImportError) -> UInt8? {
    while true {
      guard let byte = try take() else { throw fault("a quote is not closed") }
      guard byte == Self.quote else {
        if byte == Self.lineFeed { line += 1 }
        bytes.append(byte)
        continue
      }
      let after = try take()
      guard after == Self.quote else { return after }
      bytes.append(Self.quote)
    }
  }

  private mutating func take() throws(ImportError) -> UInt8? {
    if place == end {
      let file = file
      var count = 0
      var failure: ImportError?
      unsafe buffer.withUnsafeMutableBytes { space in
        do throws(ImportError) {
          count = try unsafe file.read(into: space)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      (place, end) = (0, count)
      guard count > 0 else { return nil }
    }
    place += 1
    return buffer[place - 1]
  }

  private func isNull(_ index: Int) -> Bool {
    let cell = cells[index]
    return cell.start == cell.end && !cell.isQuoted
  }

  /// Binds a cell as a column of `type` stores it; false where it is no value of that type.
  func bind(
    _ index: Int, _ type: StoredTables.ColumnType, to statement: borrowing Statement
  ) throws(SQLiteError) -> Bool {
    let cell = cells[index]
    let content = bytes[cell.start..<cell.end]
    guard !isNull(index) else {
      try statement.bindNull(at: index + 1)
      return true
    }
    switch type {
    case .text:
      // The statement makes text of the bytes, well-formed or not.
      try statement.bind(.blob(Array(content)), at: index + 1)
    case .integer:
      guard let number = Int64(String(decoding: content, as: UTF8.self)) else { return false }
      try statement.bind(number, at: index + 1)
    case .real:
      guard let number = Double(String(decoding: content, as: UTF8.self)), !number.isNaN else {
        return false
      }
      try statement.bind(number, at: index + 1)
    case .blob:
      guard let blob = Self.blob(content) else { return false }
      try statement.bind(.blob(blob), at: index + 1)
    case .any:
      return try bindLiteral(content, at: index + 1, to: statement)
    }
    return true
  }

  private func bindLiteral(
    _ content: ArraySlice<UInt8>, at index: Int, to statement: borrowing Statement
  ) throws(SQLiteError) -> Bool {
    if content.first == Self.apostrophe {
      guard content.count > 1, content.last == Self.apostrophe else { return false }
      var text: [UInt8] = []
      var isDoubled = false
      for byte in content.dropFirst().dropLast() {
        if byte == Self.apostrophe, !isDoubled {
          isDoubled = true
          continue
        }
        guard !isDoubled || byte == Self.apostrophe else { return false }
        isDoubled = false
        text.append(byte)
      }
      guard !isDoubled else { return false }
      guard let valid = String(validating: text, as: UTF8.self) else { return false }
      try statement.bind(.text(valid), at: index)
      return true
    }
    if let blob = Self.blob(content) {
      try statement.bind(.blob(blob), at: index)
      return true
    }
    let text = String(decoding: content, as: UTF8.self)
    if let number = Int64(text) {
      try statement.bind(number, at: index)
    } else if let number = Double(text), !number.isNaN {
      try statement.bind(number, at: index)
    } else {
      return false
    }
    return true
  }

  /// The bytes of `X'0aff'`; nil for anything else.
  private static func blob(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    guard content.count >= 3, content.count % 2 == 1, content.first == UInt8(ascii: "X"),
      content.dropFirst().first == apostrophe, content.last == apostrophe
    else { return nil }
    var blob: [UInt8] = []
    var high: UInt8?
    for byte in content.dropFirst(2).dropLast() {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      if let first = high {
        blob.append(first << 4 | UInt8(digit))
        high = nil
      } else {
        high = UInt8(digit)
      }
    }
    return blob
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let apostrophe = UInt8(ascii: "'")
}
