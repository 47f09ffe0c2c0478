import ClusterStore

/// Where the zones, or the industries, of a year's rows go in its table.
struct UnitPlan {
  /// A part of a row that goes to one unit.
  struct Part: Hashable {
    /// The position of the unit.
    let position: Int32
    /// The part, above 0 to 1.
    let share: Double
  }

  /// The position of each unit's target: -1 where it is left out, less where it has several.
  private(set) var positions: UnitPositions
  /// The targets, in order.
  let targets: [Int64]
  /// Whether each unit is its own target.
  private(set) var isPlain = true
  /// Units that have no place though they were asked for.
  let lost: Set<Int64>
  /// Units of which nothing says in which parts they go to their targets, with those.
  private(set) var undivided: [Int64: [Int64]] = [:]
  private var divided: [[Part]] = []
  /// The position of what units lie in that are passed over, since it has rows of its own.
  let passedOver: [Int64: Int32]

  /// Orders the targets.
  ///
  /// - Parameters:
  ///   - routes: Where each unit goes; what is not in it is left out.
  ///   - there: The units of the rows.
  ///   - lost: Those that have no place though they were asked for.
  ///   - passedOver: What those lie in that are passed over.
  ///   - order: What the targets are ordered by.
  init(
    _ routes: [Int64: IndustryTranslation.Route], there: [Int64], lost: Set<Int64> = [],
    passedOver: [Int64: Int64] = [:], order: (Int64) -> String
  ) {
    var found: Set<Int64> = []
    for route in routes.values {
      switch route {
      case .parts(let parts): found.formUnion(parts.lazy.map(\.target))
      case .unknown(let targets): found.formUnion(targets)
      }
    }
    let targets = found.map { (id: $0, place: order($0)) }
      .sorted { ($0.place, $0.id) < ($1.place, $1.id) }.map(\.id)
    let numbers = Dictionary(
      uniqueKeysWithValues: targets.enumerated().map { ($0.element, Int32($0.offset)) })
    (self.targets, self.lost) = (targets, lost)
    self.passedOver = passedOver.compactMapValues { numbers[$0] }
    positions = UnitPositions(for: there)
    for (id, route) in routes {
      if let whole = route.whole {
        positions[id] = numbers[whole] ?? -1
        if id != whole { isPlain = false }
        continue
      }
      isPlain = false
      positions[id] = Int32(-2 - divided.count)
      switch route {
      case .parts(let parts):
        divided.append(parts.map { Part(position: numbers[$0.target] ?? 0, share: $0.share) })
      case .unknown(let targets):
        undivided[id] = targets
        divided.append(targets.map { Part(position: numbers[$0] ?? 0, share: .nan) })
      }
    }
  }

  /// The parts of a unit whose position is below -1.
  func parts(at position: Int32) -> [Part] { divided[Int(-2 - position)] }
}
