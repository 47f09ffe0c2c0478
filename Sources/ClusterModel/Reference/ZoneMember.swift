/// That a zone belongs to an area that is no level of a hierarchy.
public struct ZoneMember: Codable, Hashable, Sendable {
  /// Area that is no level of a hierarchy, such as an economic belt, to which the member belongs.
  public var areaID: Identifier<Zone>
  /// Zone that belongs to the area; it may belong to several.
  public var memberID: Identifier<Zone>
  /// Part the member plays in the area, such as centre, head, member, representative or example.
  public var role: String
  /// How the membership is known.
  public var reading: Reading
  /// Words of the document that name the membership; nil where it rests on general knowledge.
  public var wording: String?
  /// Remark that rests on general knowledge and not on the document; nil where there is none.
  public var noteRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    areaID: Identifier<Zone>, memberID: Identifier<Zone>, role: String, reading: Reading
  ) {
    self.areaID = areaID
    self.memberID = memberID
    self.role = role
    self.reading = reading
  }

  /// How a membership is known.
  public enum Reading: String, Codable, Sendable, CaseIterable {
    /// The document states it.
    case stated
    /// Read out of a garbled sentence.
    case interpreted = "interpreted from garbled word order"
    /// No document states it.
    case generalKnowledge = "general knowledge"
  }
}
