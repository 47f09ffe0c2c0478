/// The code of a Chinese organisation: a unified social credit code of 18 characters
/// (GB 32100-2015), or an old business registration number of 15 digits.
///
/// A credit code is the registering authority, the kind of organisation, six digits of an
/// administrative division, nine characters of the organisation code with its own check character
/// (GB 11714), and a check character over all of them. A registration number ends with a check digit
/// (ISO 7064 MOD 11,10).
public struct CreditCode: Hashable, Sendable {
  /// The code, in upper case and without spaces.
  public let text: String
  /// Which of the two it is.
  public let kind: Kind

  /// The two codes.
  public enum Kind: Hashable, Sendable {
    /// The unified social credit code of 18 characters.
    case unified
    /// The registration number of 15 digits that came before it.
    case registration
  }

  /// Reads `text`: small letters, full-width characters, spaces and hyphens are put right.
  public init(_ text: String) throws(CreditCodeProblem) {
    let bytes = Self.normalised(Array(text.utf8))
    if let problem = unsafe bytes.withUnsafeBytes({ unsafe Self.problem($0) }) { throw problem }
    self.text = String(decoding: bytes, as: UTF8.self)
    kind = bytes.count == 18 ? .unified : .registration
  }

  /// What is wrong with a code as it stands, which is upper case ASCII; nil where nothing is.
  public static func problem(_ bytes: UnsafeRawBufferPointer) -> CreditCodeProblem? {
    switch bytes.count {
    case 18: unsafe unifiedProblem(bytes)
    case 15: unsafe registrationProblem(bytes)
    default: .length(bytes.count)
    }
  }

  /// The same code with upper case letters, without spaces and hyphens, and with the plain
  /// characters for full-width ones; what is none of these stays.
  public static func normalised(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      var length = 1
      if byte == 0xE3, bytes[index...].starts(with: [0xE3, 0x80, 0x80]) {
        index += 3
        continue
      }
      if byte == 0xC2, bytes[index...].starts(with: [0xC2, 0xA0]) {
        index += 2
        continue
      }
      // U+FF01 to U+FF5E stand for the characters from ! to ~.
      if byte == 0xEF, index + 2 < bytes.count, (0xBC...0xBD).contains(bytes[index + 1]) {
        let offset = (Int(bytes[index + 1]) - 0xBC) * 64 + Int(bytes[index + 2]) - 0x80
        if (1...0x5E).contains(offset) { (byte, length) = (UInt8(offset + 0x20), 3) }
      }
      index += length
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): result.append(byte - 32)
      case UInt8(ascii: " "), UInt8(ascii: "-"), 9, 10, 13: continue
      default:
        if length == 3 || byte < 0x80 {
          result.append(byte)
        } else {
          result.append(bytes[index - 1])
        }
      }
    }
    return result
  }

  /// The 31 characters of a credit code, each worth its place.
  static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// What each byte is worth among the 31; 255 for one that is none of them.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
    return values
  }()

  /// The authorities that register, by the first character.
  private static let authorities = Array("123456789ANY".utf8)

  private static func unifiedProblem(_ bytes: UnsafeRawBufferPointer) -> CreditCodeProblem? {
    let values = values
    var sum = 0
    var invalid: UInt8 = 0
    // The weights are the powers of 3 from the first character on: the last comes first here.
    for index in 0..<17 {
      let value = values[Int(unsafe bytes[16 - index])]
      invalid |= value
      sum = sum * 3 + Int(value)
    }
    let check = values[Int(unsafe bytes[17])]
    guard (invalid | check) & 0x80 == 0 else {
      return .character(position: (unsafe firstPlace(of: bytes) { values[Int($0)] == 255 }))
    }
    guard authorities.contains(unsafe bytes[0]) else { return .authority }
    for index in 2..<8 where !isDigit(unsafe bytes[index]) {
      return .character(position: index + 1)
    }
    let expected = (31 - sum % 31) % 31
    guard Int(check) == expected else { return .check(expected: alphabet[expected]) }
    let organisation = unsafe organisationCheck(bytes, from: 8)
    guard unsafe bytes[16] == organisation else {
      return .organisationCheck(expected: organisation)
    }
    return nil
  }

  private static func registrationProblem(_ bytes: UnsafeRawBufferPointer) -> CreditCodeProblem? {
    var product = 10
    for index in 0..<15 {
      let byte = unsafe bytes[index]
      guard isDigit(byte) else { return .character(position: index + 1) }
      guard index < 14 else { break }
      let sum = (product + Int(byte) - 48) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    let expected = UInt8(48 + (11 - product) % 10)
    return unsafe bytes[14] == expected ? nil : .check(expected: expected)
  }

  /// The check character of GB 11714 for the eight characters from `start` on.
  private static func organisationCheck(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt8 {
    // The weights 3, 7, 9, 10, 5, 8, 4, 2, from the lowest four bits on.
    var weights = 0x2485_A973
    var sum = 0
    for index in start..<start + 8 {
      let byte = Int(unsafe bytes[index])
      sum += (byte < 65 ? byte - 48 : byte - 55) * (weights & 15)
      weights >>= 4
    }
    let check = (11 - sum % 11) % 11
    return check == 10 ? UInt8(ascii: "X") : UInt8(48 + check)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  private static func firstPlace(
    of bytes: UnsafeRawBufferPointer, where isWrong: (UInt8) -> Bool
  ) -> Int {
    for index in 0..<bytes.count where isWrong(unsafe bytes[index]) { return index + 1 }
    return 0
  }
}

/// What is wrong with a code of an organisation.
public enum CreditCodeProblem: Error, Hashable, Sendable {
  /// It has so many bytes, and neither 18 nor 15.
  case length(Int)
  /// The character at this place, from 1, cannot stand there.
  case character(position: Int)
  /// The first character stands for no authority that registers.
  case authority
  /// The organisation code in it needs another check character.
  case organisationCheck(expected: UInt8)
  /// It needs another check character at its end.
  case check(expected: UInt8)
}

extension CreditCodeProblem: CustomStringConvertible {
  /// What is wrong, and what would fit, in a sentence.
  public var description: String {
    switch self {
    case .length(let count):
      "a credit code has 18 characters and a registration number 15 digits, not \(count)"
    case .character(let position): "character \(position) cannot stand there in such a code"
    case .authority: "no authority that registers has the first character as its code"
    case .organisationCheck(let expected):
      "character 17 should be \(Self.text(expected)), the check of the organisation code"
    case .check(let expected): "the last character should be \(Self.text(expected))"
    }
  }

  private static func text(_ byte: UInt8) -> String { String(Unicode.Scalar(byte)) }
}
