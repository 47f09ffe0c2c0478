import SQLite

/// Reads where firms stand.
public struct FirmPlaceReader {
  private let store: Store

  /// Reads from `store`.
  public init(_ store: Store) { self.store = store }

  /// The coordinates, in degrees, of each firm that has both, by the firm's id.
  public func places() throws -> [Int64: (longitude: Double, latitude: Double)] {
    let rows = try store.connection.query(
      """
      SELECT id, longitude, latitude FROM firm
      WHERE longitude IS NOT NULL AND latitude IS NOT NULL
      """
    ) { ($0.integer(0), (longitude: $0.real(1), latitude: $0.real(2))) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}
