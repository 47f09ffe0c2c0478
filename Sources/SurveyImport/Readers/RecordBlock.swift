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
  /// What is wrong with records that are broken otherwise than by text behind a quote.
  var problems: [Problem] = []

  /// The most bytes that a record has.
  static let longestRecord = 1 << 26
  /// The most fields that a record has: as many as a sheet has columns.
  static let mostFields = 16_384
  /// About how many fields make a block, where records have more of them than bytes.
  static let fieldsOfBlock = 1 << 17

  /// Where a field's bytes lie.
  struct Field {
    private let place: UInt32
    private let length: UInt32
    /// Whether they lie in ``RecordBlock/undoubled``.
    var isUndoubled: Bool
    /// Whether the field stood in quotes.
    var isQuoted: Bool

    init(start: Int, count: Int, isUndoubled: Bool = false, isQuoted: Bool = false) {
      place = UInt32(start)
      length = UInt32(count)
      self.isUndoubled = isUndoubled
      self.isQuoted = isQuoted
    }

    var start: Int { Int(place) }
    var count: Int { Int(length) }
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
    /// The place of its problem in ``RecordBlock/problems``; below 0 for none that is named there.
    var problem = -1
  }

  /// Why a record cannot be taken as it is.
  struct Problem: Hashable, Sendable {
    /// A code of the frictionless vocabulary.
    var code: RejectCode
    /// What is wrong, without a full stop.
    var reason: String
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

  /// How many of the file's first `count` bytes are a byte order mark of UTF-8: three or none.
  func markLength(of count: Int) -> Int {
    unsafe raw.prefix(count).starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// How many bytes a record has on average; 0 where there is none.
  var averageRecord: Int {
    records.isEmpty ? 0 : (records.last?.bytes.upperBound ?? 0) / records.count
  }

  /// Forgets the records and keeps the bytes.
  func clear() {
    fields.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    problems.removeAll()
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

  /// What is wrong with a broken record.
  func problem(of record: Record) -> Problem {
    problems.indices.contains(record.problem)
      ? problems[record.problem]
      : Problem(code: .cellError, reason: "text follows the closing quote of a cell")
  }

  /// Whether a quote opens in a record and is never closed.
  func isUnclosed(_ record: Record) -> Bool { problem(of: record).code == .unclosedQuote }

  /// Makes the last record one that is broken.
  func breakLastRecord(_ problem: Problem) {
    guard let last = records.indices.last else { return }
    records[last].isBroken = true
    records[last].problem = problems.count
    problems.append(problem)
  }

  /// Copies decoded bytes to where a field can lie.
  func keep(_ bytes: [UInt8]) -> Field {
    widenUndoubled(to: undoubledCount + bytes.count)
    unsafe UnsafeMutableRawBufferPointer(rebasing: undoubled[undoubledCount...])
      .copyBytes(from: bytes)
    undoubledCount += bytes.count
    return Field(start: undoubledCount - bytes.count, count: bytes.count, isUndoubled: true)
  }

  /// Makes room for at least `count` bytes; what is there stays, decoded fields too.
  func makeRoom(for count: Int) {
    guard count > capacity else { return }
    let wider = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * count, alignment: 16)
    unsafe wider.copyMemory(from: UnsafeRawBufferPointer(raw))
    unsafe raw.deallocate()
    unsafe raw = wider
    widenUndoubled(to: wider.count)
  }

  private func widenUndoubled(to count: Int) {
    guard unsafe count > undoubled.count else { return }
    let wider = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * count, alignment: 16)
    unsafe wider.copyMemory(from: UnsafeRawBufferPointer(rebasing: undoubled[..<undoubledCount]))
    unsafe undoubled.deallocate()
    unsafe undoubled = wider
  }

  /// Writes bytes at `place`, where there is room for them; returns where they end.
  func write(_ bytes: some Collection<UInt8>, at place: Int) -> Int {
    unsafe UnsafeMutableRawBufferPointer(rebasing: raw[place...]).copyBytes(from: bytes)
    return place + bytes.count
  }

  /// Writes a cell at `place`, in quotes where it needs them, and adds the field; returns its end.
  func writeCell(_ text: ArraySlice<UInt8>, at place: Int) -> Int {
    let quote = UInt8(ascii: "\"")
    guard text.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") || $0 == 10 || $0 == 13 })
    else {
      fields.append(.init(start: place, count: text.count))
      return write(text, at: place)
    }
    var end = write(CollectionOfOne(quote), at: place)
    if text.contains(quote) {
      fields.append(keep(Array(text)))
      end = write(text.flatMap { $0 == quote ? [quote, quote] : [$0] }, at: end)
    } else {
      fields.append(.init(start: end, count: text.count))
      end = write(text, at: end)
    }
    return write(CollectionOfOne(quote), at: end)
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

  /// A field as text, of its first `most` bytes; bytes that are no UTF-8 are replaced, so this is for
  /// messages.
  func text(_ field: Field, most: Int = .max) -> String {
    unsafe String(decoding: bytes(field).prefix(most), as: UTF8.self)
  }

  /// A record as it stands in the file, without its line end.
  func original(_ record: Record) -> String {
    unsafe String(decoding: raw[record.bytes], as: UTF8.self)
  }
}
