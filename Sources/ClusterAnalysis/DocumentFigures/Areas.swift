import ClusterStore

/// The areas that a document divides a zone into, which may overlap.
struct Areas {
  /// An area and the places in it.
  struct Area {
    let key: String
    let members: [String]
  }

  /// The areas in the order in which they are stored.
  let all: [Area]

  /// The areas of the zone of that key that one document names.
  init(_ evidence: DocumentEvidence, of zone: String, in source: String?) {
    let rows = evidence.areaMembers.filter { $0.within == zone && $0.source == source }
    var areas: [Area] = []
    for row in rows where !areas.contains(where: { $0.key == row.area }) {
      areas.append(
        Area(key: row.area, members: rows.filter { $0.area == row.area }.map { $0.member }))
    }
    all = areas
  }

  /// The keys of the areas.
  var keys: [String] { all.map { $0.key } }

  /// How many places there are in at least one area.
  var union: Int { Set(all.flatMap { $0.members }).count }

  /// The places that are in several areas, each as often as it is counted too much.
  var repeated: [String] {
    var seen: Set<String> = []
    return all.flatMap { $0.members }.filter { !seen.insert($0).inserted }
  }
}
