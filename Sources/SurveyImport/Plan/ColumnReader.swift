import ClusterModel
import ClusterStore
import VirtualTable

/// Reads one column of a plan from records.
struct ColumnReader {
  let input: ImportPlan.Input
  let table: String
  /// The field of the record, where the value is that field and nothing but the empty cell means
  /// that there is none; -1 where more is to be done.
  private let plainField: Int
  let isFirm: Bool
  /// Whether the column holds codes, which spreadsheets damage.
  let isCode: Bool
  /// Whether its codes must be those of organisations.
  let isCreditCode: Bool
  /// Whether digits are stored as they stand, times ten to the power of ``power``.
  private let takesDigits: Bool
  private let power: Int
  private let markers: CellMarkers
  private let lower: Double
  private let upper: Double
  /// The only texts that the column takes; nil where others are let in.
  let texts: [[UInt8]]?
  /// The last name that was looked up, the year of its row, and what it meant then.
  var lastName: [UInt8] = []
  var lastYear = ReferenceIndex.noYear
  var lastID: Int64 = 0
  /// The value of a column that is the same in every row, once it has been read.
  private var fixed: RowFeed.Cell?
  private let dependsOnYear: Bool

  init(_ input: ImportPlan.Input, table: String) {
    self.input = input
    self.table = table
    isFirm = input.addsFirms
    if case .reference(let index) = input.reading {
      dependsOnYear = index.dependsOnYear
    } else {
      dependsOnYear = false
    }
    isCode = ["key", "code", "credit_code"].contains(input.column.name)
    isCreditCode = input.check == .creditCode
    takesDigits =
      !input.numbers.hasDecimalComma && input.date == nil && input.factor.numerator == 1
      && input.factor.denominator == 1
    power = input.factor.powerOfTen
    markers = CellMarkers(
      missing: input.missing.map { String(decoding: $0, as: UTF8.self) },
      suppressed: input.suppressed.map { String(decoding: $0, as: UTF8.self) })
    var isPlain = input.values == nil && input.suppressed.isEmpty && input.suppressedWhere.isEmpty
    isPlain = isPlain && input.missing.allSatisfy(\.isEmpty) && !input.missing.isEmpty
    if isPlain, case .field(let field) = input.origin {
      plainField = field
    } else {
      plainField = -1
    }
    var (lower, upper) = (-Double.infinity, Double.infinity)
    var texts: [[UInt8]]?
    for rule in input.rules {
      switch rule.demand {
      case .range(let from, let to):
        lower = max(lower, from ?? lower)
        upper = min(upper, to ?? upper)
      case .texts(let allowed):
        texts = allowed.filter { texts?.contains(Array($0.utf8)) ?? true }.map { Array($0.utf8) }
      case .json: break
      }
    }
    (self.lower, self.upper, self.texts) = (lower, upper, texts)
  }

  /// The value of this column in a record.
  mutating func read(
    _ source: RecordSource, _ found: inout Findings
  ) -> RowFeed.Cell {
    guard plainField >= 0 else {
      if let fixed { return fixed }
      let cell = readWithMarkers(source, &found)
      // A number that is the same in every row is read once, and so is what a name stands for.
      if case .constant = input.origin, cell.kind == .integer, input.suppressedWhere.isEmpty,
        !dependsOnYear
      {
        fixed = cell
      }
      return cell
    }
    let cell = unsafe source.bytes(plainField)
    let trimmed = unsafe CellParser.trimmed(cell)
    if unsafe trimmed.isEmpty { return missing(&found) }
    return unsafe value(cell, trimmed, &found)
  }

  private mutating func readWithMarkers(
    _ source: RecordSource, _ found: inout Findings
  ) -> RowFeed.Cell {
    if Self.holdsAny(input.suppressedWhere, source) {
      found.suppressed.append(input.column.name)
      return .null
    }
    var cell = unsafe bytes(source)
    var trimmed = unsafe CellParser.trimmed(cell)
    if input.missing.contains(where: { unsafe $0.elementsEqual(trimmed) }) {
      return missing(&found)
    }
    if input.suppressed.contains(where: { unsafe $0.elementsEqual(trimmed) }) {
      found.suppressed.append(input.column.name)
      return .null
    }
    if let values = input.values {
      let text = unsafe String(decoding: trimmed, as: UTF8.self)
      guard let value = values[text] else { return unmapped(text, &found) }
      unsafe cell = source.keep(value)
      unsafe trimmed = cell
    }
    return unsafe value(cell, trimmed, &found)
  }

