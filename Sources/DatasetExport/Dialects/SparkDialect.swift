/// What Spark reads: cells of CSV, and views in Spark SQL.
///
/// Texts stand in quotes, of which two stand for one; NULL is a field without them. Bytes are
/// hexadecimal digits, which the loading program turns back.
struct SparkDialect: SQLDialect {
  let traits: DialectTraits = {
    var traits = DialectTraits(
      engine: "Spark", loading: "spark-submit load.py", nameLimit: .none)
    // Spark's reader takes a quoted NUL for an empty value.
    traits.holdsNUL = false
    traits.keepsConstraints = false
    return traits
  }()

  func quoted(_ name: String) -> String { "`\(name.replacing("`", with: "``"))`" }

  func type(of column: ColumnPlan) -> String {
    switch column.kind {
    case .integer: "BIGINT"
    case .real: "DOUBLE"
    case .text: "STRING"
    case .bytes: "BINARY"
    }
  }

  func literal(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "'\(escaped.replacing("\n", with: "\\n"))'"
  }

  func jsonCheck(_ column: String) -> String? { nil }
  func globCheck(_ column: String, _ pattern: String) -> String? { nil }
  func number(ofTruth expression: String) -> String { "CAST(\(expression) AS INT)" }
  func length(_ column: String, _ kind: ValueKind) -> String { "length(\(column))" }

  func view(_ portable: String) -> String {
    // A recursion of Spark keeps what it has found again; so each row is taken once at the end.
    var text = portable.replacing("\"", with: "`")
    if text.contains("RECURSIVE") {
      text = text.replacing("UNION\n", with: "UNION ALL\n")
      if let last = text.ranges(of: "\nSELECT ").last {
        text.replaceSubrange(last, with: "\nSELECT DISTINCT ")
      }
    }
    return text
  }

  let opening = ""
  let closing = ""

  // MARK: Cells of CSV

  func null(into output: inout ByteBuffer) {}

  func integer(_ number: Int64, into output: inout ByteBuffer) { output.append(integer: number) }

  func real(_ number: Double, into output: inout ByteBuffer) {
    output.append(number, isPlain: false)
  }

  @unsafe func text(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    let quote = UInt8(ascii: "\"")
    output.append(quote)
    unsafe output.append(bytes, doubling: quote)
    output.append(quote)
  }

  @unsafe func bytes(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.append(UInt8(ascii: "\""))
    unsafe output.append(digits: bytes)
    output.append(UInt8(ascii: "\""))
  }
}
