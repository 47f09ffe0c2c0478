import ClusterStore
import Statistics

/// What location quotients are measured against, as far as the survey says it.
enum ReferenceEconomy: Hashable, Sendable {
  /// All that is in the table.
  case all
  /// The row that states the total of all industries for each zone, perhaps of another segment.
  case row(industry: Int64, segment: String?)
  /// The zone whose rows state the whole for each industry.
  case economy(zone: Int64)
  /// The industries of the same group, by their level.
  case groups(level: String)

  /// Understands what was asked for.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - convention: The peer's convention; nil where none is followed.
  ///   - industries: All industries.
  ///   - zones: All zones.
  ///   - there: The industries that the dataset has.
  /// - Throws: ``AnalysisError/noBase(_:)`` and ``AnalysisError/lacking(index:what:)``.
  init(
    _ request: IndexRequest, _ convention: PeerConvention?, industries: Classification,
    zones: Classification, there: Set<Int64>
  ) throws(AnalysisError) {
    guard let base = request.base else {
      switch convention?.base {
      case nil: self = .all
      case .groups:
        guard let level = request.groups else {
          throw .lacking(
            index: convention?.function ?? "", what: "the groups of industries: --groups LEVEL")
        }
        self = .groups(level: level)
      case .totalRow(let code):
        let rows = there.filter { industries[$0]?.code == code }
        guard rows.count == 1, let row = rows.first else {
          throw .lacking(
            index: convention?.function ?? "",
            what: "one industry of code \(code) as the total, and the dataset has \(rows.count)")
        }
        self = .row(industry: row, segment: "all")
      }
      return
    }
    if base == "all" {
      self = .all
    } else if base.hasPrefix("group:") {
      self = .groups(level: String(base.dropFirst(6)))
    } else {
      let parts = base.split(separator: "/", maxSplits: 1).map(String.init)
      if let id = industries.id(ofKey: parts.first ?? "") {
        self = .row(industry: id, segment: parts.count > 1 ? parts[1] : nil)
      } else if let id = zones.id(ofKey: base) {
        self = .economy(zone: id)
      } else {
        throw .noBase(base)
      }
    }
  }

  /// The base in a few words.
  func words(_ zones: Classification, _ industries: Classification) -> String {
    switch self {
    case .all: "base all"
    case .row(let id, let segment):
      "base \(industries[id]?.key ?? "")\(segment.map { "/\($0)" } ?? "")"
    case .economy(let id): "base \(zones[id]?.key ?? "")"
    case .groups(let level): "base group:\(level)"
    }
  }

  /// The segment that must be read besides the one asked for; nil where none must.
  var segment: String? {
    if case .row(_, let segment) = self { segment } else { nil }
  }
}
