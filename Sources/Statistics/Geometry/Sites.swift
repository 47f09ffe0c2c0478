/// Where firms stand: one point each, in the plane or on the globe.
///
/// Every point is kept as three coordinates whose straight distance (the chord) grows with the
/// distance asked for, so that one arithmetic serves both.
public struct Sites: Hashable, Sendable {
  /// How the distance between two points is taken.
  public enum Distance: String, Hashable, Sendable, CaseIterable {
    /// Straight, in the unit of the coordinates.
    case planar
    /// Along the globe in kilometres; the coordinates are longitude and latitude in degrees.
    case greatCircle
  }

  /// The mean radius of the earth in kilometres (International Union of Geodesy and Geophysics).
  public static let earthRadius = 6371.0088

  /// How the distance is taken.
  public let distance: Distance
  let x: [Double]
  let y: [Double]
  let z: [Double]

  /// How many points there are.
  public var count: Int { x.count }

  /// Takes points by their coordinates.
  ///
  /// - Parameters:
  ///   - x: Eastings, or longitudes from -180 to 180 degrees.
  ///   - y: Northings, or latitudes from -90 to 90 degrees.
  ///   - distance: How the distance between two is taken.
  /// - Throws: ``StatisticError/invalid(_:)`` where the lists differ in length or are empty, or a
  ///   coordinate is not finite or off the globe.
  public init(x: [Double], y: [Double], distance: Distance) throws(StatisticError) {
    try requireFinite(x, "the x coordinates")
    try requireFinite(y, "the y coordinates")
    try requireSameCount(x.count, "the x coordinates", y.count, "the y coordinates")
    self.distance = distance
    switch distance {
    case .planar:
      let (left, bottom) = (x.min() ?? 0, y.min() ?? 0)
      self.x = x.map { $0 - left }
      self.y = y.map { $0 - bottom }
      z = [Double](repeating: 0, count: x.count)
      try requireFinite(self.x + self.y, "the extents of the coordinates")
    case .greatCircle:
      for (position, (longitude, latitude)) in zip(x, y).enumerated()
      where abs(longitude) > 180 || abs(latitude) > 90 {
        throw .invalid(
          "point \(position + 1): longitude \(longitude), latitude \(latitude) is off the globe")
      }
      let radians = Double.pi / 180
      let (radius, parallels) = (Self.earthRadius, y.map { cosine($0 * radians) })
      self.x = zip(x, parallels).map { radius * $1 * cosine($0 * radians) }
      self.y = zip(x, parallels).map { radius * $1 * sine($0 * radians) }
      z = y.map { radius * sine($0 * radians) }
    }
  }

  /// The length of the chord between two points at a distance.
  func chord(of distance: Double) -> Double {
    switch self.distance {
    case .planar: distance
    case .greatCircle:
      2 * Self.earthRadius * sine(min(distance / Self.earthRadius, .pi) / 2)
    }
  }

  /// The distance of two points whose chord has a length.
  func distance(ofChord chord: Double) -> Double {
    switch distance {
    case .planar: chord
    case .greatCircle: 2 * Self.earthRadius * arcsine(min(1, chord / (2 * Self.earthRadius)))
    }
  }

  /// The square of the chord between two points, each counted from 0.
  func squaredChord(_ first: Int, _ second: Int) -> Double {
    let (dx, dy, dz) = (x[first] - x[second], y[first] - y[second], z[first] - z[second])
    return dx * dx + dy * dy + dz * dz
  }

  /// The distance between two points, each counted from 0.
  public func distance(_ first: Int, _ second: Int) -> Double {
    distance(ofChord: squaredChord(first, second).squareRoot())
  }
}
