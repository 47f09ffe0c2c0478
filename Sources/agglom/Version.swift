/// The program's version.
enum Version {
  /// As `agglom --version` prints it and every import records it.
  static let current = "0.1.0"
}
