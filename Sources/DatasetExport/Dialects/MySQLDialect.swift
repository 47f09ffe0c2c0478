/// SQL as MySQL from 8.0.17 on and MariaDB from 10.6 on read it.
struct MySQLDialect: SQLDialect {
  let traits: DialectTraits = {
    var traits = DialectTraits(
      engine: "MySQL",
      loading: "mysql --default-character-set=utf8mb4 --max-allowed-packet=1G new < this-file.sql",
      nameLimit: .characters(64))
    traits.namesTakeEveryCharacter = false
    traits.holdsNUL = true
    traits.givesIDs = false
    traits.holdsInfinity = false
    // Four columns of four bytes a character fit into the 3,072 bytes of a key.
    traits.longestKey = 191
    traits.constraintsInTable = true
    traits.hasPartialIndexes = false
    traits.hasExpressionIndexes = false
    traits.commentsInTable = true
    return traits
  }()

  func quoted(_ name: String) -> String { "`\(name.replacing("`", with: "``"))`" }

  func type(of column: ColumnPlan) -> String {
    let isKey = column.isIndexed && !column.isTooLongForKey
    return switch column.kind {
    case .integer: "BIGINT"
    case .real: "DOUBLE"
    case .text: isKey ? "VARCHAR(\(traits.longestKey))" : "LONGTEXT"
    case .bytes: isKey ? "VARBINARY(\(traits.longestKey))" : "LONGBLOB"
    }
  }

  func literal(_ text: String) -> String {
    var output = ByteBuffer()
    unsafe Array(text.utf8).withUnsafeBytes { unsafe self.text($0, into: &output) }
    return String(decoding: output.bytes, as: UTF8.self)
  }

  func jsonCheck(_ column: String) -> String? { "json_valid(\(column))" }

  func globCheck(_ column: String, _ pattern: String) -> String? {
    GlobPattern.regularExpression(pattern).map { "\(column) REGEXP \(literal($0))" }
  }

  func number(ofTruth expression: String) -> String { "(\(expression))" }

  func length(_ column: String, _ kind: ValueKind) -> String {
    kind == .bytes ? "octet_length(\(column))" : "char_length(\(column))"
  }

  func view(_ portable: String) -> String {
    portable.replacing("AS bigint)", with: "AS signed)").replacing("\"", with: "`")
  }

  /// Texts are compared byte by byte, and spaces at their end count.
  static let tableOptions = """
    ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 /*!80017 COLLATE = utf8mb4_0900_bin */ \
    /*M! COLLATE = utf8mb4_nopad_bin */
    """

  let opening = """
    SET NAMES utf8mb4;
    SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';
    SET SESSION foreign_key_checks = 0;
    SET SESSION autocommit = 0;

    """

  let closing = "COMMIT;\nSET SESSION foreign_key_checks = 1;\n"

  // MARK: Literals

  func null(into output: inout ByteBuffer) { output.append("NULL") }

  func integer(_ number: Int64, into output: inout ByteBuffer) { output.append(integer: number) }

  func real(_ number: Double, into output: inout ByteBuffer) { output.append(exponential: number) }

  @unsafe func text(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.append(UInt8(ascii: "'"))
    var start = 0
    for index in 0..<bytes.count {
      let mark: UInt8
      switch unsafe bytes[index] {
      case 0: mark = UInt8(ascii: "0")
      case 10: mark = UInt8(ascii: "n")
      case 13: mark = UInt8(ascii: "r")
      case 26: mark = UInt8(ascii: "Z")
      case UInt8(ascii: "'"): mark = UInt8(ascii: "'")
      case UInt8(ascii: "\\"): mark = UInt8(ascii: "\\")
      default: continue
      }
      unsafe output.append(raw: UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
      output.append(UInt8(ascii: "\\"))
      output.append(mark)
      start = index + 1
    }
    unsafe output.append(raw: UnsafeRawBufferPointer(rebasing: bytes[start...]))
    output.append(UInt8(ascii: "'"))
  }

  @unsafe func bytes(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    unsafe output.append(hex: bytes)
  }
}
