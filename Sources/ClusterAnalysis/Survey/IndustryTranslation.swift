import ClusterStore
import Statistics

/// The industries of a survey by another classification, through the links that are stored.
///
/// An industry of the other classification stays what it is. One without links of its own goes where
/// the industry that it lies in goes, if that goes to one place as a whole.
struct IndustryTranslation {
  /// What goes to one industry.
  struct Part: Hashable {
    /// The industry of the other classification.
    let target: Int64
    /// The part of the source, above 0 to 1.
    let share: Double
  }

  /// Where an industry goes.
  enum Route: Hashable {
    /// To these, in parts that add up to 1.
    case parts([Part])
    /// To these, and nothing says in which parts.
    case unknown(targets: [Int64])

    /// The only industry that is reached, where all goes there.
    var whole: Int64? {
      if case .parts(let parts) = self, parts.count == 1 { parts[0].target } else { nil }
    }
  }

  /// The other classification.
  let scheme: String
  /// The level that is summed to; nil for the industries that the links name.
  let level: String?
  private let division: IndexRequest.Division
  private let industries: Classification
  /// The links by keys, their targets summed to the level.
  private let crosswalk: Crosswalk
  /// Industries with a link to something that lies in no industry of the level.
  private let unreachable: Set<Int64>

  /// Reads the links that the industries of a survey need.
  ///
  /// - Returns: nil where no other classification is asked for.
  /// - Throws: ``AnalysisError`` where nothing leads to the classification, or it lacks the level.
  init?(
    _ store: Store, _ request: IndexRequest, _ industries: Classification, there: Set<Int64>
  ) throws {
    guard let asked = request.target else { return nil }
    let words = asked.split(separator: ":", maxSplits: 1).map(String.init)
    let (scheme, level) = (words.first ?? "", words.count > 1 ? words[1] : nil)
    (self.scheme, self.level) = (scheme, level)
    (division, self.industries) = (request.division, industries)
    let reader = CrosswalkReader(store)
    let links = try reader.links(to: scheme)
    try Self.require(
      asked, scheme, level, links, industries, there, schemes: { try reader.schemes() })
    let needed = Set(there.flatMap { industries.ancestry(of: $0) })
    var unreachable: Set<Int64> = []
    var summed: [Crosswalk.Link] = []
    for links in Self.bySource(links.filter { needed.contains($0.source) }) {
      _ = try Self.crosswalk(links.map { Self.link($0, to: $0.target, industries) })
      let targets = links.map { Self.target($0.target, level, scheme, industries) }
      if targets.contains(nil) { unreachable.insert(links[0].source) }
      summed += Self.summed(links, targets, industries)
    }
    (crosswalk, self.unreachable) = (try Self.crosswalk(summed), unreachable)
  }

  private static func require(
    _ asked: String, _ scheme: String, _ level: String?, _ links: [CrosswalkReader.Link],
    _ industries: Classification, _ there: Set<Int64>, schemes: () throws -> [String]
  ) throws {
    let isThere = there.contains { industries[$0]?.scheme == scheme }
    guard !links.isEmpty || isThere else {
      throw AnalysisError.noCrosswalk(to: scheme, known: try schemes())
    }
    if let level {
      let levels = industries.levels(of: links.map(\.target) + there).keys.filter { name in
        (links.map(\.target) + there).contains {
          industries.ancestor(of: $0, at: name, scheme: scheme) != nil
        }
      }
      guard levels.contains(level) else {
        throw AnalysisError.noUnit(
          kind: "industry", asked: asked, levels: levels.sorted(),
          nearest: NearestNames.of(level, in: levels, limit: 1).map { "\(scheme):\($0)" })
      }
    }
    let sources = Set(links.map(\.source))
    guard
      isThere
        || there.contains(where: { industries.ancestry(of: $0).contains(where: sources.contains) })
    else {
      func schemes(_ ids: Set<Int64>) -> String {
        Set(ids.compactMap { industries[$0]?.scheme }).sorted().joined(separator: ", ")
      }
      throw AnalysisError.nothingLeft(
        "no industry of the survey leads to \(scheme): they are of \(schemes(there)), and the links "
          + "to \(scheme) come from \(schemes(sources)). Import links of your own into "
          + "industry_crosswalk.")
    }
  }

