/// SQL as PostgreSQL and its `psql` read it, from version 12 on.
///
/// Rows come in blocks of COPY, in its text format.
struct PostgreSQLDialect: SQLDialect {
  let traits: DialectTraits = {
    var traits = DialectTraits(
      engine: "PostgreSQL", loading: "psql -X -v ON_ERROR_STOP=1 -f this-file.sql new-database",
      nameLimit: .bytes(63))
    traits.reservedColumns = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]
    // A page of an index holds three entries at least.
    traits.longestKey = 2_600
    traits.defersForeignKeys = true
    traits.copiesRows = true
    traits.hasIdentities = true
    return traits
  }()

  func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  func type(of column: ColumnPlan) -> String {
    switch column.kind {
    case .integer: "bigint"
    case .real: "double precision"
    case .text: "text"
    case .bytes: "bytea"
    }
  }

  func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

  func jsonCheck(_ column: String) -> String? {
    "(\(column) IS NULL OR CAST(\(column) AS json) IS NOT NULL)"
  }

  func globCheck(_ column: String, _ pattern: String) -> String? {
    GlobPattern.regularExpression(pattern).map { "\(column) ~ \(literal($0))" }
  }

  func number(ofTruth expression: String) -> String { "CAST(\(expression) AS integer)" }

  func length(_ column: String, _ kind: ValueKind) -> String {
    kind == .bytes ? "octet_length(\(column))" : "char_length(\(column))"
  }

  func view(_ portable: String) -> String {
    // A number with an exponent is a decimal fraction in PostgreSQL.
    portable.replacing("1e0", with: "CAST(1 AS double precision)")
  }

  let opening = """
    \\set ON_ERROR_STOP on
    SET client_encoding = 'UTF8';
    SET standard_conforming_strings = on;
    SET client_min_messages = warning;
    BEGIN;

    """

  let closing = "COMMIT;\n"

  // MARK: Cells of COPY

  func null(into output: inout ByteBuffer) { output.append("\\N") }

  func integer(_ number: Int64, into output: inout ByteBuffer) { output.append(integer: number) }

  func real(_ number: Double, into output: inout ByteBuffer) {
    output.append(number, isPlain: true)
  }

  @unsafe func text(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    var start = 0
    for index in 0..<bytes.count {
      let mark: UInt8
      switch unsafe bytes[index] {
      case UInt8(ascii: "\\"): mark = UInt8(ascii: "\\")
      case 9: mark = UInt8(ascii: "t")
      case 10: mark = UInt8(ascii: "n")
      case 13: mark = UInt8(ascii: "r")
      default: continue
      }
      unsafe output.append(raw: UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
      output.append(UInt8(ascii: "\\"))
      output.append(mark)
      start = index + 1
    }
    unsafe output.append(raw: UnsafeRawBufferPointer(rebasing: bytes[start...]))
  }

  @unsafe func bytes(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.append("\\\\x")
    unsafe output.append(digits: bytes)
  }
}
