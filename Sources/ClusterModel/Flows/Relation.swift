/// That one concept acts on another, as a document says.
public struct Relation: Codable, Hashable, Sendable {
  /// Stable name of the relation for people and files; unique.
  public var key: String
  /// Concept that acts.
  public var subjectID: Identifier<Concept>
  /// Subject in the words of the document; nil where not quoted.
  public var subjectText: String?
  /// What the subject does to the object, such as promotes, hinders, causes or requires.
  public var relation: String
  /// Concept that is acted upon.
  public var objectID: Identifier<Concept>
  /// Object in the words of the document; nil where not quoted.
  public var objectText: String?
  /// Under which condition the relation holds; nil where the document sets none.
  public var condition: String?
  /// How the document speaks of the relation: claim, recommendation or case.
  public var statementKind: String
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    key: String, subjectID: Identifier<Concept>, relation: String, objectID: Identifier<Concept>,
    statementKind: String
  ) {
    self.key = key
    self.subjectID = subjectID
    self.relation = relation
    self.objectID = objectID
    self.statementKind = statementKind
  }
}
