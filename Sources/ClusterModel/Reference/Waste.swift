/// A class of waste in a published classification.
public struct Waste: Codable, Hashable, Sendable {
  /// Stable name of the waste for people and files; unique.
  public var key: String
  /// Classification that the code belongs to, such as the European List of Waste.
  public var scheme: String
  /// Code in its scheme, kept as text with leading zeros.
  public var code: String
  /// The level of the classification.
  public var level: Level
  /// Class of the same scheme that this one is part of; nil for a chapter.
  public var parentID: Identifier<Waste>?
  /// Name of the waste in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the waste in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// Whether the waste is hazardous; nil where the class holds both or is no entry.
  public var hazardous: Bool?
  /// Whether the entry is hazardous or not in every case or is one of a pair, in the words of the
  /// list; nil where it is no entry.
  public var entryType: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, scheme: String, code: String, level: Level) {
    self.key = key
    self.scheme = scheme
    self.code = code
    self.level = level
  }

  /// A level of the classification.
  public enum Level: String, Codable, Sendable, CaseIterable {
    /// The first level.
    case chapter
    /// The second level.
    case subchapter
    /// The third level, a single waste.
    case entry
  }
}
