import ClusterModel

/// Computes the rows of `derived_check` from their formulas, and holds the formulas to their inputs.
struct CheckRecomputation {
  private let evidence: DocumentEvidence
  private let values: [(key: String, value: Double)]

  /// Computes every formula once, so that one check can name another's result.
  init(_ evidence: DocumentEvidence) {
    self.evidence = evidence
    values = evidence.checks.compactMap { check in
      guard let value = try? CheckFormula(check.check.formulaRef).value(), value.isNumber else {
        return nil
      }
      // 33 / 0.275 is a hair less than 120 in binary fractions.
      return (check.check.key, DecimalDigits.round(value.low, to: 9))
    }
  }

  /// The row of one check.
  func figure(of check: DocumentEvidence.Check) -> DocumentFigure {
    var row = DocumentFigure(
      key: check.check.key, sources: Set(check.inputs.compactMap { $0.source }).sorted(),
      subject: check.check.about, printed: check.check.resultRef)
    row.formula = check.check.formulaRef
    row.contradictions = DocumentFigure.contradictions(of: check.inputs, evidence)
    do {
      try compute(check, into: &row)
    } catch {
      row.fail(error.description)
    }
    return row
  }

  private func compute(
    _ check: DocumentEvidence.Check, into row: inout DocumentFigure
  ) throws(RecomputationError) {
    guard !check.inputs.isEmpty else {
      throw RecomputationError(
        description: """
          it has no input statistic: name the figures of its formula in derived_check_input
          """)
    }
    let (formula, value) = try evaluated(check.check.formulaRef)
    guard let printed = PrintedFigure(result: check.check.resultRef) else {
      throw RecomputationError(
        description: """
          result_ref '\(check.check.resultRef)' begins with no number, such as 49, 63.27% or 27 to 54
          """)
    }
    row.take(value, for: printed)
    if let unit = formula.unit, let other = printed.unit, unit != other {
      row.verdict = .differs
      row.note = "the formula is in \(unit), the result in \(other)"
      return
    }
    let others = values.filter { $0.key != check.check.key }
    let operands = CheckOperands(check, formula, results: others, evidence).all
    var told: [String] = []
    for operand in operands {
      let text = DecimalDigits.text(operand.number)
      told.append("\(text) = \(operand.origin ?? "in no row that it names")")
    }
    row.note = told.joined(separator: "; ")
    if row.verdict != .differs, operands.contains(where: { $0.origin == nil }) {
      row.verdict = .untraced
    }
  }

  private func evaluated(
    _ text: String
  ) throws(RecomputationError) -> (CheckFormula, Interval) {
    do throws(CheckFormulaError) {
      let formula = try CheckFormula(text)
      return (formula, try formula.value())
    } catch {
      throw RecomputationError(description: "formula_ref '\(text)': \(error)")
    }
  }
}
