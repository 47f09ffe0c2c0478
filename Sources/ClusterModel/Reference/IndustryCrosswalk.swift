/// What an industry of one classification corresponds to in another.
public struct IndustryCrosswalk: Codable, Hashable, Sendable {
  /// Industry of the scheme that is translated from.
  public var fromID: Identifier<Industry>
  /// Industry of the scheme that is translated to.
  public var toID: Identifier<Industry>
  /// Place of the target among the targets of one industry, counted from 1.
  public var position: Int
  /// Share of the from industry that goes to the target, above 0 and at most 1; nil where unknown,
  /// then the parts count alike.
  public var weight: Double?
  /// What the correspondence rests on.
  public var basis: Basis
  /// Whether only a part of the from industry corresponds.
  public var fromIsPart: Bool
  /// Whether only a part of the to industry corresponds.
  public var toIsPart: Bool
  /// What the link covers; nil where there is none.
  public var note: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?

  /// Takes what every row must have; the rest is nil.
  public init(
    fromID: Identifier<Industry>, toID: Identifier<Industry>, position: Int = 1, basis: Basis,
    fromIsPart: Bool = false, toIsPart: Bool = false
  ) {
    self.fromID = fromID
    self.toID = toID
    self.position = position
    self.basis = basis
    self.fromIsPart = fromIsPart
    self.toIsPart = toIsPart
  }

  /// What a correspondence rests on.
  public enum Basis: String, Codable, Sendable, CaseIterable {
    /// A table of the office that keeps one of the classifications.
    case official
    /// General knowledge.
    case generalKnowledge = "general knowledge"
    /// What firms answered.
    case survey
  }
}
