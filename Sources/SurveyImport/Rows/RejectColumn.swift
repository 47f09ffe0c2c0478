/// The columns that a file of rejected rows has behind those of the file they come from.
///
/// An import leaves columns of these names, so that the mended file can come in as it is.
public enum RejectColumn: String, CaseIterable, Sendable {
  /// What is wrong, as words of the frictionless vocabulary.
  case code = "agglom_code"
  /// What is wrong, in sentences.
  case reason = "agglom_reason"

  /// The names of all of them.
  public static let names: Set<String> = Set(allCases.map(\.rawValue))
}
