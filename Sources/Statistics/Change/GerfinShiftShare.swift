/// Shift-share analysis by factors: how much faster a region grew than the whole, and how much of
/// that is due to its structure and to its location.
///
///     structure: (Σ e_i E_i2/E_i1 / e) / (E₂/E₁),   location: e₂ / Σ e_i E_i2/E_i1
///     regional factor = structure × location = (e₂/e₁) / (E₂/E₁)
///
/// - Unit: none.
/// - Range: 0 and up; 1 is growth as in the whole economy.
/// - Source: Harald Gerfin, "Gesamtwirtschaftliches Wachstum und regionale Entwicklung", Kyklos 17,
///   1964.
public struct GerfinShiftShare: RegionalChangeIndex, Hashable {
  /// The factor of structure, from 0.
  public let structure: Double
  /// The factor of location, from 0.
  public let location: Double
  /// The regional factor: the product of the two.
  public let regional: Double

  /// Divides the growth of a region.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where the reference, or what its industries' rates
  ///   make of the region, is 0 at the later date.
  public init(_ data: RegionalChange) throws(StatisticError) {
    let before = data.region.total { $0.before }
    let after = data.region.total { $0.after }
    let expected = data.region.indices.total { data.region[$0].before * data.indices[$0] }
    guard data.overallIndex > 0 else { throw .undefined("the reference is 0 at the later date") }
    guard expected > 0 else {
      throw .undefined("the region's industries are 0 in the reference at the later date")
    }
    structure = try finite(expected / before / data.overallIndex, "the factor of structure")
    location = try finite(after / expected, "the factor of location")
    regional = try finite(after / before / data.overallIndex, "the regional factor")
  }

  /// The analysis as the catalogue lists it.
  public static let definition = IndexDescription(
    "gerfin-shift-share", title: "Shift-share analysis of Gerfin",
    formula: "structure (sum e_i E_i2/E_i1 / e) / (E2/E1); location e2 / sum e_i E_i2/E_i1",
    range: "0 and up; 1 is growth as in the whole",
    convention: "factors: their product is the regional factor",
    source: "Gerfin, Gesamtwirtschaftliches Wachstum und regionale Entwicklung, 1964",
    measures: ["regional", "structure", "location"],
    peers: [PeerConvention(.reat, "shift with Gerfin")], agrees: ["REAT shift with Gerfin"])

  /// The factors from the first date to the last.
  public static func answers(
    region: [[Double]], reference: [[Double]], industries: [String], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let dates = try RegionalDates(region: region, reference: reference, industries: industries)
    let index = try GerfinShiftShare(dates.change)
    return [IndexAnswer([index.regional, index.structure, index.location])]
  }
}
