extension ImportPlan {
  /// The plan for the year at that place of a reshape, where this one was made for its header.
  func reshaped(_ reshape: YearReshape, year place: Int) -> ImportPlan {
    var plan = self
    plan.inputs = inputs.map { $0.reshaped(reshape, year: place) }
    if let firm {
      plan.firm?.inputs = firm.inputs.map { $0.reshaped(reshape, year: place) }
      plan.firm?.key = firm.key.reshaped(reshape, year: place)
    }
    plan.alternatives = alternatives?.map { $0.map { $0.reshaped(reshape, year: place) } }
    return plan
  }
}

extension ImportPlan.Input {
  fileprivate func reshaped(_ reshape: YearReshape, year place: Int) -> ImportPlan.Input {
    var input = self
    input.origin = origin.reshaped(reshape, year: place)
    input.suppressedWhere = suppressedWhere.map { $0.reshaped(reshape, year: place) }
    return input
  }
}

extension ImportPlan.Origin {
  fileprivate func reshaped(_ reshape: YearReshape, year place: Int) -> ImportPlan.Origin {
    switch self {
    case .field(let field): reshape.origin(of: field, year: place) ?? .constant([])
    case .constant: self
    case .joined(let parts): .joined(parts.map { $0.reshaped(reshape, year: place) })
    }
  }
}

extension ImportPlan.Condition {
  /// A condition can be on a column that stands beside the years, not on one of them.
  fileprivate func reshaped(_ reshape: YearReshape, year place: Int) -> ImportPlan.Condition {
    guard case .field(let field)? = reshape.origin(of: field, year: place) else { return self }
    return ImportPlan.Condition(field: field, texts: texts)
  }
}
