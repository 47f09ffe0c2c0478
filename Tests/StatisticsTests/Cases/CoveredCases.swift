import Statistics

/// From each file of cases to what we compute for it.
let coveredCases: [String: @Sendable (PeerCase) throws -> Comparison] =
  concentrationCases.merging(otherCases) { first, _ in first }

typealias Compute = @Sendable (PeerCase) throws -> Comparison

/// Compares with all that the peer answers.
func whole(_ ours: @escaping @Sendable (PeerCase) throws -> [Double?]) -> Compute {
  { Comparison(ours: try ours($0), theirs: $0.expected.flat) }
}

/// Compares with some of what the peer answers.
func some(
  _ both: @escaping @Sendable (PeerCase) throws -> [(ours: [Double], theirs: [Double?])]
) -> Compute {
  {
    let parts = try both($0)
    return Comparison(ours: parts.flatMap { $0.ours }, theirs: parts.flatMap { $0.theirs })
  }
}

/// The rows and the columns of a table.
func rows(_ one: PeerCase) throws -> [[Double]] {
  let table = try one.matrix()
  return (0..<table.rows).map { table.row($0) }
}

func columns(_ one: PeerCase) throws -> [[Double]] {
  let table = try one.matrix()
  return (0..<table.columns).map { table.column($0) }
}

private func regionByRegion(_ value: @escaping @Sendable ([Double], [Double]) throws -> Double)
  -> Compute
{
  whole { one in
    let totals = try one.matrix().columnTotals
    return try rows(one).map { try value($0, totals) }
  }
}

