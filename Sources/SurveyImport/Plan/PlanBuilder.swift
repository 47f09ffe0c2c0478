import ClusterStore
import SQLite

/// Makes a plan of a mapping and a header, and refuses what does not fit.
struct PlanBuilder {
  let store: Store
  let file: String
  let mapping: Mapping
  let header: [String]
  /// Constants from the command line; they come before those of the mapping.
  let constants: [String: String]
  /// The unit that the file states above the table; nil where it states none.
  let generalUnit: String?
  private var conversion: UnitConversion?
  private var references: [String: ReferenceIndex] = [:]
  private var problems: [String] = []

  init(
    _ store: Store, file: String, mapping: Mapping, header: [String], constants: [String: String],
    generalUnit: String? = nil
  ) {
    self.store = store
    self.file = file
    self.mapping = mapping
    self.header = header
    self.constants = constants
    self.generalUnit = generalUnit
  }

  /// The plan.
  ///
  /// - Throws: ``ImportError/header(file:problems:)`` with all that is wrong.
  mutating func plan() throws -> ImportPlan {
    let table = try Schema(store).table(mapping.table)
    var inputs: [ImportPlan.Input] = []
    var firmInputs: [ImportPlan.Input] = []
    let firmTable = try Schema(store).table("firm")
    let fixed = (mapping.constants ?? [:]).merging(mapping.ownConstants) { $1 }
      .merging(constants) { $1 }
    conversion = try UnitConversion(
      store, mapping: mapping, constants: fixed, general: generalUnit)
    for column in mapping.columns + mapping.ownColumns {
      guard let field = field(column.from) else { continue }
      let isFirm = column.to.hasPrefix("firm.")
      let target = isFirm ? String(column.to.dropFirst(5)) : column.to
      guard
        let input = try input(
          target, in: isFirm ? firmTable : table, origin: .field(field), column: column)
      else { continue }
      if isFirm { firmInputs.append(input) } else { inputs.append(input) }
    }
    for (name, text) in fixed.sorted(by: { $0.key < $1.key }) {
      let constant = ImportPlan.Origin.constant(Array(text.utf8))
      if let input = try input(
        name, in: table, origin: constant, column: .init(from: name, to: name))
      {
        inputs.removeAll { $0.column.name == input.column.name }
        inputs.append(input)
      }
    }
    addKey(table, &inputs)
    requireColumns(table, inputs)
    // What a code of a zone means depends on the year, which is therefore read first.
    if let year = inputs.firstIndex(where: { $0.column.name == "year" }) {
      inputs.insert(inputs.remove(at: year), at: 0)
    }
    var firm = try firm(table, inputs, firmInputs)
    let knowsEveryRule = try addRules(of: table.name, to: &inputs)
    if var all = firm?.inputs {
      firm?.knowsEveryRule = try addRules(of: "firm", to: &all)
      firm?.inputs = all
    }
    for place in inputs.indices { inputs[place].place = place }
    if let firm { inputs[firm.input].addsFirms = true }
    let alternatives = mapping.rows.map { $0.map { conditions($0) } }
    let hasFlags = table.column("flags") != nil
    if !hasFlags, inputs.contains(where: { !$0.suppressed.isEmpty || !$0.suppressedWhere.isEmpty })
    {
      problems.append("table '\(table.name)' cannot record that a value is suppressed")
    }
    guard problems.isEmpty else { throw ImportError.header(file: file, problems: problems) }
    return ImportPlan(
      table: table, inputs: inputs, firm: firm, alternatives: alternatives, hasFlags: hasFlags,
      hasID: table.column("id") != nil, knowsEveryRule: knowsEveryRule)
  }

  private mutating func field(_ name: String) -> Int? {
    if let exact = header.firstIndex(of: name) { return exact }
    let simplified = HeaderMatcher.simplified(name)
    if let like = header.firstIndex(where: { HeaderMatcher.simplified($0) == simplified }) {
      return like
    }
    problems.append(
      "there is no column '\(name)'; the header has " + header.joined(separator: ", "))
    return nil
  }

