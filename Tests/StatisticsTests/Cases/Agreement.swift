import Statistics

/// How far one index lies from the peers over all cases of the folder.
struct Agreement {
  let family: IndexCatalog.Family
  let index: IndexDescription
  /// The functions that it was compared with, in the order of the files.
  private(set) var peers: [String] = []
  private(set) var cases = 0
  private(set) var values = 0
  /// Against peers that answer with all digits.
  private(set) var exact = Worst()
  /// Against peers that round what they answer, or read it off a grid.
  private(set) var rounded = Worst()
  /// The peers' defects that it avoids.
  private(set) var avoided: [String] = []

  /// The greatest difference found, and the greatest that was allowed.
  struct Worst {
    private(set) var difference: Double?
    private(set) var tolerance = 0.0

    mutating func take(_ difference: Double, allowed: Double) {
      self.difference = max(self.difference ?? 0, difference)
      tolerance = max(tolerance, allowed)
    }
  }

  /// A tolerance above this is that of a peer that rounds.
  private static let roundingTolerance = 1e-5

  /// Every index of the catalogue, in its order, compared over all cases and defects.
  ///
  /// - Throws: What a case throws, and ``Disagreement`` where an answer is not within its tolerance.
  static func all() throws -> [Agreement] {
    var found = IndexCatalog.Family.allCases.flatMap { family in
      family.indices.map { Agreement(family: family, index: $0.definition) }
    }
    let places = Dictionary(
      uniqueKeysWithValues: found.enumerated().map { ($0.element.index.name, $0.offset) })
    for (file, compute) in coveredCases.sorted(by: { $0.key < $1.key }) {
      let function = try PeerCase.function(of: file)
      for one in try PeerCase.all(of: file) where casesNotComputed[one.name] == nil {
        var counted: Set<String> = []
        for comparison in try compute(one) {
          let name = comparison.index.definition.name
          guard let place = places[name] else { throw Disagreement(what: "\(name): no such index") }
          let isFirst = counted.insert(name).inserted
          try found[place].take(comparison, of: function, in: one, isNewCase: isFirst)
        }
      }
    }
    for defect in try PeerCase.defects() {
      guard let name = defect["id"].text, let ours = avoidedDefects[name],
        let place = places[ours.index.definition.name]
      else { continue }
      guard try ours.isAvoided(defect) else { throw Disagreement(what: "\(name): not avoided") }
      found[place].avoided.append(name)
    }
    return found
  }

  private mutating func take(
    _ comparison: Comparison, of function: String, in one: PeerCase, isNewCase: Bool
  ) throws {
    if !peers.contains(function) { peers.append(function) }
    cases += isNewCase ? 1 : 0
    let allowed = comparison.allowed(in: one)
    for (ours, theirs) in zip(comparison.ours, comparison.theirs) {
      values += 1
      guard let ours, let theirs else {
        guard ours == nil, theirs == nil else { throw Disagreement(what: one.name) }
        continue
      }
      let difference = Comparison.difference(ours, theirs)
      guard difference <= allowed else { throw Disagreement(what: one.name) }
      if allowed > Self.roundingTolerance {
        rounded.take(difference, allowed: allowed)
      } else {
        exact.take(difference, allowed: allowed)
      }
    }
  }

  /// A line of cells parted by tabs, in the order of ``columns``.
  var line: String {
    let cells: [String] = [
      family.rawValue, index.name, index.title, peers.joined(separator: ", "), "\(cases)",
      "\(values)", exact.difference.map(Self.text) ?? "",
      exact.difference == nil ? "" : Self.text(exact.tolerance),
      rounded.difference.map(Self.text) ?? "",
      rounded.difference == nil ? "" : Self.text(rounded.tolerance),
      avoided.joined(separator: ", "), index.differs.joined(separator: "; "),
    ]
    return cells.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }
      .joined(separator: "\t")
  }

  /// The names of the cells of ``line``, parted by tabs.
  static let columns = """
    family\tindex\ttitle\tpeers\tcases\tvalues\tdifference\ttolerance\trounded_difference\t\
    rounded_tolerance\tdefects_avoided\tdiffers
    """

  /// A small number with two digits, such as 2.2e-16.
  static func text(_ number: Double) -> String {
    guard number > 0 else { return "0" }
    var (mantissa, exponent) = (number, 0)
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    var tenths = Int((mantissa * 10).rounded())
    if tenths == 100 { (tenths, exponent) = (10, exponent + 1) }
    let digits = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return exponent == 0 ? digits : "\(digits)e\(exponent)"
  }

  /// An answer that is not the peer's.
  struct Disagreement: Error, CustomStringConvertible {
    let what: String
    var description: String { "not as the peer answers: \(what)" }
  }
}
