/// A group of firms of one or several linked trades in one place, with what supports them.
///
/// A nil property is one that no source gives. Properties whose name ends in `Ref` hold general
/// knowledge or a translation, never a statement of a document.
public struct Cluster: Codable, Hashable, Sendable {
  /// What tells this cluster from every other; lower case, digits and hyphens.
  public var key: String
  /// Whether it is a cluster of one place or a trade of a whole province.
  public var recordKind: RecordKind
  /// The name in English, as its source has it.
  public var nameEn: String?
  /// The name in Chinese, as its source has it.
  public var nameZh: String?
  /// A translation into English.
  public var nameEnRef: String?
  /// A translation into Chinese.
  public var nameZhRef: String?
  /// The zone it lies in.
  public var zoneID: Identifier<Zone>?
  /// The source's words for where it lies.
  public var zoneText: String?
  /// The source's words for its trades.
  public var industryText: String?
  /// How its firms depend on each other.
  public var structureType: StructureType?
  /// The source's words for how it is organised.
  public var organisationType: String?
  /// Where it stands in its life.
  public var stage: Stage?
  /// The source's words for its stage.
  public var stageText: String?
  /// What the source says of its standing.
  public var status: String?
  /// How large its yearly output is.
  public var sizeBand: SizeBand?
  /// The source's words for its size.
  public var sizeText: String?
  /// The firm that leads it.
  public var leadFirmID: Identifier<Firm>?
  /// The source's words for who leads it.
  public var leadFirmText: String?
  /// The source's words for how far it is known.
  public var influenceText: String?
  /// The year it came into being.
  public var foundedYear: Int?
  /// A remark on the source's text.
  public var note: String?
  /// A remark of general knowledge.
  public var noteRef: String?
  /// The document it is taken from.
  public var sourceID: Identifier<Source>?
  /// Words of that document that lead to the place.
  public var locator: String?

  /// Makes a cluster of which only its key is known.
  public init(key: String, recordKind: RecordKind = .named) {
    self.key = key
    self.recordKind = recordKind
  }

  /// What a row stands for.
  public enum RecordKind: String, Codable, Sendable, CaseIterable {
    /// A cluster of one place.
    case named = "named cluster"
    /// All clusters of a trade together.
    case sectorGroup = "sector group"
  }

  /// How the firms of a cluster depend on each other (document s004, section 4.2).
  public enum StructureType: String, Codable, Sendable, CaseIterable {
    /// Firms of the same process or trade.
    case homogeneous
    /// Firms of different trades side by side.
    case heterogeneous
    /// Firms tied by exchanges of materials and by-products.
    case symbiotic
    /// Suppliers around one core firm.
    case chainLed = "chain-led"
  }

  /// Where a cluster stands in its life.
  public enum Stage: String, Codable, Sendable, CaseIterable {
    /// Firms gather.
    case initialConcentration = "initial-concentration"
    /// The first phase is over; the cluster turns to new mechanisms.
    case mechanismInnovation = "mechanism-innovation"
    /// Known at home and abroad.
    case influential
  }

  /// How large a cluster is, by yearly output in renminbi.
  public enum SizeBand: String, Codable, Sendable, CaseIterable {
    /// Below 1 billion (10亿元).
    case underOneBillion = "under-1bn-rmb"
    /// From 1 to 10 billion (10亿元至100亿元).
    case oneToTenBillion = "1-10bn-rmb"
    /// Above 10 billion (100亿元以上).
    case overTenBillion = "over-10bn-rmb"
  }
}