  private mutating func input(
    _ name: String, in table: Schema.Table, origin: ImportPlan.Origin, column: Mapping.Column
  ) throws -> ImportPlan.Input? {
    guard let target = table.column(name) ?? table.column(name + "_id"), !target.isGenerated,
      target.name != "id", target.name != "flags"
    else {
      let choices = table.columns.map(\.name).filter { $0 != "id" && $0 != "flags" }
      problems.append(
        "table '\(table.name)' has no column '\(name)' to fill; it has "
          + choices.joined(separator: ", "))
      return nil
    }
    if let unknown = column.unknown {
      do throws(ReferencePolicy.Refusal) {
        try ReferencePolicy(target, of: table.name, into: mapping).check(unknown)
      } catch {
        problems.append("\"unknown\" of '\(column.from)': \(error.reason)")
      }
    }
    var conditions: [ImportPlan.Condition] = []
    if let suppressed = column.suppressed { conditions = self.conditions(suppressed) }
    var input = ImportPlan.Input(
      column: target, origin: origin, reading: try reading(target, scheme: column.scheme),
      label: column.from, values: try values(column, target)?.mapValues { Array($0.utf8) },
      unknown: column.unknown,
      missing: ((mapping.missing ?? [""]) + (column.missing ?? [])).map { Array($0.utf8) },
      suppressed: isFigure(target) ? (mapping.suppressed ?? []).map { Array($0.utf8) } : [],
      suppressedWhere: conditions)
    input.check = check(column, target, in: table)
    if case .field = origin { setNumbers(column, isFirm: table.name != mapping.table, &input) }
    return input
  }

  /// What the texts of a column are held to: the credit code of a firm is one that can be.
  private mutating func check(
    _ column: Mapping.Column, _ target: Schema.Column, in table: Schema.Table
  ) -> Mapping.Column.Check {
    if column.check == .creditCode, target.target != nil || target.type != "TEXT" {
      problems.append("'\(column.from)' holds no text, so it cannot be checked as a credit code")
    }
    return column.check
      ?? (table.name == "firm" && target.name == "credit_code" ? .creditCode : .none)
  }

  /// Says how the numbers of a column are written and which unit they are in.
  private mutating func setNumbers(
    _ column: Mapping.Column, isFirm: Bool, _ input: inout ImportPlan.Input
  ) {
    let isNumber = input.column.target == nil && ["INTEGER", "REAL"].contains(input.column.type)
    do throws(MeasurementUnit.Mismatch) {
      guard
        let result = try conversion?.result(
          for: column, to: input.column.name, isFirm: isFirm, isNumber: isNumber)
      else { return }
      input.unit = result.unit
      input.factor = result.factor
      input.numbers.unit = result.cells
      input.isYear = result.isYear
    } catch {
      problems.append("column '\(column.from)': \(error)")
    }
    input.numbers.hasDecimalComma = mapping.decimal == ","
    if let percent = column.percent {
      input.numbers.percent = percent == .fraction ? .fraction : .number
    }
    input.flags = mapping.flags ?? [:]
    input.date = column.date
    if column.date != nil, !input.isYear {
      problems.append("'\(column.from)' cannot be read as a date: '\(column.to)' is no year")
    }
  }

  /// What the texts of a column become: what the mapping lists, or the keys of the rows of the names
  /// that it holds.
  private mutating func values(
    _ column: Mapping.Column, _ target: Schema.Column
  ) throws -> [String: String]? {
    guard let by = column.by else { return column.values }
    let subject = mapping.subject.flatMap { $0.from == column.from ? $0.table : nil }
    guard let table = target.target ?? subject else {
      problems.append("'\(column.from)' points at no table, so \"by\" says nothing of it")
      return nil
    }
    do {
      let found = try ImportLookup(store).keys(of: table, by: by, where: column.among ?? [:])
      return found.keys.merging(column.values ?? [:]) { $1 }
    } catch StoreError.notFound(let table, let name) {
      problems.append("'\(column.from)': table '\(table)' has no column '\(name)'")
      return nil
    }
  }

