import ClusterStore

extension ImportReport.ColumnUse {
  /// What a plan does with a column of the file, or that it leaves it.
  ///
  /// - Parameters:
  ///   - name: The column's name in the header.
  ///   - target: Where the mapping sends it; nil where it is left.
  ///   - input: The input of the plan that reads it; nil where it is left.
  ///   - example: The first cell that holds something.
  ///   - isMapped: Whether a mapping file decided it.
  init(
    _ name: String, to target: String?, input: ImportPlan.Input?, example: String, isMapped: Bool
  ) {
    from = name
    to = target
    self.example = example
    guard let input, let target else {
      type = ""
      why = "left"
      return
    }
    type = input.column.target ?? input.column.type.lowercased()
    unit = input.unit ?? ""
    let isFigure =
      input.column.target == nil && !input.isYear
      && ["INTEGER", "REAL"].contains(input.column.type)
    if isFigure { factor = input.factor.description }
    let header = HeaderName(name)
    let own = target.hasPrefix("firm.") ? String(target.dropFirst(5)) : target
    let isName = [own, own + "_id"].contains { [header.key, header.wholeKey].contains($0) }
    why = isMapped ? "mapping" : isName ? "name" : "alias"
    if !isMapped, header.unit != nil, header.unit == input.unit { why += ", unit in the name" }
  }
}
