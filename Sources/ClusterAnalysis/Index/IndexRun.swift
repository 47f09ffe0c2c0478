public import ClusterStore
import SQLite
import Statistics

/// Asks a survey for an index of the catalogue.
public struct IndexRun {
  let store: Store
  let request: IndexRequest
  let index: any Statistic.Type
  let parameters: IndexParameters
  /// The convention of the peer that is followed; nil for the index's own.
  let peer: PeerConvention?

  var definition: IndexDescription { index.definition }

  /// Understands a request.
  ///
  /// - Throws: ``AnalysisError`` for an index, peer or parameter that is not there.
  public init(_ store: Store, _ request: IndexRequest) throws(AnalysisError) {
    (self.store, self.request) = (store, request)
    let all = IndexCatalog.Family.allCases.flatMap { $0.indices }
    let name = request.index.replacing("_", with: "-").lowercased()
    guard let index = all.first(where: { $0.definition.name == name }) else {
      throw .noIndex(
        request.index,
        nearest: NearestNames.of(name, in: all.lazy.map { $0.definition.name }, limit: 3))
    }
    self.index = index
    peer = try Self.convention(of: request.like, for: index.definition)
    do {
      parameters = try IndexParameters(
        (peer?.parameters ?? [:]).merging(request.settings) { _, given in given },
        of: index.definition.parameters)
    } catch { throw .refused(index: name, error) }
  }

  private static func convention(
    of name: String?, for definition: IndexDescription
  ) throws(AnalysisError) -> PeerConvention? {
    guard let name else { return nil }
    guard let peer = Peer(rawValue: name) else {
      throw .notOffered(
        index: definition.name,
        what: "'\(name)' is no peer; --like takes "
          + Peer.allCases.map(\.rawValue).joined(separator: ", "))
    }
    if let found = definition.peers.first(where: { $0.peer == peer }) { return found }
    let offered = Set(definition.peers.map { $0.peer.rawValue }).sorted()
    let wrong = definition.differs.filter {
      $0.lowercased().replacing(" ", with: "").contains(peer.rawValue)
    }
    throw .notOffered(
      index: definition.name,
      what: "'\(peer.rawValue)' has no convention of its own for it"
        + (wrong.isEmpty ? "" : " that could be followed: \(wrong.joined(separator: "; "))")
        + (offered.isEmpty ? "" : "; --like takes \(offered.joined(separator: ", "))"))
  }

  /// Computes the index.
  ///
  /// - Throws: ``AnalysisError``, and errors of the store: ``ResultCode/interrupted`` where the time of
  ///   its connection is over, or the task was cancelled.
  public func table() async throws -> IndexTable {
    let mustStop = store.connection.mustStop
    let isRequested: @Sendable () -> Bool = { Task.isCancelled || mustStop() }
    do {
      let table = try await Cancellation.$current.withValue(Cancellation(isAsked: isRequested)) {
        try await computed()
      }
      if !isRequested() { return table }
    } catch {
      if !isRequested() { throw error }
    }
    // What was computed, or refused, in the middle of the work is not to be believed.
    throw SQLiteError(code: .interrupted, message: "interrupted")
  }

  private func computed() async throws -> IndexTable {
    try requireUseOfOptions()
    return switch index {
    case let index as any TableIndex.Type: try await table(index)
    case let index as any DistributionIndex.Type: try await distributions(index)
    case let index as any PlantIndex.Type: try await plants(index)
    case let index as any SiteIndex.Type: try await sites(index)
    case let index as any GrowthIndex.Type: try await growth(index)
    case let index as any RegionalChangeIndex.Type: try await regionalChange(index)
    default:
      throw AnalysisError.notOffered(
        index: definition.name, what: "it cannot be asked of a survey")
    }
  }

  /// Reads the survey.
  func survey(_ needs: Survey.Needs) async throws -> Survey {
    try await Survey.load(store, request, needs, peer)
  }

  /// Refuses options that the index has no use for, so that none is passed over in silence.
  func requireNo(_ option: String, _ isGiven: Bool, because reason: String) throws(AnalysisError) {
    if isGiven { throw .notOffered(index: definition.name, what: "\(option) \(reason)") }
  }

  /// A table to put the answers into.
  func builder(_ survey: Survey, more: [String] = []) -> IndexTableBuilder {
    IndexTableBuilder(
      survey, measures: definition.measures + more, convention: shortConvention(survey),
      peer: peer)
  }

  /// The columns of the bounds of some measures.
  static func boundNames(_ measures: some Sequence<String>) -> [String] {
    measures.flatMap { ["\($0)_lower", "\($0)_upper"] }
  }
}
