/// A program or office whose convention can be asked for.
public enum Peer: String, Hashable, Sendable, CaseIterable {
  /// REAT, Thomas Wieland's package for R.
  case reat
  /// EconGeo, Pierre-Alexandre Balland's package for R.
  case econgeo
  /// PySAL, the Python Spatial Analysis Library.
  case pysal
  /// The U.S. Cluster Mapping Project.
  case cmp
  /// The U.S. Bureau of Labor Statistics.
  case bls
}

/// What a peer does under the name of an index, as a departure from what the index does by itself.
public struct PeerConvention: Hashable, Sendable {
  /// What the whole is that quotients are measured against.
  public enum Reference: Hashable, Sendable {
    /// The row of all industries that the survey states for each region, with its code.
    case totalRow(code: String)
    /// The industries of the same group.
    case groups
  }

  /// Whose convention it is.
  public let peer: Peer
  /// What the peer calls the index.
  public let function: String
  /// The measure that it answers; nil for the first.
  public let measure: String?
  /// The parameters that it amounts to, by name.
  public let parameters: [String: String]
  /// What the values are multiplied by.
  public let factor: Double
  /// How many decimals the values are rounded to; nil for no rounding.
  public let digits: Int?
  /// What stands for a value that is undefined; nil where it stays undefined.
  public let undefined: Double?
  /// What quotients are measured against; nil for what is asked for.
  public let base: Reference?

  init(
    _ peer: Peer, _ function: String, measure: String? = nil, parameters: [String: String] = [:],
    factor: Double = 1, digits: Int? = nil, undefined: Double? = nil, base: Reference? = nil
  ) {
    (self.peer, self.function, self.measure) = (peer, function, measure)
    self.parameters = parameters
    (self.factor, self.digits, self.undefined, self.base) = (factor, digits, undefined, base)
  }

  /// A value as the peer would print it; nil where it has none either.
  public func value(_ value: Double?) -> Double? {
    guard let value else { return undefined }
    guard let digits else { return value * factor }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return (value * factor * scale).rounded(.toNearestOrEven) / scale
  }

  /// How it departs from the index, in words; nil where it does not.
  public var departure: String? {
    var parts = measure.map { ["the measure \($0)"] } ?? []
    parts += parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    switch base {
    case .totalRow(let code): parts.append("base: the stated row of all industries, code \(code)")
    case .groups: parts.append("base: the industries of the same group")
    case nil: break
    }
    if factor != 1 { parts.append("times \(plain(factor))") }
    if let digits { parts.append("rounded to \(digits) decimals") }
    if let undefined { parts.append("\(plain(undefined)) where the value is undefined") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
