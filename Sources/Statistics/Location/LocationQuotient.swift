/// How concentrated one industry is in one region, against the whole economy.
///
///     LQ = (regional / regionTotal) / (overall / grandTotal)
///
/// - Unit: none. The four inputs share one additive unit (persons employed, or one currency).
/// - Shape: one region and one industry in, one number out.
/// - Range: 0 (absent) and up; 1 is the overall rate.
/// - Source: P. Sargant Florence, "Report on the Location of Industry", Political and Economic
///   Planning, London 1939, as the "location factor".
public struct LocationQuotient: Hashable, Sendable {
  /// The quotient: finite, at least 0.
  public let value: Double

  /// Computes the quotient.
  ///
  /// - Parameters:
  ///   - regional: The industry in the region; at most `regionTotal` and `overall`.
  ///   - regionTotal: Every industry in the region; above 0.
  ///   - overall: The industry everywhere; above 0, at most `grandTotal`.
  ///   - grandTotal: Every industry everywhere.
  /// - Throws: ``StatisticError/undefined(_:)`` where a denominator is 0, and
  ///   ``StatisticError/invalid(_:)`` where a part exceeds its whole. It never answers 0 or NaN in
  ///   their place.
  public init(
    regional: Double, regionTotal: Double, overall: Double, grandTotal: Double
  ) throws(StatisticError) {
    guard 0 <= regional, regional <= regionTotal, regional <= overall,
      regionTotal <= grandTotal, overall <= grandTotal, grandTotal.isFinite
    else { throw .invalid("a part exceeds its whole, is negative, or is not finite") }
    guard regionTotal > 0 else { throw .undefined("the total of the region is 0") }
    guard overall > 0 else { throw .undefined("the total of the industry is 0") }
    value = (regional / regionTotal) / (overall / grandTotal)
  }
}
