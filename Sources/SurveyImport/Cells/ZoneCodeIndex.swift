public import ClusterStore

/// The zone that a code of GB/T 2260 meant in a year.
///
/// A code leads to the zone that exists through all renamings and changes of code, so a survey of
/// 1998 and one of 2023 lie on the same map. The record begins in 1980 and ends in 2024: what was in
/// force at an end of it is taken to have been so before, or to be so after. A code that is known
/// from one table alone and has no history, as the codes of development zones do (see
/// `seeds/SOURCES.md`), is accepted in every year. Codes may be cut to two or four digits, or be
/// filled up with zeros to nine or twelve; a code in force in two years can mean two zones.
public struct ZoneCodeIndex: Sendable {
  private var slots: [Slot]
  private var spells: [Spell] = []
  /// The keys of zones that shared a code with another one.
  private var keys: [Int64: String] = [:]

  /// The code of a place, and where its spells lie; 0 spells for a free one.
  private struct Slot {
    var code: UInt32 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  /// The years in which a code meant one zone.
  struct Spell {
    var code: UInt32
    var from: Int32
    var to: Int32
    var zone: Int64
    /// Whether it is taken to reach beyond those years.
    var isOpenBefore = false
    var isOpenAfter = false

    func holds(_ year: Int32) -> Bool {
      (from <= year || isOpenBefore) && (year <= to || isOpenAfter)
    }
  }

  /// What a code means.
  public enum Resolution: Hashable, Sendable {
    /// The zone of that id.
    case zone(Int64)
    /// No zone ever had the code.
    case unknown
    /// The code was in force in these years, and not in the one asked for.
    case notInForce([ClosedRange<Int>])
  }

  /// Reads the codes of `scheme` with their years.
  public init(_ store: Store, scheme: String = "gbt2260") throws {
    var all: [Spell] = []
    try ReferenceReader(store, table: "zone").zoneSpells(scheme: scheme) { spell in
      guard let code = unsafe Self.number(spell.code) else { return }
      var kept = Spell(
        code: code, from: Int32(clamping: spell.years.lowerBound),
        to: Int32(clamping: spell.years.upperBound), zone: spell.zone)
      (kept.isOpenBefore, kept.isOpenAfter) = (spell.isUndated, spell.isUndated)
      all.append(kept)
    }
    self.init(all)
    let sharing = zonesSharingCodes
    try unsafe ReferenceReader(store, table: "zone").keys { key, id in
      if sharing.contains(id) { keys[id] = unsafe String(decoding: key, as: UTF8.self) }
    }
  }

  init(_ all: [Spell]) {
    spells = all.sorted { ($0.code, $0.from) < ($1.code, $1.from) }
    let dated = spells.filter { !$0.isOpenBefore }
    let first = dated.map(\.from).min() ?? 0
    let last = dated.map(\.to).max() ?? 0
    for index in spells.indices {
      if spells[index].from == first { spells[index].isOpenBefore = true }
      if spells[index].to == last { spells[index].isOpenAfter = true }
    }
    var size = 64
    while size < spells.count * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    for index in spells.indices {
      let slot = place(of: spells[index].code)
      if slots[slot].count == 0 {
        slots[slot] = Slot(code: spells[index].code, start: UInt32(index), count: 0)
      }
      slots[slot].count += 1
    }
  }

  /// What `code` meant in `year`; what it means, or meant last, where no year is given.
  public func resolve(_ code: UnsafeRawBufferPointer, year: Int?) -> Resolution {
    let range = unsafe range(of: code)
    guard !range.isEmpty else { return .unknown }
    guard let year else { return .zone(spells[range.upperBound - 1].zone) }
    let asked = Int32(clamping: year)
    // The spell that the record tells of goes before one that is taken to reach beyond it.
    var open: Int64?
    for index in range where spells[index].holds(asked) {
      if spells[index].from <= asked, asked <= spells[index].to {
        return .zone(spells[index].zone)
      }
      open = spells[index].zone
    }
    if let open { return .zone(open) }
    return .notInForce(range.map { Int(spells[$0].from)...Int(spells[$0].to) })
  }

  /// The zone that `code` meant whenever it was in force; nil where it meant several.
  func onlyZone(of code: UnsafeRawBufferPointer) -> Int64? {
    let range = unsafe range(of: code)
    guard let first = range.first else { return nil }
    return range.allSatisfy { spells[$0].zone == spells[first].zone } ? spells[first].zone : nil
  }

  /// Why `code` means no zone in `year`: it meant one zone in some years and another in others.
  func ambiguity(of code: UnsafeRawBufferPointer, year: Int) -> String {
    let meanings = unsafe range(of: code).map { place in
      let spell = spells[place]
      return "\(keys[spell.zone] ?? "zone \(spell.zone)") from \(spell.from) to \(spell.to)"
    }
    return "the code was not in force in \(year) and meant \(meanings.joined(separator: ", "));"
      + " write the key of the zone instead"
  }

  /// Whether a name has the form of a code of GB/T 2260.
  static func hasForm(_ name: UnsafeRawBufferPointer) -> Bool { unsafe number(name) != nil }

  /// The spells of a code, as places among all of them.
  private func range(of code: UnsafeRawBufferPointer) -> Range<Int> {
    guard let number = unsafe Self.number(code) else { return 0..<0 }
    let slot = slots[place(of: number)]
    return Int(slot.start)..<Int(slot.start + slot.count)
  }

  /// Every zone that had a code which another one had too.
  private var zonesSharingCodes: Set<Int64> {
    var sharing: Set<Int64> = []
    for (one, next) in zip(spells, spells.dropFirst())
    where one.code == next.code && one.zone != next.zone {
      sharing.formUnion([one.zone, next.zone])
    }
    return sharing
  }

  private func place(of code: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (UInt64(code) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[slot].count > 0, slots[slot].code != code { slot = (slot + 1) & mask }
    return slot
  }

  /// The six digits of a code as a number; nil for what is no such code.
  private static func number(_ bytes: UnsafeRawBufferPointer) -> UInt32? {
    guard [2, 4, 6, 9, 12].contains(bytes.count) else { return nil }
    var number: UInt32 = 0
    for index in 0..<6 {
      let digit = index < bytes.count ? (unsafe bytes[index]) &- 48 : 0
      guard digit < 10 else { return nil }
      number = number * 10 + UInt32(digit)
    }
    var index = 6
    while index < bytes.count {
      guard unsafe bytes[index] == UInt8(ascii: "0") else { return nil }
      index += 1
    }
    return number
  }
}

extension ZoneCodeIndex.Resolution {
  /// What is wrong, in a sentence; nil where a zone is meant.
  public func reason(year: Int?) -> String? {
    switch self {
    case .zone: return nil
    case .unknown: return "there is no such code in GB/T 2260"
    case .notInForce(let spells):
      let years = spells.map { spell in
        spell.count == 1 ? "\(spell.lowerBound)" : "\(spell.lowerBound) to \(spell.upperBound)"
      }
      let asked = year.map { " in \($0)" } ?? ""
      return "the code was not in force\(asked), but in \(years.joined(separator: " and "))"
    }
  }
}