  /// The bytes that the value is read from.
  func bytes(_ source: RecordSource) -> UnsafeRawBufferPointer {
    unsafe Self.bytes(input.origin, source)
  }

  private static func bytes(
    _ origin: ImportPlan.Origin, _ source: RecordSource
  ) -> UnsafeRawBufferPointer {
    switch origin {
    case .field(let place):
      return unsafe source.bytes(place)
    case .constant(let bytes): return unsafe source.keep(bytes)
    case .joined(let origins):
      var whole: [UInt8] = []
      for (place, part) in origins.enumerated() {
        if place > 0 { whole.append(UInt8(ascii: ":")) }
        unsafe whole.append(contentsOf: CellParser.trimmed(bytes(part, source)))
      }
      return unsafe source.keep(whole)
    }
  }

  private func missing(_ found: inout Findings) -> RowFeed.Cell {
    if input.column.isRequired {
      found.problems.append(
        .init(
          label: input.label, text: "", code: .missingCell,
          reason: "'\(input.column.name)' needs a value"))
    }
    return .null
  }

  private mutating func value(
    _ cell: UnsafeRawBufferPointer, _ trimmed: UnsafeRawBufferPointer, _ found: inout Findings
  ) -> RowFeed.Cell {
    switch input.reading {
    case .integer: return unsafe integer(cell, trimmed, &found)
    case .real: return unsafe real(cell, trimmed, &found)
    case .text: return unsafe text(cell, trimmed, &found)
    case .reference(let index): return unsafe reference(cell, trimmed, index, &found)
    }
  }

  private func integer(
    _ cell: UnsafeRawBufferPointer, _ trimmed: UnsafeRawBufferPointer, _ found: inout Findings
  ) -> RowFeed.Cell {
    var number: Int64
    if takesDigits, power == 0, let plain = unsafe CellParser.integer(trimmed) {
      number = plain
    } else {
      do throws(CellRefusal) {
        let figure = try unsafe input.integer(trimmed)
        guard figure.status != .suppressed else { return suppressed(&found) }
        note(figure.status, &found)
        number = figure.value
      } catch {
        return unsafe problem(cell, error.code, error.reason, &found)
      }
    }
    guard Double(number) >= lower, Double(number) <= upper else {
      return unsafe broken(cell, &found)
    }
    return .integer(number)
  }

  private func real(
    _ cell: UnsafeRawBufferPointer, _ trimmed: UnsafeRawBufferPointer, _ found: inout Findings
  ) -> RowFeed.Cell {
    var number: Double
    if takesDigits, let plain = unsafe CellParser.real(trimmed, power: power) {
      number = plain
    } else {
      do throws(CellRefusal) {
        let figure = try unsafe input.real(trimmed)
        guard figure.status != .suppressed else { return suppressed(&found) }
        note(figure.status, &found)
        number = figure.value
      } catch {
        return unsafe problem(cell, error.code, error.reason, &found)
      }
    }
    guard number >= lower, number <= upper else { return unsafe broken(cell, &found) }
    return .real(number)
  }

  private func suppressed(_ found: inout Findings) -> RowFeed.Cell {
    found.suppressed.append(input.column.name)
    return .null
  }

  private func note(_ status: Mapping.Flag?, _ found: inout Findings) {
    if status == .imputed { found.imputed.append(input.column.name) }
  }

  func problem(
    _ cell: UnsafeRawBufferPointer, _ code: RejectCode, _ reason: String, _ found: inout Findings
  ) -> RowFeed.Cell {
    found.problems.append(
      .init(
        label: input.label, text: unsafe String(decoding: cell, as: UTF8.self), code: code,
        reason: reason))
    return .null
  }

  func broken(
    _ cell: UnsafeRawBufferPointer, _ found: inout Findings
  ) -> RowFeed.Cell {
    let rules = input.rules.map(\.text).joined(separator: " and ")
    return unsafe problem(cell, .constraintError, "the rule \(rules) does not hold", &found)
  }

  /// Whether every one of `conditions` holds of a record.
  static func holds(
    _ conditions: [ImportPlan.Condition], _ source: RecordSource
  ) -> Bool {
    conditions.allSatisfy { holds($0, source) }
  }

  private static func holdsAny(
    _ conditions: [ImportPlan.Condition], _ source: RecordSource
  ) -> Bool {
    conditions.contains { holds($0, source) }
  }

  private static func holds(
    _ condition: ImportPlan.Condition, _ source: RecordSource
  ) -> Bool {
    let cell = unsafe source.bytes(condition.field)
    return condition.texts.contains { unsafe $0.elementsEqual(cell) }
  }
}
