/// Something that passes or may pass between firms: a product, waste, energy, water, information.
public struct Material: Codable, Hashable, Sendable {
  /// Stable name of the material for people and files; unique.
  public var key: String
  /// Kind of what is exchanged, such as product, by-product, waste, energy, water, nutrient,
  /// information or people.
  public var kind: String
  /// Name of the material in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the material in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the material by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the material by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameZhRef: String?
  /// What the material is or comes from, in short; nil where not stated.
  public var description: String?
  /// Unit in which amounts of the material are stored, such as t, m3 or kWh; nil where it is not
  /// measured.
  public var unit: String?
  /// Class of a waste classification that the material falls under; nil where it is no waste or is
  /// not classed.
  public var wasteID: Identifier<Waste>?
  /// Remark that rests on general knowledge and not on a document; nil where there is none.
  public var noteRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, kind: String) {
    self.key = key
    self.kind = kind
  }
}
