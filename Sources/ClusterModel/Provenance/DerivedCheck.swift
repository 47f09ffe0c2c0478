/// Arithmetic on printed figures; never itself a statement of a document.
public struct DerivedCheck: Codable, Hashable, Sendable {
  /// Stable name of the derived check for people and files; unique.
  public var key: String
  /// What is checked.
  public var about: String
  /// Arithmetic on printed figures, by the editors and not by a document.
  public var formulaRef: String
  /// Result of the arithmetic.
  public var resultRef: String
  /// What the result says about the printed figures; nil where nothing is to be said.
  public var readingRef: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, about: String, formulaRef: String, resultRef: String) {
    self.key = key
    self.about = about
    self.formulaRef = formulaRef
    self.resultRef = resultRef
  }
}