private let concentrationCases: [String: Compute] = [
  "EconGeo-Gini": whole { [try Gini(of: $0.numbers()).value] },
  "EconGeo-Hachman": regionByRegion { try Hachman(of: $0, against: $1).value },
  "EconGeo-location.quotient.avg": regionByRegion {
    try Hachman(of: $0, against: $1).averageQuotient
  },
  "EconGeo-Herfindahl": whole {
    try rows($0).map { try HerfindahlHirschman(of: $0).value }
  },
  "EconGeo-Hoover.Gini": whole {
    [try LorenzArea(of: $0.numbers("ind"), against: $0.numbers("pop")).value]
  },
  "EconGeo-Hoover.index": whole {
    [100 * (try Hoover(of: $0.numbers("ind"), against: $0.numbers("pop")).value)]
  },
  "EconGeo-Krugman.index": whole {
    try Krugman.specialization(of: $0.matrix(), against: .total).map { $0.value }
  },
  "EconGeo-spec.coeff": whole {
    try Krugman.specialization(of: $0.matrix(), against: .total).map { $0.halved }
  },
  "EconGeo-entropy": whole { try rows($0).map { try Entropy(of: $0).value } },
  "EconGeo-locational.Gini": whole { one in
    let totals = try one.matrix().rowTotals
    return try columns(one).map { try LorenzArea(of: $0, against: totals).halved }
  },
  "EconGeoPy-variety": some { one in
    let parts = try one.input["values"].rows.map {
      try Variety(of: $0, groups: one.input["groups"].texts, unit: .nats)
    }
    return [
      (parts.map { $0.unrelated }, one.expected["unrelated_variety"].flat),
      (parts.map { $0.related }, one.expected["related_variety"].flat),
    ]
  },
  "ReKS-shannonEntropy": some { one in
    try zip(one.input["values"].rows, one.expected.list).map { values, expected in
      let variety = try Variety(of: values, groups: one.input["groups"].texts)
      return (
        [variety.total, variety.related, variety.unrelated],
        [
          expected["entropy"].number, expected["entropy_within"].number,
          expected["entropy_between"].number,
        ]
      )
    }
  },
  "REAT-atkinson": whole {
    [try Atkinson(of: $0.numbers(), aversion: $0.number("epsilon")).value]
  },
  "pysal-inequality-atkinson": whole {
    [try Atkinson(of: $0.numbers(), aversion: $0.number("epsilon")).value]
  },
  "REAT-conc": some { one in
    let table = try PeerCase.germany()
    let (totals, parts) = (table.rowTotals, try columns(one))
    let krugman = try Krugman.concentration(of: table, against: .meanOfOthers)
    return [
      (try parts.map { try Hoover(of: $0, against: totals).value }, one.expectedColumn("H i")),
      (
        try parts.map { try GiniOfLocationQuotients(of: $0, against: totals).value },
        one.expectedColumn("G i")
      ),
      (krugman.map { $0.value }, one.expectedColumn("K i")),
    ]
  },
  "REAT-spec": some { one in
    let table = try PeerCase.germany()
    let (totals, parts) = (table.columnTotals, try rows(one))
    let krugman = try Krugman.specialization(of: table, against: .meanOfOthers)
    return [
      (try parts.map { try Hoover(of: $0, against: totals).value }, one.expectedColumn("H j")),
      (
        try parts.map { try GiniOfLocationQuotients(of: $0, against: totals).value },
        one.expectedColumn("G j")
      ),
      (krugman.map { $0.value }, one.expectedColumn("K j")),
    ]
  },
  "REAT-disp": some { one in
    let names = one.expected["cols"].texts
    return try zip(one.expected["rows"].texts, one.expected["values"].rows).compactMap {
      row, expected in
      let ours = try names.compactMap { name in
        try dispersion(row, of: one.input["columns"][name].numbers)
      }
      return ours.isEmpty ? nil : (ours, expected)
    }
  },
  "REAT-durpug": whole {
    [try RelativeDiversity(of: $0.numbers("e_ij"), against: $0.numbers("e_i")).value]
  },
  "REAT-ellison.a": some { one in
    let (firms, regions) = (one.input["e_ik"].numbers, one.input["region"].texts)
    let names = ["Wien", "Linz", "Graz"]
    let index = try EllisonGlaeser(
      plants: firms, regions: regions.compactMap { names.firstIndex(of: $0) },
      reference: names.compactMap { one.input["e_j"][$0].number })
    return [
      (
        [try index.gamma, index.rawConcentration, try index.z, index.plantHerfindahl],
        ["gamma", "G", "z", "HHI"].map { one.expected[$0].number }
      )
    ]
  },
  "REAT-ellison.a2": some { one in
    let firms = one.input["rows"].list
    let regions = firms.map { Int($0["region"].number ?? 0) - 1 }
    let reference = (0..<3).map { region in
      firms.indices.filter { regions[$0] == region }.compactMap { firms[$0]["emp"].number }
        .reduce(0, +)
    }
    return try one.expected["rows"].texts.enumerated().map { place, industry in
      let own = firms.indices.filter { firms[$0]["industry"].text == industry }
      let index = try EllisonGlaeser(
        plants: own.compactMap { firms[$0]["emp"].number }, regions: own.map { regions[$0] },
        reference: reference)
      let expected = one.expected["values"].rows[place]
      return (
        [
          try index.gamma, index.rawConcentration, try index.z, Double(own.count),
          index.plantHerfindahl,
        ], expected
      )
    }
  },
  "REAT-gini.conc": whole {
    [try GiniOfLocationQuotients(of: $0.numbers("e_ij"), against: $0.numbers("e_j")).value]
  },
  "REAT-gini.spec": whole {
    [try GiniOfLocationQuotients(of: $0.numbers("e_ij"), against: $0.numbers("e_i")).value]
  },
  "REAT-gini": whole { one in
    if one.name.hasSuffix("normalised") { return [try Gini(of: one.numbers()).corrected] }
    guard !one.input["weighting"].list.isEmpty else { return [try Gini(of: one.numbers()).value] }
    return [try Gini(of: one.numbers(), weights: one.numbers("weighting")).value]
  },
  "REAT-herf": whole { one in
    let index = try HerfindahlHirschman(of: one.numbers())
    if one.name.hasSuffix("normalised") { return [try index.normalized] }
    return [one.name.hasSuffix("number") ? index.equivalentNumber : index.value]
  },
  "REAT-hoover": whole { one in
    guard !one.input["ref"].list.isEmpty else { return [try Hoover(of: one.numbers()).value] }
    return [try Hoover(of: one.numbers(), against: one.numbers("ref")).value]
  },
  "REAT-krugman.conc2": whole { try meanOfOthers($0) },
  "REAT-krugman.spec2": whole { try meanOfOthers($0) },
  "REAT-krugman.spec": whole {
    [try Krugman(of: $0.numbers("e_ij"), against: $0.numbers("e_il")).value]
  },
  "REAT-theil": whole { [try TheilL(of: $0.numbers()).value] },
  "concentrationMetrics-concentration": whole { one in
    switch one.name.split(separator: "/")[1] {
    case "hhi-raw": return [try HerfindahlHirschman(of: one.numbers()).value]
    case "hhi-default": return [try HerfindahlHirschman(of: one.numbers()).normalized]
    default:
      return [try ConcentrationRatio(of: one.numbers(), largest: Int(one.number("n"))).value]
    }
  },
  "ineq-Lc": some { one in
    let points = try LorenzCurve(of: one.numbers()).points
    return [
      (points.map { $0.reference }, one.expected["p"].flat),
      (points.map { $0.value }, one.expected["L"].flat),
    ]
  },
  "ineq-conc": whole { [try HerfindahlHirschman(of: $0.numbers()).value] },
  "ineq-ineq": whole { one in
    let values = try one.numbers()
    switch one.name.split(separator: "/")[1] {
    case "gini": return [try Gini(of: values).value]
    case "gini-corrected": return [try Gini(of: values).corrected]
    case "ricci-schutz": return [try Hoover(of: values).value]
    case "theil-T": return [try TheilT(of: values).value]
    default: return [try Atkinson(of: values, aversion: one.number("epsilon")).value]
    }
  },
  "pysal-inequality-1.0.1-ellison_glaeser_egg": whole { one in
    let table = try Matrix(one.input["z"].rows)
    return try (0..<table.columns).map { industry in
      let sizes = table.column(industry)
      return try EllisonGlaeser(
        employment: sizes, reference: table.rowTotals, plantHerfindahl: 1 / sizes.reduce(0, +)
      ).gamma
    }
  },
  "pysal-inequality-1.0.1-maurel_sedillot_msg": whole { one in
    let table = try Matrix(one.input["z"].rows)
    return try (0..<table.columns).map { industry in
      let sizes = table.column(industry)
      return try MaurelSedillot(
        employment: sizes, reference: table.rowTotals, plantHerfindahl: 1 / sizes.reduce(0, +)
      ).gamma
    }
  },
  "pysal-inequality-1.0.1-indices": whole { one in
    let totals = try Matrix(one.input["x"].rows).columnTotals
    switch one.name.split(separator: "/")[1] {
    case "herfindahl_hd": return [try HerfindahlHirschman(of: totals).value]
    case "shannon_se": return [try Entropy(of: totals, unit: .nats).value]
    default: return [try Gini(of: totals).value]
    }
  },
  "pysal-inequality-Gini": whole { [try Gini(of: $0.numbers()).value] },
  "pysal-inequality-Theil": whole { one in
    let table = try Matrix(one.input["y"].rows)
    return try (0..<table.columns).map { try TheilT(of: table.column($0)).value }
  },
  "pysal-inequality-TheilD": some { one in
    let table = try Matrix(one.input["y"].rows)
    let groups = one.input["groups"].numbers.map { "\($0)" }
    let parts = try (0..<table.columns).map {
      try TheilT.decomposed(table.column($0), groups: groups)
    }
    return [
      (parts.map { $0.total }, one.expected["T"].flat),
      (parts.map { $0.between }, one.expected["between"].flat),
      (parts.map { $0.within }, one.expected["within"].flat),
    ]
  },
  "pysal-segregation-multigroup": whole { one in
    let entropy = try Entropy(of: one.matrix().columnTotals, unit: .nats)
    return [one.name.hasSuffix("normalised") ? try entropy.normalized : entropy.value]
  },
]

