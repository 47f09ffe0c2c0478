import ClusterStore

/// The zones, or the industries, as trees in which sums can be made.
struct Classification {
  /// What the units are, for messages: `zone` or `industry`.
  let kind: String
  private let nodes: [Int64: TreeReader.Node]
  private let byKey: [String: Int64]
  private let parents: [Int64: Int64]

  /// Takes the nodes, and finds parents by their codes where none is stated.
  ///
  /// Within a scheme a code lies in the longest other code that it begins with, unless the two are
  /// stated to be of one level; a code such as `31-33` stands for 31, 32 and 33.
  init(_ kind: String, _ nodes: [TreeReader.Node], findsParentsByCode: Bool) {
    self.kind = kind
    self.nodes = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    byKey = Dictionary(nodes.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
    var parents: [Int64: Int64] = [:]
    for node in nodes { if let parent = node.parent { parents[node.id] = parent } }
    if findsParentsByCode { Self.addParents(to: &parents, byCodesOf: nodes) }
    self.parents = parents
  }

  private static func addParents(
    to parents: inout [Int64: Int64], byCodesOf nodes: [TreeReader.Node]
  ) {
    var coded: [String: [Substring: TreeReader.Node]] = [:]
    var ranges: [String: [Substring: TreeReader.Node]] = [:]
    for node in nodes {
      guard let scheme = node.scheme, let code = node.code else { continue }
      let ends = code.split(separator: "-")
      if ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first < last,
        last - first < 100
      {
        for part in first...last { ranges[scheme, default: [:]]["\(part)"] = node }
      } else {
        coded[scheme, default: [:]][code[...]] = node
      }
    }
    for node in nodes where parents[node.id] == nil {
      guard let scheme = node.scheme, let code = node.code else { continue }
      var prefix = code[...]
      while !prefix.isEmpty {
        let found = [coded[scheme]?[prefix], ranges[scheme]?[prefix]].compactMap { $0 }
        if let parent = found.first(where: { parent in
          parent.id != node.id && (node.level == nil || parent.level != node.level)
        }) {
          parents[node.id] = parent.id
          break
        }
        prefix = prefix.dropLast()
      }
    }
  }

  /// The node of an id.
  subscript(id: Int64) -> TreeReader.Node? { nodes[id] }

  /// The id of a key; nil where there is none.
  func id(ofKey key: String) -> Int64? { byKey[key] }

  /// The level of a unit: as stated, else by the length of its code, such as `4-digit`.
  func level(of id: Int64) -> String? {
    guard let node = nodes[id] else { return nil }
    if let level = node.level { return level }
    guard let code = node.code else { return nil }
    return "\(code.split(separator: "-").first?.count ?? 0)-digit"
  }

  /// The units from `id` up to the top, `id` first; a circle ends where it closes.
  func ancestry(of id: Int64) -> [Int64] {
    var line = [id]
    while let last = line.last, let parent = parents[last], !line.contains(parent) {
      line.append(parent)
    }
    return line
  }

  /// The unit of a level at or above `id`, of `scheme` unless that is nil; nil where there is none.
  func ancestor(of id: Int64, at level: String, scheme: String? = nil) -> Int64? {
    ancestry(of: id).first {
      self.level(of: $0) == level && (scheme == nil || nodes[$0]?.scheme == scheme)
    }
  }

  /// The levels that occur among some units and above them, with how many units each has.
  func levels(of ids: some Sequence<Int64>) -> [String: Int] {
    var units = Set<Int64>()
    for id in ids { units.formUnion(ancestry(of: id)) }
    var counts: [String: Int] = [:]
    for unit in units { if let level = level(of: unit) { counts[level, default: 0] += 1 } }
    return counts
  }

  /// Units that lie in others of the same set: one example, and how many they are.
  func nesting(in ids: Set<Int64>) -> (inner: Int64, outer: Int64, count: Int)? {
    var found: (inner: Int64, outer: Int64)?
    var count = 0
    for id in ids.sorted() {
      guard let outer = ancestry(of: id).dropFirst().first(where: { ids.contains($0) }) else {
        continue
      }
      count += 1
      if found == nil { found = (id, outer) }
    }
    return found.map { ($0.inner, $0.outer, count) }
  }
}
