import Statistics

/// Cases of location, complexity, space and change.
let otherCases: [String: Compute] = [
  "EconGeo-location.quotient": several { one in
    let advantage = try RevealedComparativeAdvantage(of: one.matrix())
    let theirs = one.expected.flat
    guard one.name.hasSuffix("binary") else {
      return [
        Comparison(RevealedComparativeAdvantage.self, advantage.values.cells, theirs),
        Comparison(LocationQuotient.self, try quotients(one.matrix()), theirs),
      ]
    }
    return [Comparison(RevealedComparativeAdvantage.self, try cells(advantage.presence()), theirs)]
  },
  "pysal-segregation-MultiLocationQuotient": whole(LocationQuotient.self) {
    try quotients($0.matrix())
  },
  "REAT-locq": whole(LocationQuotient.self) {
    [
      try LocationQuotient(
        regional: $0.number("e_ij"), regionTotal: $0.number("e_j"), overall: $0.number("e_i"),
        grandTotal: $0.number("e")
      ).value
    ]
  },
  "REAT-locq2": whole(LocationQuotient.self) { _ in
    let sizes = try PeerCase.germany()
    let table = try LocationQuotient.Table(sizes)
    return try (0..<sizes.columns).flatMap { try table.quotients(industry: $0) }
  },
  "REAT-litzenberger": whole(ClusterIndex.self) { one in
    [
      try ClusterIndex(
        employment: .init(one.number("e_ij"), of: one.number("e_i")),
        firms: .init(one.number("b_ij"), of: one.number("b_i")),
        area: .init(one.number("a_j"), of: one.number("a")),
        population: .init(one.number("p_j"), of: one.number("p"))
      ).value
    ]
  },
  "EconGeo-diversity": whole(Diversity.self) {
    try Diversity(of: RevealedComparativeAdvantage(of: $0.matrix()).presence()).values
      .map { Double($0) }
  },
  "EconGeo-ubiquity": whole(Ubiquity.self) {
    try Ubiquity(of: RevealedComparativeAdvantage(of: $0.matrix()).presence()).values
      .map { Double($0) }
  },
  "EconGeo-MORc": some(MethodOfReflections.self) { one in
    let presence = try PresenceMatrix(one.matrix())
    return try [1, 2].map {
      (
        try MethodOfReflections(of: presence, steps: $0).regions,
        one.expected["steps\($0)"].flat
      )
    }
  },
  "EconGeo-co.occurrence": whole(Proximity.self) { one in
    let together = try Proximity(of: PresenceMatrix(one.matrix())).cooccurrences
    return together.cells.enumerated().map { place, cell in
      place / together.columns == place % together.columns ? 0 : cell
    }
  },
  "EconGeo-relatedness": whole(Relatedness.self) { one in
    try Relatedness(
      cooccurrences: one.matrix(),
      method: one.name.hasSuffix("prob") ? .probability : .association
    ).values.cells
  },
  "EconGeo-relatedness.density": whole(RelatednessDensity.self) { one in
    let presence = try PresenceMatrix(Matrix(one.input["mat"]["values"].rows))
    let proximity = try Matrix(one.input["relatedness"]["values"].rows)
    return try RelatednessDensity(of: presence, proximity: proximity).values.cells.map { $0 * 100 }
  },
  "economiccomplexity-balassa_index": several { one in
    let (table, theirs) = (try one.matrix(), one.expected.flat)
    return [
      Comparison(
        RevealedComparativeAdvantage.self,
        try RevealedComparativeAdvantage(of: table).values.cells, theirs),
      Comparison(LocationQuotient.self, try quotients(table), theirs),
    ]
  },
  "economiccomplexity-complexity_measures": several { one in
    let presence = try germanPresence()
    let (regions, industries) = (one.expected["region"].flat, one.expected["industry"].flat)
    if one.name.hasSuffix("eigenvalues") {
      let index = try EconomicComplexity(of: presence)
      return [
        Comparison(EconomicComplexity.self, scores(index.regions), regions),
        Comparison(EconomicComplexity.self, scores(index.industries), industries),
      ]
    }
    // The peer's 20 iterations are 18 steps for regions and 19 for industries.
    return [
      Comparison(
        MethodOfReflections.self,
        scores(try MethodOfReflections(of: presence, steps: 18).regions), regions),
      Comparison(
        MethodOfReflections.self,
        scores(try MethodOfReflections(of: presence, steps: 19).industries), industries),
    ]
  },
  "economiccomplexity-complexity_outlook": some(ComplexityOutlook.self) { one in
    let presence = try germanPresence()
    let outlook = try ComplexityOutlook(
      of: presence, proximity: Proximity(of: presence).values,
      complexity: scores(EconomicComplexity(of: presence).industries))
    return [
      (outlook.index, one.expected["index"].flat), (outlook.gain.cells, one.expected["gain"].flat),
    ]
  },
  "economiccomplexity-density": whole(RelatednessDensity.self) { _ in
    let presence = try germanPresence()
    return try RelatednessDensity(of: presence, proximity: Proximity(of: presence).values).values
      .cells
  },
  "economiccomplexity-proximity": some(Proximity.self) { one in
    let presence = try germanPresence()
    let exchanged = try PresenceMatrix(
      Matrix(
        presence.regions.map { regions in
          presence.industries.indices.map { regions.contains($0) ? 1 : 0 }
        }))
    var parts = [
      (try Proximity(of: presence).values.cells, one.expected["product"].flat)
    ]
    for (key, theirs) in one.expected.members where key != "product" {
      parts.append((try Proximity(of: exchanged).values.cells, theirs.flat))
    }
    return parts
  },
  // Its outlook index and gain are on a scale that it does not tell.
  "py-ecomplexity-ecomplexity": several { one in
    let presence = try germanPresence()
    let index = try EconomicComplexity(of: presence)
    let density = try RelatednessDensity(of: presence, proximity: Proximity(of: presence).values)
    let advantage = try RevealedComparativeAdvantage(of: PeerCase.germany()).values.cells
    let parts: [(any Statistic.Type, String, [Double])] = [
      (Diversity.self, "diversity", Diversity(of: presence).values.map { Double($0) }),
      (Ubiquity.self, "ubiquity", Ubiquity(of: presence).values.map { Double($0) }),
      (EconomicComplexity.self, "eci", index.regions),
      (EconomicComplexity.self, "pci", index.industries),
      (RevealedComparativeAdvantage.self, "rca", advantage),
      (RevealedComparativeAdvantage.self, "mcp", cells(presence)),
      (RelatednessDensity.self, "density", density.values.cells),
    ]
    return parts.map { Comparison($0.0, $0.2, one.expected[$0.1].flat) }
  },
  "py-ecomplexity-proximity": whole(Proximity.self) { _ in
    try Proximity(of: germanPresence()).values.cells
  },
  "dbmss-Kdhat": several { one in
    let points = one.input["points"].list
    let sites = try Sites(
      x: points.compactMap { $0["x"].number }, y: points.compactMap { $0["y"].number },
      distance: .planar)
    let own = points.indices.filter { points[$0]["PointType"].text == "A" }
    // The peer reads its density off a grid: it agrees with the exact sum to 5e-4.
    let density = try DurantonOverman(
      industry: own, sites: sites, distances: one.numbers("r"), bandwidth: 1.12624853813745
    ).density
    return [Comparison(DurantonOverman.self, density, one.expected["Kd"].flat, tolerance: 5e-4)]
  },
  "dbmss-Mhat": whole(MarconPuech.self) { one in
    let points = one.input["points"].list
    let sites = try Sites(
      x: points.compactMap { $0["x"].number }, y: points.compactMap { $0["y"].number },
      distance: .planar)
    let distances = try one.numbers("r")
    let function = try MarconPuech(
      industry: points.indices.filter { points[$0]["PointType"].text == "A" }, sites: sites,
      weights: points.compactMap { $0["PointWeight"].number }, distances: distances)
    return distances.indices.map { try? function.value(at: $0) } + distances
  },
  "EconGeo-growth.ind": some(Growth.self) { one in
    let (before, after) = (
      try Matrix(one.input["mat1"]["values"].rows).columnTotals,
      try Matrix(one.input["mat2"]["values"].rows).columnTotals
    )
    let rates = try zip(before, after).map { 100 * (try Growth(from: $0, to: $1).rate) }
    return [(rates, one.expected.flat)]
  },
  "REAT-shift": several { one in
    let data = try one.input.shiftShare()
    guard one.name.hasSuffix("Esteban") else {
      let region = ShiftShare(data).region
      let theirs = componentNames.map { one.expected[$0].number }
      return [Comparison(ShiftShare.self, dunn(region), theirs)]
    }
    let region = try EstebanMarquillas(data).region
    let names = componentNames.dropLast() + ["Allocation effect"]
    return [
      Comparison(
        EstebanMarquillas.self,
        [region.growth, region.national, region.mix, region.regional, region.allocation],
        names.map { one.expected[$0].number })
    ]
  },
  "REAT-shift.growth": whole(Growth.self) { one in
    let (e1, e2) = (try one.numbers("e_ij1"), try one.numbers("e_ij2"))
    let (all1, all2) = (try one.numbers("e_i1"), try one.numbers("e_i2"))
    return try e1.indices.flatMap { industry in
      try [(e1, e2), (all1, all2)].flatMap { before, after in
        let growth = try Growth(from: before[industry], to: after[industry])
        return [before[industry], after[industry], growth.absolute, try growth.rate]
      }
    }
  },
  "REAT-shiftd": some(DynamicShiftShare.self) { one in
    let index = try DynamicShiftShare(
      region: one.input["e_ij"].rows, reference: one.input["e_i"].rows)
    let years = one.expected["by_year"]["values"].rows
    return [(dunn(index.region), one.expected["total"].flat)]
      + index.periods.enumerated().map { year, period in
        (dunn(period.region), years.map { $0[year] })
      }
  },
  // By industry its national share holds the mix, so only their sum can be compared.
  "REAT-shifti": some(ShiftShare.self) { one in
    let index = ShiftShare(try one.input.shiftShare())
    let theirs = one.expected["by_industry"]["values"].rows
    return [
      (dunn(index.region), one.expected["total"].flat),
      (index.industries.map { $0.growth }, theirs[0]),
      (index.industries.map { $0.national + $0.mix }, theirs[1]),
    ]
  },
]

/// The location quotients of a table, region by region.
private func quotients(_ sizes: Matrix) throws -> [Double] {
  let table = try LocationQuotient.Table(sizes)
  return try (0..<sizes.rows).flatMap { region in
    try (0..<sizes.columns).map { try table.quotient(region: region, industry: $0).value }
  }
}

private let componentNames = [
  "Growth (t1-t)", "National share", "Industrial mix", "Regional share", "Net total shift",
]

private func dunn(_ part: ShiftShare.Components) -> [Double] {
  [part.growth, part.national, part.mix, part.regional, part.netShift]
}

private func germanPresence() throws -> PresenceMatrix {
  try RevealedComparativeAdvantage(of: PeerCase.germany()).presence()
}

private func cells(_ presence: PresenceMatrix) -> [Double] {
  presence.industries.indices.flatMap { region in
    presence.regions.indices.map { presence.contains(region: region, industry: $0) ? 1 : 0 }
  }
}

/// Values less their mean, in standard deviations of a sample.
private func scores(_ values: [Double]) -> [Double] {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
  let deviation = (squares / Double(values.count - 1)).squareRoot()
  return values.map { ($0 - mean) / deviation }
}
