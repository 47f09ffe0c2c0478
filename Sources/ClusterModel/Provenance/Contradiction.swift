/// Where two documents agree, disagree or strain against each other, or one against itself.
public struct Contradiction: Codable, Hashable, Sendable {
  /// Stable name of the comparison of statements for people and files; unique.
  public var key: String
  /// How the two statements stand to each other, such as agreement, compatible, tension,
  /// disagreement, internal inconsistency or garbled term.
  public var relation: String
  /// What the statements are about.
  public var subject: String
  /// Document that makes the first statement.
  public var sourceAID: Identifier<Source>
  /// Document that makes the second statement; nil where the first disagrees with itself or stands
  /// alone.
  public var sourceBID: Identifier<Source>?
  /// First statement, in short; nil where not given.
  public var statementA: String?
  /// Second statement, in short; nil where there is none.
  public var statementB: String?
  /// What the editors make of the two; nil where nothing is to be said.
  public var assessment: String?
  /// First statement in the words of its document; nil where not quoted.
  public var quoteA: String?
  /// Second statement in the words of its document; nil where not quoted.
  public var quoteB: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, relation: String, subject: String, sourceAID: Identifier<Source>) {
    self.key = key
    self.relation = relation
    self.subject = subject
    self.sourceAID = sourceAID
  }

  private enum CodingKeys: String, CodingKey {
    case key, relation, subject, statementA, statementB, assessment, quoteA, quoteB
    case sourceAID = "source_a_id"
    case sourceBID = "source_b_id"
  }
}
