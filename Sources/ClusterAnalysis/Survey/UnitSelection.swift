import ClusterStore

/// Which zones or industries a table has, and what the others are summed to.
struct UnitSelection {
  /// The level that is asked for; nil for the units that the survey names.
  private(set) var level: String?
  /// The scheme of that level; nil for any.
  private(set) var scheme: String?
  /// The branches within which units are taken; empty for all.
  private(set) var branches: [Int64] = []
  /// Whether all are summed to one.
  private(set) var isTotal = false

  /// Understands what a user has written: a level, `SCHEME:LEVEL`, a key, `SCHEME:*` or `total`.
  ///
  /// - Throws: ``AnalysisError/noUnit(kind:asked:levels:nearest:)``.
  init(_ words: [String], in units: Classification, there: Set<Int64>) throws(AnalysisError) {
    let levels = units.levels(of: there)
    for word in words {
      if word == "total" {
        isTotal = true
      } else if levels[word] != nil {
        try setLevel(word, units)
      } else if let id = units.id(ofKey: word) {
        branches.append(id)
      } else {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2,
          there.contains(where: { id in
            units.ancestry(of: id).contains {
              units[$0]?.scheme == parts[0]
                && (parts[1] == "*" || units.level(of: $0) == parts[1])
            }
          })
        else {
          throw .noUnit(
            kind: units.kind, asked: word, levels: levels.keys.sorted(),
            nearest: NearestNames.of(
              word, in: there.lazy.compactMap { units[$0]?.key }, limit: 2))
        }
        if let scheme, scheme != parts[0] { throw Self.both(scheme, parts[0], units) }
        scheme = parts[0]
        if parts[1] != "*" { try setLevel(parts[1], units) }
      }
    }
  }

  private mutating func setLevel(_ word: String, _ units: Classification) throws(AnalysisError) {
    if let level, level != word { throw Self.both(level, word, units) }
    level = word
  }

  private static func both(
    _ one: String, _ other: String, _ units: Classification
  ) -> AnalysisError {
    .notOffered(
      index: units.kind == "zone" ? "--zones" : "--industries",
      what: "both '\(one)' and '\(other)' are given, and a table has one level of one scheme")
  }

  /// What a unit is summed to; nil where it is left out.
  func target(of id: Int64, in units: Classification) -> Int64? {
    guard isInside(id, units) else { return nil }
    if let level { return units.ancestor(of: id, at: level, scheme: scheme) }
    guard scheme == nil || units[id]?.scheme == scheme else { return nil }
    return id
  }

  /// Whether a unit lies in the branches that are taken.
  func isInside(_ id: Int64, _ units: Classification) -> Bool {
    guard !branches.isEmpty else { return true }
    let line = units.ancestry(of: id)
    return branches.contains { line.contains($0) }
  }

  /// The selection in words.
  func words(_ units: Classification) -> String {
    var parts: [String] = []
    if isTotal { parts.append("summed to one") }
    if let level { parts.append((scheme.map { "\($0):" } ?? "") + level) }
    if level == nil, let scheme { parts.append("those of \(scheme)") }
    if !branches.isEmpty {
      parts.append("within \(branches.compactMap { units[$0]?.key }.joined(separator: ", "))")
    }
    return parts.isEmpty ? "as the survey names them" : parts.joined(separator: " ")
  }
}
