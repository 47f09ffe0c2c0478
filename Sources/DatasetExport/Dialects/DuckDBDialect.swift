/// SQL as DuckDB reads it, from version 1.2 on.
///
/// It takes a key that points at another table only with the table's definition, and none that
/// points at the table itself.
struct DuckDBDialect: SQLDialect {
  let traits: DialectTraits = {
    var traits = DialectTraits(
      engine: "DuckDB", loading: "duckdb new.duckdb < this-file.sql", nameLimit: .none)
    traits.holdsNUL = true
    traits.givesIDs = false
    traits.constraintsInTable = true
    traits.foreignKeysInTable = true
    traits.hasPartialIndexes = false
    return traits
  }()

  func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  func type(of column: ColumnPlan) -> String {
    switch column.kind {
    case .integer: "BIGINT"
    case .real: "DOUBLE"
    case .text: "VARCHAR"
    case .bytes: "BLOB"
    }
  }

  func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

  func jsonCheck(_ column: String) -> String? { "json_valid(\(column))" }

  func globCheck(_ column: String, _ pattern: String) -> String? {
    "\(column) GLOB \(literal(pattern))"
  }

  func number(ofTruth expression: String) -> String { "CAST(\(expression) AS INTEGER)" }

  func length(_ column: String, _ kind: ValueKind) -> String {
    kind == .bytes ? "octet_length(\(column))" : "length(\(column))"
  }

  func view(_ portable: String) -> String { portable }

  let opening = "BEGIN TRANSACTION;\n"
  let closing = "COMMIT;\n"

  // MARK: Literals

  func null(into output: inout ByteBuffer) { output.append("NULL") }

  func integer(_ number: Int64, into output: inout ByteBuffer) { output.append(integer: number) }

  func real(_ number: Double, into output: inout ByteBuffer) {
    guard number.isFinite else {
      output.append(number < 0 ? "CAST('-Infinity' AS DOUBLE)" : "CAST('Infinity' AS DOUBLE)")
      return
    }
    output.append(exponential: number)
  }

  @unsafe func text(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    let quote = UInt8(ascii: "'")
    var isPlain = true
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      isPlain = isPlain && byte != 0 && byte != 13
    }
    guard !isPlain else {
      output.append(quote)
      unsafe output.append(bytes, doubling: quote)
      output.append(quote)
      return
    }
    // A statement ends at NUL, and programs that read a file by lines may change its line ends.
    output.append("('")
    for index in 0..<bytes.count {
      switch unsafe bytes[index] {
      case 0: output.append("' || chr(0) || '")
      case 13: output.append("' || chr(13) || '")
      case quote: output.append("''")
      case let byte: output.append(byte)
      }
    }
    output.append("')")
  }

  @unsafe func bytes(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.append("unhex('")
    unsafe output.append(digits: bytes)
    output.append("')")
  }
}
