import ClusterModel

/// Finds for every number of a check's formula the row that it comes from.
struct CheckOperands {
  /// A number of a formula.
  struct Operand: Hashable {
    let number: Double
    /// The row, and how the number comes from it; nil where no row has it.
    let origin: String?
  }

  private let check: DocumentEvidence.Check
  private let formula: CheckFormula
  private let evidence: DocumentEvidence
  private let results: [(key: String, value: Double)]

  /// - Parameters:
  ///   - check: The check.
  ///   - formula: Its formula.
  ///   - results: What the other checks come to, where that is a single number.
  ///   - evidence: All rows.
  init(
    _ check: DocumentEvidence.Check, _ formula: CheckFormula,
    results: [(key: String, value: Double)], _ evidence: DocumentEvidence
  ) {
    (self.check, self.formula, self.evidence) = (check, formula, evidence)
    self.results = results
  }

  /// The numbers in order, each with where it comes from: the areas of a zone that an input is
  /// about, an input's figure, the result of another check, how many inputs have the figure that it
  /// multiplies, the count that an input's share stands for, or what the check says in words.
  var all: [Operand] {
    var areas = areaNumbers
    var inputs = inputNumbers
    return formula.numbers.map { number in
      Operand(
        number: number,
        origin: Self.take(number, from: &areas)
          ?? Self.take(number, from: &inputs)
          ?? (formula.isSum ? nil : inputNumbers.first { $0.number == number }?.origin)
          ?? results.first { $0.value == number }?.key
          ?? multiplicity(number) ?? count(number) ?? words(number))
    }
  }

  private typealias Source = (number: Double, origin: String)

  private static func take(_ number: Double, from sources: inout [Source]) -> String? {
    guard let place = sources.firstIndex(where: { $0.number == number }) else { return nil }
    return sources.remove(at: place).origin
  }

  /// What the inputs print, but for a number of areas: of these it is their places that count.
  private var inputNumbers: [Source] {
    check.inputs.filter { !$0.countsAreas }.flatMap { figure -> [Source] in
      [figure.statistic.value, figure.statistic.valueMax].compactMap { number in
        number.map { (figure.isShare ? $0 / 100 : $0, figure.key) }
      }
    }
  }

  private var areaNumbers: [Source] {
    check.inputs.filter { $0.countsAreas }.flatMap { figure -> [Source] in
      let areas = Areas(evidence, of: figure.statistic.subjectKey, in: figure.source)
      let repeated = areas.repeated
      return areas.all.map { (Double($0.members.count), "places in \($0.key)") }
        + (repeated.isEmpty
          ? [] : [(Double(repeated.count), "in several: \(repeated.joined(separator: ", "))")])
    }
  }

  private func multiplicity(_ number: Double) -> String? {
    for (one, other) in formula.products where one == number || other == number {
      let figure = one == number ? other : one
      let equal = check.inputs.filter { $0.statistic.value == figure && !$0.isShare }
      if Double(equal.count) == number {
        return "inputs that are \(DecimalDigits.text(figure))"
      }
    }
    return nil
  }

  private func count(_ number: Double) -> String? {
    guard number == number.rounded() else { return nil }
    for figure in check.inputs where figure.isShare {
      guard let percent = figure.statistic.value else { continue }
      for whole in formula.numbers where whole > number && whole > 0 {
        let open = DecimalDigits.half(DecimalDigits.count(percent)) * (1 + 1e-9)
        guard (percent * whole / 100).rounded() == number,
          abs(100 * number / whole - percent) <= open
        else { continue }
        return "\(figure.key), \(DecimalDigits.text(percent)) % of \(DecimalDigits.text(whole))"
      }
    }
    return nil
  }

  private func words(_ number: Double) -> String? {
    // A number of its own, and none of a calculation such as 18/49.
    let words = (check.check.readingRef ?? "").split(separator: " ")
    return words.contains { Double($0) == number } ? "said in the check's reading" : nil
  }
}
