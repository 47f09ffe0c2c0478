import Statistics

/// From each file of cases to what we compute for it.
let coveredCases: [String: Compute] =
  concentrationCases.merging(otherCases) { first, _ in first }

/// The rows and the columns of a table.
func rows(_ one: PeerCase) throws -> [[Double]] {
  let table = try one.matrix()
  return (0..<table.rows).map { table.row($0) }
}

func columns(_ one: PeerCase) throws -> [[Double]] {
  let table = try one.matrix()
  return (0..<table.columns).map { table.column($0) }
}

private func regionByRegion(
  _ index: any Statistic.Type, _ value: @escaping @Sendable ([Double], [Double]) throws -> Double
) -> Compute {
  whole(index) { one in
    let totals = try one.matrix().columnTotals
    return try rows(one).map { try value($0, totals) }
  }
}

private let concentrationCases: [String: Compute] = [
  "EconGeo-Gini": whole(Gini.self) { [try Gini(of: $0.numbers()).value] },
  "EconGeo-Hachman": regionByRegion(Hachman.self) { try Hachman(of: $0, against: $1).value },
  "EconGeo-location.quotient.avg": regionByRegion(Hachman.self) {
    try Hachman(of: $0, against: $1).averageQuotient
  },
  "EconGeo-Herfindahl": whole(HerfindahlHirschman.self) {
    try rows($0).map { try HerfindahlHirschman(of: $0).value }
  },
  "EconGeo-Hoover.Gini": whole(LorenzArea.self) {
    [try LorenzArea(of: $0.numbers("ind"), against: $0.numbers("pop")).value]
  },
  "EconGeo-Hoover.index": whole(Hoover.self) {
    [100 * (try Hoover(of: $0.numbers("ind"), against: $0.numbers("pop")).value)]
  },
  "EconGeo-Krugman.index": whole(Krugman.self) {
    try Krugman.specialization(of: $0.matrix(), against: .total).map { $0.value }
  },
  "EconGeo-spec.coeff": whole(Krugman.self) {
    try Krugman.specialization(of: $0.matrix(), against: .total).map { $0.halved }
  },
  "EconGeo-entropy": whole(Entropy.self) { try rows($0).map { try Entropy(of: $0).value } },
  "EconGeo-locational.Gini": whole(LorenzArea.self) { one in
    let totals = try one.matrix().rowTotals
    return try columns(one).map { try LorenzArea(of: $0, against: totals).halved }
  },
  "EconGeoPy-variety": some(Variety.self) { one in
    let parts = try one.input["values"].rows.map {
      try Variety(of: $0, groups: one.input["groups"].texts, unit: .nats)
    }
    return [
      (parts.map { $0.unrelated }, one.expected["unrelated_variety"].flat),
      (parts.map { $0.related }, one.expected["related_variety"].flat),
    ]
  },
  "ReKS-shannonEntropy": some(Variety.self) { one in
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
  "REAT-atkinson": whole(Atkinson.self) {
    [try Atkinson(of: $0.numbers(), aversion: $0.number("epsilon")).value]
  },
  "pysal-inequality-atkinson": whole(Atkinson.self) {
    [try Atkinson(of: $0.numbers(), aversion: $0.number("epsilon")).value]
  },
  "REAT-conc": several { one in
    let table = try PeerCase.germany()
    let (totals, parts) = (table.rowTotals, try columns(one))
    let krugman = try Krugman.concentration(of: table, against: .meanOfOthers)
    return [
      Comparison(
        Hoover.self, try parts.map { try Hoover(of: $0, against: totals).value },
        one.expectedColumn("H i")),
      Comparison(
        GiniOfLocationQuotients.self,
        try parts.map { try GiniOfLocationQuotients(of: $0, against: totals).value },
        one.expectedColumn("G i")),
      Comparison(Krugman.self, krugman.map { $0.value }, one.expectedColumn("K i")),
    ]
  },
  "REAT-spec": several { one in
    let table = try PeerCase.germany()
    let (totals, parts) = (table.columnTotals, try rows(one))
    let krugman = try Krugman.specialization(of: table, against: .meanOfOthers)
    return [
      Comparison(
        Hoover.self, try parts.map { try Hoover(of: $0, against: totals).value },
        one.expectedColumn("H j")),
      Comparison(
        GiniOfLocationQuotients.self,
        try parts.map { try GiniOfLocationQuotients(of: $0, against: totals).value },
        one.expectedColumn("G j")),
      Comparison(Krugman.self, krugman.map { $0.value }, one.expectedColumn("K j")),
    ]
  },
  "REAT-disp": several { one in
    let names = one.expected["cols"].texts
    return try zip(one.expected["rows"].texts, one.expected["values"].rows).compactMap {
      row, expected in
      guard let index = dispersionIndices[row] else { return nil }
      let ours = try names.map { name in
        try dispersion(row, of: one.input["columns"][name].numbers)
      }
      return Comparison(index, ours, expected)
    }
  },
  "REAT-durpug": whole(RelativeDiversity.self) {
    [try RelativeDiversity(of: $0.numbers("e_ij"), against: $0.numbers("e_i")).value]
  },
  "REAT-ellison.a": some(EllisonGlaeser.self) { one in
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
  "REAT-ellison.a2": some(EllisonGlaeser.self) { one in
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
  "REAT-gini.conc": whole(GiniOfLocationQuotients.self) {
    [try GiniOfLocationQuotients(of: $0.numbers("e_ij"), against: $0.numbers("e_j")).value]
  },
  "REAT-gini.spec": whole(GiniOfLocationQuotients.self) {
    [try GiniOfLocationQuotients(of: $0.numbers("e_ij"), against: $0.numbers("e_i")).value]
  },
  "REAT-gini": whole(Gini.self) { one in
    if one.name.hasSuffix("normalised") { return [try Gini(of: one.numbers()).corrected] }
    guard !one.input["weighting"].list.isEmpty else { return [try Gini(of: one.numbers()).value] }
    return [try Gini(of: one.numbers(), weights: one.numbers("weighting")).value]
  },
  "REAT-herf": whole(HerfindahlHirschman.self) { one in
    let index = try HerfindahlHirschman(of: one.numbers())
    if one.name.hasSuffix("normalised") { return [try index.normalized] }
    return [one.name.hasSuffix("number") ? index.equivalentNumber : index.value]
  },
  "REAT-hoover": whole(Hoover.self) { one in
    guard !one.input["ref"].list.isEmpty else { return [try Hoover(of: one.numbers()).value] }
    return [try Hoover(of: one.numbers(), against: one.numbers("ref")).value]
  },
  "REAT-krugman.conc2": whole(Krugman.self) { try meanOfOthers($0) },
  "REAT-krugman.spec2": whole(Krugman.self) { try meanOfOthers($0) },
  "REAT-krugman.spec": whole(Krugman.self) {
    [try Krugman(of: $0.numbers("e_ij"), against: $0.numbers("e_il")).value]
  },
  "REAT-theil": whole(TheilL.self) { [try TheilL(of: $0.numbers()).value] },
  "concentrationMetrics-concentration": several { one in
    let (values, theirs) = (try one.numbers(), one.expected.flat)
    guard one.name.split(separator: "/")[1].hasPrefix("hhi") else {
      let ratio = try ConcentrationRatio(of: values, largest: Int(one.number("n")))
      return [Comparison(ConcentrationRatio.self, [ratio.value], theirs)]
    }
    let index = try HerfindahlHirschman(of: values)
    let ours = one.name.hasSuffix("raw") ? index.value : try index.normalized
    return [Comparison(HerfindahlHirschman.self, [ours], theirs)]
  },
  "ineq-Lc": some(LorenzCurve.self) { one in
    let points = try LorenzCurve(of: one.numbers()).points
    return [
      (points.map { $0.reference }, one.expected["p"].flat),
      (points.map { $0.value }, one.expected["L"].flat),
    ]
  },
  "ineq-conc": whole(HerfindahlHirschman.self) {
    [try HerfindahlHirschman(of: $0.numbers()).value]
  },
  "ineq-ineq": several { one in
    let values = try one.numbers()
    let (index, ours): (any Statistic.Type, Double) =
      switch one.name.split(separator: "/")[1] {
      case "gini": (Gini.self, try Gini(of: values).value)
      case "gini-corrected": (Gini.self, try Gini(of: values).corrected)
      case "ricci-schutz": (Hoover.self, try Hoover(of: values).value)
      case "theil-T": (TheilT.self, try TheilT(of: values).value)
      default:
        (Atkinson.self, try Atkinson(of: values, aversion: one.number("epsilon")).value)
      }
    return [Comparison(index, [ours], one.expected.flat)]
  },
  "pysal-inequality-1.0.1-ellison_glaeser_egg": whole(EllisonGlaeser.self) { one in
    let table = try Matrix(one.input["z"].rows)
    return try (0..<table.columns).map { industry in
      let sizes = table.column(industry)
      return try EllisonGlaeser(
        employment: sizes, reference: table.rowTotals, plantHerfindahl: 1 / sizes.reduce(0, +)
      ).gamma
    }
  },
  "pysal-inequality-1.0.1-maurel_sedillot_msg": whole(MaurelSedillot.self) { one in
    let table = try Matrix(one.input["z"].rows)
    return try (0..<table.columns).map { industry in
      let sizes = table.column(industry)
      return try MaurelSedillot(
        employment: sizes, reference: table.rowTotals, plantHerfindahl: 1 / sizes.reduce(0, +)
      ).gamma
    }
  },
  "pysal-inequality-1.0.1-indices": several { one in
    let totals = try Matrix(one.input["x"].rows).columnTotals
    let (index, ours): (any Statistic.Type, Double) =
      switch one.name.split(separator: "/")[1] {
      case "herfindahl_hd": (HerfindahlHirschman.self, try HerfindahlHirschman(of: totals).value)
      case "shannon_se": (Entropy.self, try Entropy(of: totals, unit: .nats).value)
      default: (Gini.self, try Gini(of: totals).value)
      }
    return [Comparison(index, [ours], one.expected.flat)]
  },
  "pysal-inequality-Gini": whole(Gini.self) { [try Gini(of: $0.numbers()).value] },
  "pysal-inequality-Theil": whole(TheilT.self) { one in
    let table = try Matrix(one.input["y"].rows)
    return try (0..<table.columns).map { try TheilT(of: table.column($0)).value }
  },
  "pysal-inequality-TheilD": some(TheilT.self) { one in
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
  "pysal-segregation-multigroup": whole(Entropy.self) { one in
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

/// The rows of the peer's table of dispersion that an index of this target answers for.
///
/// CV n is none: it divides by √(n - 1), which lets it exceed 1.
private let dispersionIndices: [String: any Statistic.Type] = [
  "Gini": Gini.self, "Gini n": Gini.self, "HHI": HerfindahlHirschman.self,
  "HHI n": HerfindahlHirschman.self, "HHI eq": HerfindahlHirschman.self,
  "Hoover non-w": Hoover.self, "Theil": TheilL.self, "Atkinson": Atkinson.self,
  "SD": CoefficientOfVariation.self, "CV": CoefficientOfVariation.self,
]

/// A row of the peer's table of dispersion; nil for what no index of this target answers for.
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
