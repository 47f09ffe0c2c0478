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
  ///   - isAdded: Whether the name is an alias that a user has added.
  init(
    _ name: String, to target: String?, input: ImportPlan.Input?, example: String, isMapped: Bool,
    isAdded: Bool = false
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
    why = isMapped ? "mapping" : isName ? "name" : isAdded ? "added alias" : "alias"
    if !isMapped, header.unit != nil, header.unit == input.unit { why += ", unit in the name" }
  }
}

extension ImportRun {
  /// Where each column of the file goes.
  func columnUses(
    _ header: [String], _ mapping: Mapping, _ plan: ImportPlan, _ head: RecognisedHeader,
    _ block: RecordBlock, _ matcher: HeaderMatcher
  ) -> [ImportReport.ColumnUse] {
    let mapped = (mapping.columns + mapping.ownColumns).map {
      (column: $0, name: HeaderMatcher.simplified($0.from))
    }
    return header.enumerated().flatMap { place, name in
      let field: Int? =
        head.reshape.map { $0.subjects.count > place ? $0.subjects[place] : nil }
        ?? place
      let example =
        block.records.dropFirst(head.dataStart).prefix(100).lazy
        .compactMap { record in
          field.flatMap { record.fields.count > $0 ? record.fields.lowerBound + $0 : nil }
        }
        .map { block.text(block.fields[$0], most: Self.longestName) }
        .first { !$0.isEmpty } ?? ""
      let simplified = HeaderMatcher.simplified(name)
      let columns = mapped.filter { $0.name == simplified }.map(\.column)
      guard !columns.isEmpty else {
        return [
          ImportReport.ColumnUse(name, to: nil, input: nil, example: example, isMapped: false)
        ]
      }
      return columns.map { column in
        let isFirm = column.to.hasPrefix("firm.")
        let target = isFirm ? String(column.to.dropFirst(5)) : column.to
        let input = (isFirm ? plan.firm?.inputs ?? [] : plan.inputs).first {
          $0.column.name == target || $0.column.name == target + "_id"
        }
        return ImportReport.ColumnUse(
          name, to: column.to, input: input, example: example,
          isMapped: options.mapping != nil, isAdded: matcher.isAdded(name))
      }
    }
  }

  /// The columns of the file that have no place, without those that the mapping file names as left
  /// and those of a file of rejects.
  func leftColumns(_ columns: [ImportReport.ColumnUse]) -> [String] {
    var named = RejectColumn.names.union(options.mapping?.leave ?? [])
    // What only decides over rows and cells is used too.
    for conditions in options.mapping?.rows ?? [] { named.formUnion(conditions.keys) }
    for column in options.mapping?.columns ?? [] {
      named.formUnion(column.suppressed?.keys ?? [:].keys)
    }
    let known = Set(named.map(HeaderMatcher.simplified))
    return columns.filter { $0.to == nil && !known.contains(HeaderMatcher.simplified($0.from)) }
      .map { "'\($0.from.shown())'" }
  }
}
