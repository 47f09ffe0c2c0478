/// One record, as the readers of its columns see it; of use while its block stays as it is.
@safe struct RecordSource {
  /// The record's number in its block.
  let number: Int
  private let record: RecordBlock.Record
  /// The first field of the block.
  private let fields: UnsafePointer<RecordBlock.Field>
  private let view: RecordBlock.View
  private unowned(unsafe) let rows: ParsedRows

  init(
    number: Int, record: RecordBlock.Record, fields: UnsafePointer<RecordBlock.Field>,
    view: RecordBlock.View,
    rows: ParsedRows
  ) {
    self.number = number
    self.record = record
    unsafe self.fields = fields
    unsafe self.view = view
    unsafe self.rows = rows
  }

  /// How many fields it has.
  var count: Int { record.fields.count }
  /// The line it begins in, from 1.
  var line: Int { record.line }
  /// Whether something follows the closing quote of a field.
  var isBroken: Bool { record.isBroken }
  /// Why it is broken.
  var problem: RecordBlock.Problem { unsafe rows.block.problem(of: record) }
  /// The record as it stands in the file, without its line end.
  var original: String { unsafe rows.block.original(record) }

  /// The cells as text.
  var texts: [String] {
    (0..<count).map { unsafe String(decoding: bytes($0), as: UTF8.self) }
  }

  /// Whether at most one cell of a record of several holds something.
  func isNearlyBlank(columns: Int) -> Bool {
    guard columns > 1 else { return false }
    var filled = 0
    for place in 0..<count where unsafe fields[record.fields.lowerBound + place].count > 0 {
      filled += 1
      if filled > 1 { return false }
    }
    return true
  }

  /// The bytes of the field at `place`, from 0.
  func bytes(_ place: Int) -> UnsafeRawBufferPointer {
    unsafe view.bytes(fields[record.fields.lowerBound + place])
  }

  /// Copies `bytes` to where they stay as long as the block's.
  func keep(_ bytes: [UInt8]) -> UnsafeRawBufferPointer { unsafe rows.arena.keep(bytes) }
}