  private static func bySource(_ links: [CrosswalkReader.Link]) -> [[CrosswalkReader.Link]] {
    var groups: [[CrosswalkReader.Link]] = []
    for link in links {
      if groups.last?[0].source == link.source {
        groups[groups.count - 1].append(link)
      } else {
        groups.append([link])
      }
    }
    return groups
  }

  private static func crosswalk(_ links: [Crosswalk.Link]) throws(AnalysisError) -> Crosswalk {
    do { return try Crosswalk(links) } catch {
      throw .refused(index: "the crosswalk of industries", error)
    }
  }

  private static func link(
    _ link: CrosswalkReader.Link, to target: Int64, _ industries: Classification
  ) -> Crosswalk.Link {
    Crosswalk.Link(
      from: industries[link.source]?.key ?? "", to: industries[target]?.key ?? "",
      weight: link.weight, sourceIsPart: link.sourceIsPart, targetIsPart: link.targetIsPart)
  }

  private static func target(
    _ id: Int64, _ level: String?, _ scheme: String, _ industries: Classification
  ) -> Int64? {
    guard let level else { return id }
    return industries.ancestor(of: id, at: level, scheme: scheme)
  }

  /// The links of one source to the industries of the level, each once.
  private static func summed(
    _ links: [CrosswalkReader.Link], _ targets: [Int64?], _ industries: Classification
  ) -> [Crosswalk.Link] {
    var order: [Int64] = []
    var found: [Int64: [CrosswalkReader.Link]] = [:]
    for (link, target) in zip(links, targets) {
      guard let target else { continue }
      if found[target] == nil { order.append(target) }
      found[target, default: []].append(link)
    }
    return order.map { target in
      let own = found[target] ?? []
      let weights = own.compactMap(\.weight)
      return Crosswalk.Link(
        from: industries[links[0].source]?.key ?? "", to: industries[target]?.key ?? "",
        weight: weights.isEmpty ? nil : min(1, weights.reduce(0, +)),
        // Parts that all go to one place are the whole.
        sourceIsPart: own.contains(where: \.sourceIsPart) && (order.count > 1 || links.count == 1),
        targetIsPart: own.contains(where: \.targetIsPart))
    }
  }

  /// What the survey is told by, for the convention.
  var words: String { level.map { "\(scheme):\($0)" } ?? scheme }

  /// Where an industry goes; nil where nothing leads on from it.
  ///
  /// An industry that is divided by size goes by `sizes`: how large each key of the other
  /// classification is; nil where that is not known yet.
  ///
  /// - Throws: ``AnalysisError/refused(index:_:)`` where all sizes are 0.
  func route(of id: Int64, sizes: [String: Double]? = nil) throws(AnalysisError) -> Route? {
    if industries[id]?.scheme == scheme {
      return Self.target(id, level, scheme, industries).map { .parts([Part(target: $0, share: 1)]) }
    }
    let line = industries.ancestry(of: id)
    guard let source = line.first(where: { crosswalk.hasLinks(from: key($0)) }),
      !unreachable.contains(source)
    else { return nil }
    let links = crosswalk.links(from: key(source))
    let targets = links.compactMap { industries.id(ofKey: $0.target) }
    guard crosswalk.isDivided(key(source)) || links[0].weight != nil else {
      return .parts([Part(target: targets[0], share: 1)])
    }
    guard source == id else { return nil }
    let division: Crosswalk.Division
    switch (self.division, sizes) {
    case (.equal, _): division = .equal
    case (.size, let sizes?): division = .bySize(sizes)
    default:
      guard links[0].weight != nil else { return .unknown(targets: targets) }
      division = .refused
    }
    do {
      let parts = try crosswalk.parts(of: key(source), dividing: division)
      return .parts(zip(targets, parts).filter { $1 > 0 }.map(Part.init))
    } catch { throw .refused(index: "--divide \(self.division.rawValue)", error) }
  }

  /// Whether an industry is divided without weights.
  func isDivided(_ id: Int64) -> Bool { crosswalk.isDivided(key(id)) }

  /// The industries that an industry is only a part of the source of.
  func partialTargets(of id: Int64) -> [String] {
    crosswalk.links(from: key(id)).filter(\.targetIsPart).map(\.target)
  }

  private func key(_ id: Int64) -> String { industries[id]?.key ?? "" }
}
