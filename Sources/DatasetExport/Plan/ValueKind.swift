/// What a column of another engine holds.
enum ValueKind: String, Sendable {
  /// Whole numbers of 64 bits.
  case integer
  /// Floating-point numbers of 64 bits.
  case real
  /// Unicode text.
  case text
  /// Bytes.
  case bytes

  /// What a column declared as `type` holds in SQLite; nil where it may hold anything.
  init?(declared type: String) {
    // SQLite's own rule of affinity, in its order.
    switch type {
    case _ where type.contains("INT"): self = .integer
    case _ where ["CHAR", "CLOB", "TEXT"].contains { type.contains($0) }: self = .text
    case _ where type.contains("BLOB"): self = .bytes
    case _ where ["REAL", "FLOA", "DOUB"].contains { type.contains($0) }: self = .real
    default: return nil
    }
  }
}
