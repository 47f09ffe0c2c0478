import ClusterModel
import ClusterStore

/// What the database holds of the figures that documents print, and of what they count.
struct DocumentEvidence {
  /// A figure of a document.
  struct Figure {
    let statistic: Statistic
    /// The document's key; nil where the figure rests on none.
    let source: String?
    /// The comparisons of documents that it stands in.
    let contradictions: [Contradiction]

    var key: String { statistic.key }

    /// Whether it counts something: a single number of things, in the words "number of".
    var isCount: Bool {
      statistic.indicator.hasPrefix("number of") && statistic.comparator == .equal
        && statistic.value != nil
    }

    /// Whether it is a share in percent.
    var isShare: Bool { statistic.unit == "percent" && statistic.comparator == .equal }

    /// Whether it counts the areas that a zone is divided into.
    var countsAreas: Bool {
      statistic.subjectType == .zone && statistic.unit == "areas" && isCount
    }

    /// Whether it says something of the set of clusters of that key.
    func isOf(set key: String) -> Bool {
      statistic.subjectType == .clusterSet && statistic.subjectKey == key
    }
  }

  /// A set of clusters that a document speaks of.
  struct ClusterSetEntry {
    let name: String
    /// The key of the set that it is part of; nil where it is part of none.
    let whole: String?
    /// The keys of the clusters that are stored as its members.
    var members: [String] = []
  }

  /// Arithmetic on figures.
  struct Check {
    let check: DerivedCheck
    let inputs: [Figure]
  }

  /// The figures, by document and key.
  let figures: [Figure]
  /// The sets of clusters by key.
  let sets: [String: ClusterSetEntry]
  /// The terms of all taxonomies.
  let terms: [EnumerationReader.Term]
  /// The places of areas as documents name them.
  let areaMembers: [EnumerationReader.AreaMember]
  /// The arithmetic on figures, by key.
  let checks: [Check]
  /// The comparisons of documents, by key.
  let contradictions: [Contradiction]
  /// The keys of documents by id.
  let sourceKeys: [Identifier<Source>: String]

  /// Reads all of it.
  ///
  /// - Throws: ``DocumentFigureError/noDocuments(path:)`` where no figure is stored.
  init(_ store: Store) throws {
    sourceKeys = Dictionary(
      uniqueKeysWithValues: try SourceRepository(store).all().map { ($0.id, $0.value.key) })
    let compared = try ContradictionRepository(store).all()
    contradictions = compared.map { $0.value }.sorted { $0.key < $1.key }
    var links: [Identifier<Statistic>: [Contradiction]] = [:]
    let byID = Dictionary(uniqueKeysWithValues: compared.map { ($0.id, $0.value) })
    for link in try StatisticContradictionRepository(store).all() {
      guard let contradiction = byID[link.value.contradictionID] else { continue }
      links[link.value.statisticID, default: []].append(contradiction)
    }
    var byStatistic: [Identifier<Statistic>: Figure] = [:]
    for row in try StatisticRepository(store).all() {
      byStatistic[row.id] = Figure(
        statistic: row.value, source: row.value.sourceID.flatMap { [sourceKeys] in sourceKeys[$0] },
        contradictions: links[row.id] ?? [])
    }
    guard !byStatistic.isEmpty else { throw DocumentFigureError.noDocuments(path: store.path) }
    figures = byStatistic.values.sorted { ($0.source ?? "", $0.key) < ($1.source ?? "", $1.key) }
    var inputs: [Identifier<DerivedCheck>: [Figure]] = [:]
    for row in try DerivedCheckInputRepository(store).all() {
      guard let figure = byStatistic[row.value.statisticID] else { continue }
      inputs[row.value.derivedCheckID, default: []].append(figure)
    }
    checks = try DerivedCheckRepository(store).all()
      .map { Check(check: $0.value, inputs: inputs[$0.id] ?? []) }
      .sorted { $0.check.key < $1.check.key }
    sets = try Self.sets(store)
    let lists = EnumerationReader(store)
    terms = try lists.terms()
    areaMembers = try lists.areaMembers()
  }

  private static func sets(_ store: Store) throws -> [String: ClusterSetEntry] {
    let rows = try ClusterSetRepository(store).all()
    let keys = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.value.key) })
    var sets: [String: ClusterSetEntry] = [:]
    for set in rows.map({ $0.value }) {
      sets[set.key] = ClusterSetEntry(
        name: set.nameEn ?? set.nameEnRef ?? set.nameZh ?? set.key,
        whole: set.parentID.flatMap { keys[$0] })
    }
    for member in try EnumerationReader(store).setMembers() {
      sets[member.set]?.members.append(member.cluster)
    }
    return sets
  }

  /// The figures of one document about one set of clusters.
  func figures(ofSet key: String, in source: String?) -> [Figure] {
    figures.filter { $0.isOf(set: key) && $0.source == source }
  }

  /// How many clusters a document says one set has; nil where it does not.
  func count(ofSet key: String, in source: String?) -> Figure? {
    figures(ofSet: key, in: source).first { $0.isCount }
  }

  /// The keys of the sets that are parts of one set, sorted.
  func parts(ofSet key: String) -> [String] {
    sets.filter { $0.value.whole == key }.map { $0.key }.sorted()
  }
}

/// Why the documents' figures cannot be recomputed at all.
public enum DocumentFigureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The database holds no figure of a document.
  case noDocuments(path: String)

  /// What happened, where, and what to do about it.
  public var description: String {
    switch self {
    case .noDocuments(let path):
      """
      \(path): table statistic is empty, so there is no figure of a document to recompute. \
      'agglom init' makes a database that has some; 'agglom import FILE --into statistic' adds yours.
      """
    }
  }
}
