import Statistics

/// An input on which a peer is wrong, and what we answer there.
struct DefectCase {
  let index: any Statistic.Type
  /// Whether we answer rightly, given the peers' input and answers.
  let isAvoided: @Sendable (JSONValue) throws -> Bool
}

/// The defects of peers that an index of this target avoids, by the name that the file gives them.
let avoidedDefects: [String: DefectCase] = [
  "REAT-gini-weighted-order": DefectCase(index: Gini.self) { defect in
    let (x, w) = (defect["input"]["x"].numbers, defect["input"]["w"].numbers)
    let order = defect["input"]["permutation"].numbers.map { Int($0) - 1 }
    let permuted = try Gini(of: order.map { x[$0] }, weights: order.map { w[$0] }).value
    return isNear(permuted, defect["peer"]["sorted"].number)
  },
  "REAT-growth-time.periods": DefectCase(index: CompoundGrowth.self) { defect in
    let input = defect["input"]
    let rate = try CompoundGrowth(
      from: input["v1"].number ?? 0, to: input["v2"].number ?? 0,
      periods: input["periods"].number ?? 0
    ).rate
    return isNear(rate, 0.095445115010332)
  },
  "ineq-theil-zeros": DefectCase(index: TheilT.self) { defect in
    let theil = try TheilT(of: defect["input"]["x"].numbers).value
    return isNear(theil, defect["other_peer"]["pysal_Theil_T"].number)
  },
  "REAT-shift-zero-base": DefectCase(index: ShiftShare.self) { defect in
    let region = ShiftShare(try defect["input"].shiftShare()).region
    return isNear(region.regional, 6.5)
      && isNear(region.national, defect["peer"]["national"].number)
      && isNear(region.mix, defect["peer"]["mix"].number)
  },
  "REAT-locq2-missing-row-recycled": DefectCase(index: LocationQuotient.self) { defect in
    let table = try LocationQuotient.Table(Matrix([[10, 0], [8, 9]]))
    let ours = Array(
      [try table.quotients(industry: 0), try table.quotients(industry: 1)].joined())
    let theirs = defect["peer_when_zero_row_is_explicit"].flat
    return ours.count == 4 && theirs.count == 4 && zip(ours, theirs).allSatisfy { isNear($0, $1) }
  },
  "EconGeo-location_quotient-one-NA": DefectCase(index: RevealedComparativeAdvantage.self) {
    defect in
    let rows = defect["input"]["values"].list.map { row in row.list.map { $0.number ?? .nan } }
    guard rows.joined().contains(where: { $0.isNaN }) else { return false }
    // A cell that is not known is an error here, and not zeros everywhere.
    do {
      _ = try RevealedComparativeAdvantage(of: Matrix(rows))
      return false
    } catch is StatisticError {
      return true
    }
  },
  "REAT-theil-weighted": DefectCase(index: TheilL.self) { defect in
    // As many units of each value as it weighs.
    let (x, w) = (defect["input"]["x"].numbers, defect["input"]["w"].numbers)
    let units = zip(x, w).flatMap { Array(repeating: $0, count: Int($1)) }
    let theil = try TheilL(of: units).value
    let decomposed = try TheilL.decomposed(units, groups: units.map { "\($0)" })
    return isNear(theil, decomposed.between) && !isNear(theil, defect["peer"].number)
  },
]

/// The other defects of the file, each with the reason why no index can show that it avoids it.
let defectsNotShown: [String: String] = [
  "REAT-locq2-duplicate-rows": "rows of one cell are summed before an index sees the table",
  "REAT-ellison.c": "its input is not in the folder",
]

private func isNear(_ ours: Double, _ theirs: Double?) -> Bool {
  guard let theirs else { return false }
  return abs(ours - theirs) < 1e-12
}
