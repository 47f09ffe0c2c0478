import SQLite

/// A cell as Excel can hold it.
enum WorkbookCell {
  /// An empty cell.
  case empty
  /// A number.
  case number(Double)
  /// Text without zero bytes, as its UTF-8.
  case text(String)

  /// What had to be done to a value so that Excel can hold it.
  enum Loss: Hashable {
    /// A number became text.
    case asText
    /// Text was cut, repaired, or empty and left out.
    case changedText
    /// The 17th digit of a number was rounded away.
    case rounded
  }

  /// The most characters that a cell holds, as UTF-16 counts them.
  static let longestText = 32_767
  /// The largest whole number up to which each is a double of its own.
  private static let largestInteger: Int64 = 1 << 53

  /// How many columns of the sheet it wants.
  var width: Int {
    switch self {
    case .empty: 0
    case .number(let number): number.description.utf8.count
    case .text(let text):
      text.split(separator: "\n", maxSplits: 1).first.map { DisplayWidth.of(String($0.prefix(80))) }
        ?? 0
    }
  }

  /// A value as Excel can hold it, what had to be done to it, and why Excel cannot hold the
  /// value as it is; the last two are nil where nothing is lost.
  static func of(
    _ cell: some RowCell
  ) -> (cell: WorkbookCell, loss: Loss?, fault: String?) {
    switch cell.storage {
    case .null: return (.empty, nil, nil)
    case .integer:
      let number = cell.integer
      guard number.magnitude <= largestInteger.magnitude else {
        return (.text(String(number)), .asText, "the whole number \(number) is beyond 2^53")
      }
      return (.number(Double(number)), nil, nil)
    case .real:
      let number = cell.real
      guard number.isFinite else {
        return (.text(number < 0 ? "-Infinity" : "Infinity"), .asText, "the value is infinite")
      }
      guard number.isHeldByExcel else {
        let text = "\(number)"
        return (.text(text), .asText, "the number \(text) is out of the range of Excel")
      }
      return (.number(number), number.hasSeventeenDigits ? .rounded : nil, nil)
    case .blob:
      var hex = ByteBuffer()
      unsafe cell.withBytes { unsafe hex.append(hex: $0) }
      return of(text: hex.bytes)
    case .text: return of(text: unsafe cell.withBytes { unsafe Array($0) })
    }
  }

  private static func of(text bytes: [UInt8]) -> (cell: WorkbookCell, loss: Loss?, fault: String?) {
    var text = String(decoding: bytes, as: UTF8.self)
    var fault: String?
    if bytes.isEmpty { fault = "the text is empty, which Excel cannot tell from an empty cell" }
    if String(validating: bytes, as: UTF8.self) == nil { fault = "the text is not UTF-8" }
    // XML has no place for these three.
    for (scalar, name) in [("\0", "a zero byte"), ("\u{FFFE}", "U+FFFE"), ("\u{FFFF}", "U+FFFF")]
    where text.utf8.contains(scalar) {
      fault = "the text holds \(name)"
      text = text.replacing(scalar, with: "\u{FFFD}")
    }
    if bytes.count > longestText, text.utf16.count > longestText {
      fault = "the text has \(text.utf16.count) characters, and a cell holds \(longestText)"
      text = text.cut(utf16: longestText)
    }
    return (.text(text.escapedForExcel), fault == nil ? nil : .changedText, fault)
  }
}

extension Double {
  /// Whether Excel has the number: it has none nearer to 0 than the least normal one, none with 309
  /// digits, and one 0.
  fileprivate var isHeldByExcel: Bool {
    self == 0
      ? sign == .plus : (Self.leastNormalMagnitude...9.99999999999999e307).contains(magnitude)
  }

  /// Whether 16 digits, with which the numbers of a workbook are written, give another number.
  ///
  /// The shortest digits that give a number back are the 16 or fewer that round it, or else 17.
  fileprivate var hasSeventeenDigits: Bool {
    guard magnitude >= 1e15 || rounded(.towardZero) != self else { return false }
    var digits = 0
    for byte in description.utf8 {
      if byte == UInt8(ascii: "e") { break }
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits > 0 || byte != 48 {
        digits += 1
      }
    }
    return digits > 16
  }
}

extension String {
  /// What Excel would read as an escaped character, `_x0041_`, with its own sign escaped.
  fileprivate var escapedForExcel: String {
    guard utf8.contains("_x") else { return self }
    return replacing(/_x(?=[0-9A-Fa-f]{4}_)/, with: "_x005F_x")
  }

  /// As many whole characters as `count` units of UTF-16 hold.
  fileprivate func cut(utf16 count: Int) -> String {
    var scalars = String.UnicodeScalarView()
    var used = 0
    for scalar in unicodeScalars {
      used += scalar.value > 0xFFFF ? 2 : 1
      guard used <= count else { break }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}

extension String.UTF8View {
  fileprivate func contains(_ text: String) -> Bool { contains(Array(text.utf8)) }
}
