/// The characters whose code points differ between the editions of GB 18030.
///
/// The editions of 2000 and 2005 give some characters of two bytes code points for private use,
/// and the proper code points four bytes; the edition of 2022 gives the proper ones to the two
/// bytes. Whichever a file was written by, and whichever the system's iconv goes by, the proper
/// code point arrives.
///
/// - Source: GB 18030-2022, with GB 18030-2005 and GB 18030-2000.
enum MovedCodePoints {
  /// Code point for private use and the proper one.
  static let all: [(privateUse: UInt32, current: UInt32)] = [
    // Vertical punctuation: A6D9 to A6DF, A6EC, A6ED and A6F3.
    (0xE78D, 0xFE10), (0xE78E, 0xFE12), (0xE78F, 0xFE11), (0xE790, 0xFE13), (0xE791, 0xFE14),
    (0xE792, 0xFE15), (0xE793, 0xFE16), (0xE794, 0xFE17), (0xE795, 0xFE18), (0xE796, 0xFE19),
    // Parts of characters: FE59, FE61, FE66, FE67, FE6D, FE7E, FE90 and FEA0.
    (0xE81E, 0x9FB4), (0xE826, 0x9FB5), (0xE82B, 0x9FB6), (0xE82C, 0x9FB7), (0xE832, 0x9FB8),
    (0xE843, 0x9FB9), (0xE854, 0x9FBA), (0xE864, 0x9FBB),
    // FE51, FE52, FE53, FE6C, FE76 and FE91.
    (0xE816, 0x20087), (0xE817, 0x20089), (0xE818, 0x200CC), (0xE831, 0x215D7),
    (0xE83B, 0x2298F), (0xE855, 0x241FE),
    // The letter m with acute, A8BC, which moved in 2005 already.
    (0xE7C7, 0x1E3F),
  ]

  private static let byUTF8: [UInt32: UInt32] = Dictionary(
    uniqueKeysWithValues: all.map { (CharacterTable.packed($0.privateUse), $0.current) })

  /// The proper code point for one for private use, which is given in UTF-8, its first byte lowest.
  static func current(utf8: UInt32) -> UInt32? {
    // All of them begin with EE.
    utf8 & 0xFF == 0xEE ? byUTF8[utf8] : nil
  }

  /// The proper code point of four bytes that change their meaning, the first byte highest.
  static func current(fourBytes bytes: UInt32) -> UInt32? {
    let last = bytes & 0xFF
    guard (0x30...0x39).contains(last) else { return nil }
    let place = last - 0x30
    switch bytes >> 8 {
    case 0x843182 where place >= 6: return 0xFE10 + place - 6
    case 0x843183 where place <= 5: return 0xFE14 + place
    case 0x823590 where place >= 7: return 0x9FB4 + place - 7
    case 0x823591 where place <= 4: return 0x9FB7 + place
    case 0x8135F4 where place == 7: return 0x1E3F
    default: return nil
    }
  }
}
