/// How far an import has come.
public struct ImportProgress: Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// How many bytes of it have been read.
  public var bytes: Int
  /// How many there are; nil where it is not known, as with a pipe.
  public var total: Int?
  /// How many rows have been read.
  public var rows: Int
  /// How many of them did not fit.
  public var rejected: Int

  /// Takes the parts.
  public init(file: String, bytes: Int, total: Int?, rows: Int, rejected: Int) {
    self.file = file
    self.bytes = bytes
    self.total = total
    self.rows = rows
    self.rejected = rejected
  }
}
