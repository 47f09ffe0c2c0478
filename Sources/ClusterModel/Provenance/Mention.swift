/// Another place where an entity is named.
public struct Mention: Codable, Hashable, Sendable {
  /// Table of the entity.
  public var entityType: EntityType
  /// Key of the entity in its table.
  public var entityKey: String
  /// Document that names the entity.
  public var sourceID: Identifier<Source>
  /// Words of the document by which the passage can be found in it.
  public var locator: String

  /// Takes the parts.
  public init(
    entityType: EntityType, entityKey: String, sourceID: Identifier<Source>, locator: String
  ) {
    self.entityType = entityType
    self.entityKey = entityKey
    self.sourceID = sourceID
    self.locator = locator
  }

  /// What kind of thing is named.
  public enum EntityType: String, Codable, Sendable, CaseIterable {
    /// A zone.
    case zone
    /// A person.
    case person
    /// An institution.
    case institution
    /// A cluster.
    case cluster
    /// A firm.
    case firm
    /// An industry.
    case industry
  }
}