  private mutating func reading(
    _ column: Schema.Column, scheme: String?
  ) throws -> ImportPlan.Reading {
    if let target = column.target {
      let name = "\(target)/\(scheme ?? "")"
      let index = try references[name] ?? ReferenceIndex(store, table: target, scheme: scheme)
      references[name] = index
      return .reference(index)
    }
    return switch column.type {
    case "INTEGER": .integer
    case "REAL": .real
    default: .text
    }
  }

  /// Whether a column holds a measured number, which can be withheld.
  private func isFigure(_ column: Schema.Column) -> Bool {
    column.target == nil && ["INTEGER", "REAL"].contains(column.type) && !column.isRequired
  }

  private mutating func conditions(_ texts: [String: [String]]) -> [ImportPlan.Condition] {
    var conditions: [ImportPlan.Condition] = []
    for (name, allowed) in texts.sorted(by: { $0.key < $1.key }) {
      guard let field = field(name) else { continue }
      conditions.append(.init(field: field, texts: allowed.map { Array($0.utf8) }))
    }
    return conditions
  }

  /// Makes the key of scheme and code, or of a firm's credit code, where the file has none.
  private func addKey(_ table: Schema.Table, _ inputs: inout [ImportPlan.Input]) {
    guard let key = table.column("key"), !inputs.contains(where: { $0.column == key }) else {
      return
    }
    for parts in [["scheme", "code"], ["credit_code"]] {
      let found = parts.compactMap { name in inputs.first { $0.column.name == name } }
      guard found.count == parts.count else { continue }
      inputs.append(
        .init(
          column: key, origin: .joined(found.map(\.origin)), reading: .text,
          label: found.map(\.label).joined(separator: ":"), missing: [[]], suppressed: []))
      return
    }
  }

  private mutating func requireColumns(_ table: Schema.Table, _ inputs: [ImportPlan.Input]) {
    for column in table.columns
    where column.isRequired && !column.hasDefault && column.keyPosition == 0
      && !inputs.contains(where: { $0.column == column })
    {
      let name = column.target == nil ? column.name : String(column.name.dropLast(3))
      problems.append(
        "table '\(table.name)' needs '\(name)': no column gives it; name it in a --mapping file, "
          + "or set it for all rows with --set \(name)=VALUE")
    }
  }

  /// Lets firms be added as they come up, where the file says something of them.
  private mutating func firm(
    _ table: Schema.Table, _ inputs: [ImportPlan.Input], _ firmInputs: [ImportPlan.Input]
  ) throws -> ImportPlan.Firm? {
    guard !firmInputs.isEmpty else { return nil }
    guard let place = inputs.firstIndex(where: { $0.column.name == "firm_id" }) else {
      problems.append("the file says something of firms but not which: map a column to 'firm'")
      return nil
    }
    var all = firmInputs
    // A new firm has the zone and industry of its row, unless columns of its own say otherwise.
    let schema = try Schema(store).table("firm")
    for input in inputs
    where ["zone_id", "industry_id"].contains(input.column.name)
      && !all.contains(where: { $0.column.name == input.column.name })
    {
      var copy = input
      copy.column = schema.column(input.column.name) ?? input.column
      all.append(copy)
    }
    // Firms that are not there are added, unless it is said that their rows are to be rejected.
    if let unknown = inputs[place].unknown, unknown != .add { return nil }
    let key = inputs[place].origin
    let hasOwnKey = all.contains { $0.column.name == "key" }
    if let column = schema.column("key"), !hasOwnKey {
      all.append(
        .init(
          column: column, origin: key, reading: .text, label: inputs[place].label, missing: [[]],
          suppressed: []))
    }
    for place in all.indices { all[place].place = place }
    return ImportPlan.Firm(
      key: key, inputs: all, input: place, isKnownByKey: !hasOwnKey, knowsEveryRule: false)
  }
}
