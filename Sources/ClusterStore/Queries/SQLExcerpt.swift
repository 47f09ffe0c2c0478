import SQLite

/// A part of a statement for a message, in one line.
struct SQLExcerpt: CustomStringConvertible {
  /// The part, with an ellipsis where something is cut off.
  let description: String

  /// The most characters that are shown.
  private static let length = 60

  /// Shows `sql` around the byte at `offset`; its beginning for nil.
  init(_ sql: String, around offset: Int? = nil) {
    let bytes = sql.utf8
    let place = bytes.index(bytes.startIndex, offsetBy: offset ?? 0, limitedBy: bytes.endIndex)
    let before = sql.distance(from: sql.startIndex, to: place ?? sql.startIndex)
    let start = max(0, before - Self.length / 3)
    let rest = sql.dropFirst(start)
    let part = rest.prefix(Self.length).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    description = (start > 0 ? "…" : "") + part + (rest.count > Self.length ? "…" : "")
  }
}