/// The mean of the others, with the row that is measured first.
private func meanOfOthers(_ one: PeerCase) throws -> [Double?] {
  guard case .object(let others) = one.input["others"] else {
    throw PeerCase.Malformed(what: "others")
  }
  let table = try Matrix([one.numbers("e_ij")] + others.values.map { $0.numbers })
  return [try Krugman.specialization(of: table, against: .meanOfOthers)[0].value]
}

/// A row of the peer's table of dispersion; nil for what is not an index of this target, or (CV n)
/// divides by √(n - 1), which lets it exceed 1.
private func dispersion(_ row: String, of values: [Double]) throws -> Double? {
  switch row {
  case "Gini": try Gini(of: values).value
  case "Gini n": try Gini(of: values).corrected
  case "HHI": try HerfindahlHirschman(of: values).value
  case "HHI n": try HerfindahlHirschman(of: values).normalized
  case "HHI eq": try HerfindahlHirschman(of: values).equivalentNumber
  case "Hoover non-w": try Hoover(of: values).value
  case "Theil": try TheilL(of: values).value
  case "Atkinson": try Atkinson(of: values, aversion: 0.5).value
  case "SD": try CoefficientOfVariation(of: values).standardDeviation
  case "CV": try CoefficientOfVariation(of: values).value
  default: nil
  }
}
