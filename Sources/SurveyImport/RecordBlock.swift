/// A run of records as they stand in the file, each cut into fields.
///
/// The bytes stay where they are while the block lives, so that a field can be bound to a statement
/// in place.
@safe final class RecordBlock {
  /// The file's bytes; the records lie one after the other in them.
  private(set) var raw: UnsafeMutableRawBufferPointer
  /// The bytes of fields whose quotes were doubled, undoubled.
  private(set) var undoubled: UnsafeMutableRawBufferPointer
  private var undoubledCount = 0
  /// Every field of every record.
  var fields: [Field] = []
  /// Every record.
  var records: [Record] = []

  /// Where a field's bytes lie.
  struct Field {
    var start: Int
    var count: Int
    /// Whether they lie in ``RecordBlock/undoubled``.
    var isUndoubled = false
    /// Whether the field stood in quotes.
    var isQuoted = false
  }

  /// Where a record's fields and bytes lie.
  struct Record {
    var fields: Range<Int>
    /// The line it begins in, from 1.
    var line: Int
    /// Its bytes without the line end.
    var bytes: Range<Int>
    /// Whether something follows the closing quote of a field.
    var isBroken = false
  }

  init(capacity: Int) {
    unsafe raw = .allocate(byteCount: capacity, alignment: 16)
    unsafe undoubled = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    unsafe raw.deallocate()
    unsafe undoubled.deallocate()
  }

  /// How many bytes of the file there is room for.
  var capacity: Int { unsafe raw.count }

  /// How many bytes a record has on average; 0 where there is none.
  var averageRecord: Int {
    records.isEmpty ? 0 : (records.last?.bytes.upperBound ?? 0) / records.count
  }

  /// Forgets the records and keeps the bytes.
  func clear() {
    fields.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    undoubledCount = 0
  }

  /// Makes room for at least `capacity` bytes; what is there stays.
  func grow(to capacity: Int) {
    guard capacity > self.capacity else { return }
    let wider = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    unsafe wider.copyMemory(from: UnsafeRawBufferPointer(raw))
    unsafe raw.deallocate()
    unsafe raw = wider
    unsafe undoubled.deallocate()
    unsafe undoubled = .allocate(byteCount: capacity, alignment: 16)
  }

  /// Copies a quoted field with each doubled quote as one.
  func undouble(_ range: Range<Int>, quote: UInt8) -> Field {
    let start = undoubledCount
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = unsafe raw[index]
      unsafe undoubled[undoubledCount] = byte
      undoubledCount += 1
      index += byte == quote ? 2 : 1
    }
    return Field(start: start, count: undoubledCount - start, isUndoubled: true, isQuoted: true)
  }

  /// The bytes of a field.
  func bytes(_ field: Field) -> UnsafeRawBufferPointer { unsafe view.bytes(field) }

  /// The block as it is now, for reading many fields.
  var view: View {
    unsafe View(raw: UnsafeRawBufferPointer(raw), undoubled: UnsafeRawBufferPointer(undoubled))
  }

  /// Where the bytes of a block lie; of use until the block is filled anew.
  @unsafe struct View {
    let raw: UnsafeRawBufferPointer
    let undoubled: UnsafeRawBufferPointer

    /// The bytes of a field.
    func bytes(_ field: Field) -> UnsafeRawBufferPointer {
      let buffer = unsafe field.isUndoubled ? undoubled : raw
      return unsafe UnsafeRawBufferPointer(
        rebasing: buffer[field.start..<field.start + field.count])
    }
  }

  /// A field as text; bytes that are no UTF-8 are replaced, so this is for messages.
  func text(_ field: Field) -> String { unsafe String(decoding: bytes(field), as: UTF8.self) }

  /// A record as it stands in the file, without its line end.
  func original(_ record: Record) -> String {
    unsafe String(decoding: raw[record.bytes], as: UTF8.self)
  }
}
