import ClusterStore
import SQLite

/// The rows that a column of the file may point at, by key or by code.
///
/// Without a scheme, a key is tried first and then a code of the table's default scheme. A code of
/// GB/T 2260 means the zone that had it in the year of the row (``ZoneCodeIndex``), and one of
/// GB/T 4754 may have the forms that ``IndustryCodeCheck`` knows.
final class ReferenceIndex {
  /// The table pointed at.
  let table: String
  /// The rows that were added because a file named them, and the lines that did so first.
  private(set) var added = RowRangeRecorder()
  private let target: ImportTarget
  private let scheme: String?
  /// The scheme that an added code belongs to.
  private let addedScheme: String
  private var nextID: Int64
  private let ids = ByteDictionary()
  private let zones: ZoneCodeIndex?
  private let industries: IndustryCodeCheck?
  /// Whether a name can mean one row in one year and another in the next.
  let dependsOnYear: Bool
  /// The keys that look like codes of zones and come before them; they are rare.
  private let keysLikeCodes = ByteDictionary()
  private var hasKeysLikeCodes = false
  /// Why names mean nothing, as far as that was asked.
  private var reasons: [String: String] = [:]

  /// The year of a row that has none.
  static let noYear = Int32.min

  /// What a name means.
  enum Meaning {
    /// The row of that id.
    case row(Int64)
    /// The row of that id, by a code that it had in these years and not in the one asked for.
    case rowOfOtherYears(Int64, [ClosedRange<Int>])
    /// No row; nil where nothing is known of why.
    case unknown(String?)
  }

  /// Reads the names of the rows of `table`: the codes of `scheme`, or the keys where it is nil.
  init(_ store: Store, table: String, scheme: String?) throws {
    self.table = table
    self.scheme = scheme
    target = ImportTarget(store)
    nextID = try target.nextID(of: table)
    let reader = ReferenceReader(store, table: table)
    addedScheme = scheme ?? reader.defaultScheme ?? ""
    let coded = scheme ?? reader.defaultScheme
    let isOwn = coded != nil && coded == reader.defaultScheme
    zones = isOwn && table == "zone" ? try ZoneCodeIndex(store) : nil
    industries = isOwn && table == "industry" ? try IndustryCodeCheck(store) : nil
    dependsOnYear = zones != nil
    if let coded { try unsafe reader.codes(scheme: coded) { unsafe ids.set($0, to: $1) } }
    if scheme == nil { try unsafe reader.keys { key, id in unsafe add(key, id: id) } }
  }

  /// What `name` means in a row of `year`.
  func meaning(of name: UnsafeRawBufferPointer, year: Int32) -> Meaning {
    guard let zones else {
      if let id = unsafe ids.value(name) { return .row(id) }
      if case .industry(let id)? = unsafe industries?.resolve(name) { return .row(id) }
      return .unknown(nil)
    }
    if hasKeysLikeCodes, let id = unsafe keysLikeCodes.value(name) { return .row(id) }
    let asked = year == Self.noYear ? nil : Int(year)
    switch unsafe zones.resolve(name, year: asked) {
    case .zone(let id): return .row(id)
    case .unknown: return unsafe ids.value(name).map { .row($0) } ?? .unknown(nil)
    case .notInForce(let years):
      if let zone = unsafe zones.onlyZone(of: name) { return .rowOfOtherYears(zone, years) }
      return .unknown(unsafe zones.ambiguity(of: name, year: Int(year)))
    }
  }

  /// Why `name` means no row, and what comes near.
  func reason(of name: UnsafeRawBufferPointer) -> String {
    guard let industries else { return "there is no \(table) of that name" }
    let text = unsafe String(decoding: name, as: UTF8.self)
    if let known = reasons[text] { return known }
    let reason = unsafe industries.reason(of: name)
    if reasons.count < 10_000 { reasons[text] = reason }
    return reason
  }

  /// The id of the row called `name` whatever the year; nil where there is none.
  func id(_ name: UnsafeRawBufferPointer) -> Int64? {
    switch unsafe meaning(of: name, year: Self.noYear) {
    case .row(let id), .rowOfOtherYears(let id, _): id
    case .unknown: nil
    }
  }

  /// The id of a row that is going to be added.
  func newID() -> Int64 {
    defer { nextID += 1 }
    return nextID
  }

  /// Whether a name can be that of a row to add: text, and where no scheme is stated one that looks
  /// like a code, which has a digit and is neither a name nor a key.
  func canAdd(_ name: UnsafeRawBufferPointer) -> Bool {
    guard unsafe CellParser.badByte(name) == nil else { return false }
    guard scheme == nil else { return true }
    return unsafe name.contains { $0 &- 48 < 10 }
      && name.allSatisfy { byte in
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || " .-*/".utf8.contains(byte)
      }
  }

  /// Adds a row with that code and no name to the table.
  func insert(code: [UInt8], id: Int64, line: Int) throws {
    try target.addReference(
      table: table, scheme: addedScheme, code: String(decoding: code, as: UTF8.self), id: id)
    added.note(id: id, line: line)
  }

  /// Adds a row by its key, or one that this import made.
  func add(_ name: UnsafeRawBufferPointer, id: Int64) {
    unsafe ids.set(name, to: id)
    guard zones != nil, unsafe ZoneCodeIndex.hasForm(name) else { return }
    unsafe keysLikeCodes.set(name, to: id)
    hasKeysLikeCodes = true
  }
}
