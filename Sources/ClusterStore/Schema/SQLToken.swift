/// A word of a statement, as SQLite splits it; comments and white space are left out.
public struct SQLToken: Hashable, Sendable {
  /// What kind of word it is.
  public let kind: Kind
  /// The word as it stands; of a name or text in quotes, what the quotes hold.
  public let text: String

  /// The kinds of word.
  public enum Kind: Sendable {
    /// A keyword or a name without quotes.
    case word
    /// A name in quotes.
    case quotedName
    /// A text in single quotes.
    case text
    /// A number.
    case number
    /// Bytes, written `X'0aff'`.
    case blob
    /// An operator, a comma or a parenthesis.
    case symbol
  }

  /// Whether it is this keyword, in any case.
  public func isWord(_ word: String) -> Bool { kind == .word && text.uppercased() == word }

  /// Whether it is this operator.
  public func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// The words of `sql`.
  public static func tokens(of sql: String) -> [SQLToken] {
    var scanner = SQLScanner(bytes: Array(sql.utf8))
    var tokens: [SQLToken] = []
    while let token = scanner.next() { tokens.append(token) }
    return tokens
  }
}

/// Reads words one after the other.
private struct SQLScanner {
  let bytes: [UInt8]
  var place = 0

  mutating func next() -> SQLToken? {
    skipSpace()
    guard place < bytes.count else { return nil }
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "'"): return SQLToken(kind: .text, text: quoted(until: byte))
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      return SQLToken(kind: .quotedName, text: quoted(until: byte))
    case UInt8(ascii: "["):
      return SQLToken(kind: .quotedName, text: quoted(until: UInt8(ascii: "]")))
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "'") else { break }
      place += 1
      return SQLToken(kind: .blob, text: quoted(until: UInt8(ascii: "'")))
    default: break
    }
    if isDigit(byte) || (byte == UInt8(ascii: ".") && hasDigit(after: 1)) {
      return SQLToken(kind: .number, text: number())
    }
    if isNamePart(byte) { return SQLToken(kind: .word, text: run(while: isNamePart)) }
    return SQLToken(kind: .symbol, text: symbol())
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      if bytes[place] == 32 || (9...13).contains(bytes[place]) {
        place += 1
      } else if starts(with: "--") {
        while place < bytes.count, bytes[place] != 10 { place += 1 }
      } else if starts(with: "/*") {
        place += 2
        while place < bytes.count, !starts(with: "*/") { place += 1 }
        place = min(place + 2, bytes.count)
      } else {
        return
      }
    }
  }

  /// What stands between quotes, of which two stand for one.
  private mutating func quoted(until mark: UInt8) -> String {
    var held: [UInt8] = []
    place += 1
    while place < bytes.count {
      if bytes[place] == mark {
        place += 1
        guard place < bytes.count, bytes[place] == mark, mark != UInt8(ascii: "]") else { break }
      }
      held.append(bytes[place])
      place += 1
    }
    return String(decoding: held, as: UTF8.self)
  }

  private mutating func number() -> String {
    var text = run { isNamePart($0) || $0 == UInt8(ascii: ".") }
    let isSigned =
      place < bytes.count && [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[place])
    if text.lowercased().hasSuffix("e"), !text.lowercased().hasPrefix("0x"), isSigned {
      place += 1
      text += (bytes[place - 1] == UInt8(ascii: "-") ? "-" : "+") + run(while: isDigit)
    }
    return text
  }

  private mutating func symbol() -> String {
    let known = ["->>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->"]
    for symbol in known where starts(with: symbol) {
      place += symbol.utf8.count
      return symbol
    }
    place += 1
    return String(decoding: [bytes[place - 1]], as: UTF8.self)
  }

  private mutating func run(while isPart: (UInt8) -> Bool) -> String {
    let start = place
    while place < bytes.count, isPart(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private func starts(with text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

  private func hasDigit(after distance: Int) -> Bool {
    place + distance < bytes.count && isDigit(bytes[place + distance])
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isNamePart(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte >= 128 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
}
