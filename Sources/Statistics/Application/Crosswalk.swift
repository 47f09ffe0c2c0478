/// How the codes of one classification lead to those of another, or the zones of one year to those of
/// another.
///
/// What a code leads to in one place goes there whole. What it leads to in several is divided by
/// weights, which add up to 1 for each code; where there are none, it is divided only by a rule that
/// the caller chooses, since the parts are then not known but assumed.
public struct Crosswalk: Sendable {
  /// That a code leads to another.
  public struct Link: Hashable, Sendable {
    /// The code that is left.
    public let source: String
    /// The code that is reached.
    public let target: String
    /// The part of the source that goes to the target, above 0 to 1; nil where it is not known.
    public let weight: Double?
    /// Whether only a part of the source corresponds to the target.
    public let sourceIsPart: Bool
    /// Whether only a part of the target corresponds to the source.
    public let targetIsPart: Bool

    /// Takes the two codes, and what is known of the link.
    public init(
      from source: String, to target: String, weight: Double? = nil, sourceIsPart: Bool = false,
      targetIsPart: Bool = false
    ) {
      (self.source, self.target, self.weight) = (source, target, weight)
      (self.sourceIsPart, self.targetIsPart) = (sourceIsPart, targetIsPart)
    }
  }

  /// What divides a code that leads to several, or in part to one, where no weights are given.
  public enum Division: Hashable, Sendable {
    /// Nothing: it is an error that names the code.
    case refused
    /// Each target gets as much.
    case equal
    /// Each target gets by its own size, such as its total in a table of the other classification.
    case bySize([String: Double])
  }

  /// Where a code goes, in the order of the links.
  struct Route: Hashable, Sendable {
    var links: [Link]
    /// Whether the links have weights.
    var isWeighted: Bool { links[0].weight != nil }
    /// Whether it is known without weights where all goes.
    var isWhole: Bool { links.count == 1 && !links[0].sourceIsPart }
  }

  /// The links, in the order given.
  public let links: [Link]
  private let routes: [String: Route]

  /// Takes the links.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where a link stands twice, a weight is not above 0 and
  ///   at most 1, or the weights of a source are given in part or do not add up to 1 (to 1e-9).
  public init(_ links: [Link]) throws(StatisticError) {
    var (routes, sources): ([String: Route], [String]) = ([:], [])
    var seen: Set<[String]> = []
    for link in links {
      guard seen.insert([link.source, link.target]).inserted else {
        throw .invalid("the link from \(link.source) to \(link.target) stands twice")
      }
      if let weight = link.weight, !(weight > 0 && weight <= 1) {
        throw .invalid(
          "the weight from \(link.source) to \(link.target) is \(weight): give one above 0, at most 1"
        )
      }
      if routes[link.source] == nil { sources.append(link.source) }
      routes[link.source, default: Route(links: [])].links.append(link)
    }
    for source in sources {
      let weights = (routes[source]?.links ?? []).map { $0.weight }
      let known = weights.compactMap { $0 }
      guard !known.isEmpty else { continue }
      guard known.count == weights.count else {
        throw .invalid(
          "\(source) has weights to \(known.count) of its \(weights.count) targets: give all or none"
        )
      }
      guard abs(known.total - 1) <= 1e-9 else {
        throw .invalid("the weights from \(source) add up to \(known.total): make them add up to 1")
      }
    }
    (self.links, self.routes) = (links, routes)
  }

  /// The links of a source; nil where it has none.
  func route(of source: String) -> Route? { routes[source] }

  /// Whether a source leads anywhere.
  public func hasLinks(from source: String) -> Bool { routes[source] != nil }

  /// The links of a source, in the order given.
  public func links(from source: String) -> [Link] { routes[source]?.links ?? [] }

  /// Whether a source must be divided, or leads on in part only, and no weights say how.
  public func isDivided(_ source: String) -> Bool {
    routes[source].map { !$0.isWhole && !$0.isWeighted } ?? false
  }

  /// The part of a source that goes to the target of each of its links; the parts add up to 1.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where there are no weights and the division is refused
  ///   or has no sizes; ``StatisticError/invalid(_:)`` where a size is negative or not finite.
  public func parts(
    of source: String, dividing division: Division
  ) throws(StatisticError) -> [Double] {
    try routes[source]?.parts(division) ?? []
  }
}

extension Crosswalk.Route {
  /// The part of the source that goes to each target; the parts add up to 1.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where there are no weights and the division is refused
  ///   or has no sizes; ``StatisticError/invalid(_:)`` where a size is negative or not finite.
  func parts(_ division: Crosswalk.Division) throws(StatisticError) -> [Double] {
    let weights = links.compactMap { $0.weight }
    if !weights.isEmpty { return try Shares(of: weights, "the weights").values }
    if isWhole { return [1] }
    let source = links[0].source
    switch division {
    case .refused:
      let targets = links.map { $0.target }.joined(separator: ", ")
      throw .undefined(
        links.count == 1
          ? "no weights: only a part of \(source) leads to \(targets): give its weights, or choose how "
            + "to divide it"
          : "no weights: \(links.count) targets of \(source) (\(targets)): give weights, or choose how "
            + "to divide it")
    case .equal:
      return links.map { _ in 1 / Double(links.count) }
    case .bySize(let sizes):
      let what = "the sizes of the targets of \(source)"
      return try Shares(of: links.map { sizes[$0.target] ?? 0 }, what).values
    }
  }
}
