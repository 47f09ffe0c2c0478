import ClusterStore
import SQLite

/// Reads the cells of a record as a plan says and binds them to an INSERT.
struct RowBinder {
  let inputs: [ImportPlan.Input]
  let flagsParameter: Int?
  /// What is wrong with a cell.
  struct Problem {
    var label: String
    var text: String
    var code: String
    var reason: String
  }

  /// A row of its own table that a cell names and that is not there yet.
  struct Pending {
    var column: String
    var label: String
    var name: [UInt8]
    var index: ReferenceIndex
  }

  /// A code that is to be added to the table it points at.
  struct Addition {
    var parameter: Int
    var code: [UInt8]
    var index: ReferenceIndex
  }

  /// What binding a record has found.
  struct Outcome {
    var problems: [Problem] = []
    var pending: [Pending] = []
    var additions: [Addition] = []
    var suppressed: [String] = []
  }

  private let table: String
  /// Where texts stay that do not stand in the file as they are, until the row is in.
  private let spare = ByteArena()

  init(_ inputs: [ImportPlan.Input], table: String, flagsParameter: Int?) {
    self.inputs = inputs
    self.table = table
    self.flagsParameter = flagsParameter
  }

  /// Binds every input of a record; the bytes stay in `block` or here until the next call.
  func bind(
    _ record: RecordBlock.Record, of block: RecordBlock, to statement: borrowing Statement
  ) throws(SQLiteError) -> Outcome {
    var outcome = Outcome()
    spare.clear()
    for index in inputs.indices {
      try bind(index, record, block, statement, &outcome)
    }
    if let flagsParameter {
      if outcome.suppressed.isEmpty {
        try statement.bindNull(at: flagsParameter)
      } else {
        let flags = outcome.suppressed.sorted().map { "\"\($0)\": \"suppressed\"" }
        try statement.bind(
          .text("{" + flags.joined(separator: ", ") + "}"), at: flagsParameter)
      }
    }
    return outcome
  }

  /// The bytes of an origin in a record.
  func bytes(
    _ origin: ImportPlan.Origin, _ record: RecordBlock.Record, _ block: RecordBlock
  ) -> UnsafeRawBufferPointer {
    switch origin {
    case .field(let place):
      return unsafe block.bytes(block.fields[record.fields.lowerBound + place])
    case .constant(let bytes): return unsafe spare.keep(bytes)
    case .joined(let origins):
      var whole: [UInt8] = []
      for (place, part) in origins.enumerated() {
        if place > 0 { whole.append(UInt8(ascii: ":")) }
        unsafe whole.append(contentsOf: CellParser.trimmed(bytes(part, record, block)))
      }
      return unsafe spare.keep(whole)
    }
  }

  private func bind(
    _ index: Int, _ record: RecordBlock.Record, _ block: RecordBlock,
    _ statement: borrowing Statement, _ outcome: inout Outcome
  ) throws(SQLiteError) {
    let input = inputs[index]
    let parameter = index + 1
    for condition in input.suppressedWhere
    where condition.texts.contains(where: {
      unsafe $0.elementsEqual(bytes(.field(condition.field), record, block))
    }) {
      outcome.suppressed.append(input.column.name)
      return try statement.bindNull(at: parameter)
    }
    var cell = unsafe bytes(input.origin, record, block)
    let trimmed = unsafe CellParser.trimmed(cell)
    if input.missing.contains(where: { unsafe $0.elementsEqual(trimmed) }) {
      try statement.bindNull(at: parameter)
      if input.column.isRequired {
        outcome.problems.append(
          .init(
            label: input.label, text: "", code: "missing-cell",
            reason: "'\(input.column.name)' needs a value"))
      }
      return
    }
    if input.suppressed.contains(where: { unsafe $0.elementsEqual(trimmed) }) {
      outcome.suppressed.append(input.column.name)
      return try statement.bindNull(at: parameter)
    }
    if let values = input.values {
      let text = unsafe String(decoding: trimmed, as: UTF8.self)
      guard let value = values[text] else {
        outcome.problems.append(
          .init(
            label: input.label, text: text, code: "constraint-error",
            reason: "the mapping has no value for it"))
        return
      }
      unsafe cell = spare.keep(value)
    }
    unsafe try bind(cell, input, parameter, statement, &outcome)
  }

  private func bind(
    _ cell: UnsafeRawBufferPointer, _ input: ImportPlan.Input, _ parameter: Int,
    _ statement: borrowing Statement, _ outcome: inout Outcome
  ) throws(SQLiteError) {
    func problem(_ code: String, _ reason: String) {
      outcome.problems.append(
        .init(
          label: input.label, text: unsafe String(decoding: cell, as: UTF8.self), code: code,
          reason: reason))
    }
    switch input.reading {
    case .integer:
      guard let number = unsafe CellParser.integer(CellParser.trimmed(cell)) else {
        return problem("type-error", "it is no whole number")
      }
      try statement.bind(number, at: parameter)
    case .real:
      guard let number = unsafe CellParser.real(CellParser.trimmed(cell)) else {
        return problem("type-error", "it is no number")
      }
      try statement.bind(number, at: parameter)
    case .text:
      if let bad = unsafe CellParser.badByte(cell) {
        let byte = unsafe String(cell[bad], radix: 16, uppercase: true)
        return problem("encoding-error", "byte 0x\(byte) at position \(bad + 1) is no UTF-8")
      }
      unsafe try statement.bind(textInPlace: cell, at: parameter)
    case .reference(let index):
      let name = unsafe CellParser.trimmed(cell)
      if let id = unsafe index.id(name) { return try statement.bind(id, at: parameter) }
      try statement.bindNull(at: parameter)
      if input.unknown == .null, !input.column.isRequired { return }
      if input.unknown == .add, unsafe CellParser.badByte(name) == nil {
        outcome.additions.append(
          .init(parameter: parameter, code: unsafe Array(name), index: index))
        return
      }
      guard index.table == table, !input.column.isRequired else {
        return problem("foreign-key", "there is no \(index.table) of that name")
      }
      // A row may point at one that comes later in the same file.
      outcome.pending.append(
        .init(
          column: input.column.name, label: input.label, name: unsafe Array(name), index: index))
    }
  }
}
