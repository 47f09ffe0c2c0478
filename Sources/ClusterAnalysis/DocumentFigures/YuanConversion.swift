import ClusterModel

/// Converts amounts that are printed in 亿元 or 万元 into billions of yuan.
struct YuanConversion: RecomputationRule {
  func recompute(
    _ figure: DocumentEvidence.Figure
  ) throws(RecomputationError) -> Recomputation? {
    guard figure.statistic.unit == "billion RMB", let text = figure.statistic.valueText,
      text.contains("元"), text.contains(where: { $0.isNumber })
    else { return nil }
    guard let amount = YuanAmount.billions(text) else {
      throw RecomputationError(
        description: "value_text '\(text)' is no amount in 亿元 or 万元, such as 10亿元-100亿元")
    }
    return Recomputation(value: amount, formula: text, note: "1亿元 is 0.1 billion RMB")
  }
}
