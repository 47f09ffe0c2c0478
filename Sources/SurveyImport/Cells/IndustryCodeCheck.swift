public import ClusterStore

/// The industry that a code of GB/T 4754 means.
///
/// Besides the codes as the standard prints them (`C`, `34`, `342`, `3421`), a code may begin with
/// the letter of its section (`C3421`) and be filled up with zeros to four digits (`3400`).
public struct IndustryCodeCheck: Sendable {
  private var industries: [UInt64: Industry] = [:]
  /// What each code is called.
  private var names: [String: String] = [:]

  private struct Industry {
    var id: Int64
    /// The letter of the section that it lies in; 0 where it lies in none.
    var section: UInt8
  }

  /// What a code means.
  public enum Resolution: Hashable, Sendable {
    /// The industry of that id.
    case industry(Int64)
    /// The classification has no such code.
    case unknown
    /// The digits are right, and lie in the section of this letter.
    case otherSection(String)
  }

  /// Reads the codes of `scheme`.
  public init(_ store: Store, scheme: String = "gbt4754-2017") throws {
    var parents: [Int64: Int64] = [:]
    var letters: [Int64: UInt8] = [:]
    var codes: [(code: UInt64, id: Int64)] = []
    try unsafe ReferenceReader(store, table: "industry").codesWithParents(
      scheme: scheme
    ) { bytes, id, parent in
      guard let code = unsafe Self.packed(bytes) else { return }
      codes.append((code, id))
      parents[id] = parent
      if bytes.count == 1 { letters[id] = unsafe bytes[0] }
    }
    names = try ReferenceReader(store, table: "industry").names(scheme: scheme)
    for (code, id) in codes {
      var top = id
      var steps = 0
      while let parent = parents[top], steps < 8 { (top, steps) = (parent, steps + 1) }
      industries[code] = Industry(id: id, section: letters[top] ?? 0)
    }
  }

  /// What `code` means.
  public func resolve(_ code: UnsafeRawBufferPointer) -> Resolution {
    guard let packed = unsafe Self.packed(code) else { return .unknown }
    if let industry = industries[packed] { return .industry(industry.id) }
    guard let first = unsafe code.first else { return .unknown }
    let letter = first & 0xDF
    let isPrefixed = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) && first >= 65
    let digits = unsafe UnsafeRawBufferPointer(rebasing: code[(isPrefixed ? 1 : 0)...])
    if unsafe digits.isEmpty {
      return industries[UInt64(letter)].map { .industry($0.id) } ?? .unknown
    }
    guard let industry = unsafe filled(digits) else { return .unknown }
    guard !isPrefixed || industry.section == letter else {
      return .otherSection(String(Unicode.Scalar(industry.section)))
    }
    return .industry(industry.id)
  }

  /// Why `code` means no industry, and which codes come near.
  func reason(of code: UnsafeRawBufferPointer) -> String {
    let resolution = unsafe resolve(code)
    guard resolution == .unknown else { return resolution.reason ?? "" }
    let text = unsafe String(decoding: code, as: UTF8.self).uppercased()
    let digits = text.first?.isLetter == true ? String(text.dropFirst()) : text
    guard !digits.isEmpty, digits.utf8.count <= 8, digits.utf8.allSatisfy({ $0 &- 48 < 10 }) else {
      return "there is no industry of that key or code"
    }
    let near = nearest(to: digits).map { "\($0) \(names[$0] ?? "")" }.joined(separator: ", ")
    return "there is no such code in GB/T 4754-2017"
      + (near.isEmpty ? "" : "; near it are \(near)")
      + "; codes of an earlier edition must be turned into those of 2017 first"
  }

  /// The codes that begin as `digits` does, the nearest first; else those that are nearly spelt so.
  private func nearest(to digits: String) -> [String] {
    for count in stride(from: digits.utf8.count - 1, through: 2, by: -1) {
      let start = digits.prefix(count)
      let same = names.keys.filter { $0.hasPrefix(start) }
      guard !same.isEmpty else { continue }
      func rank(_ code: String) -> (Int, Int, String) {
        (abs(code.utf8.count - digits.utf8.count), distance(code, digits), code)
      }
      return same.sorted { rank($0) < rank($1) }.prefix(3).sorted()
    }
    return NearestNames.of(digits, in: names.keys, limit: 3)
  }

  /// How far two codes of one length lie apart, as numbers.
  private func distance(_ one: String, _ other: String) -> Int {
    abs((Int(one) ?? 0) - (Int(other) ?? 0))
  }

  /// The industry of some digits, of which zeros at the end may fill up a shorter code.
  private func filled(_ digits: UnsafeRawBufferPointer) -> Industry? {
    guard let packed = unsafe Self.packed(digits) else { return nil }
    if let industry = industries[packed] { return industry }
    guard digits.count == 4 else { return nil }
    for count in [3, 2] where unsafe digits[count] == UInt8(ascii: "0") {
      let part = unsafe UnsafeRawBufferPointer(rebasing: digits[..<count])
      if let shorter = unsafe Self.packed(part), let industry = industries[shorter] {
        return industry
      }
    }
    return nil
  }

  /// Up to eight bytes as one number; nil for more, and for none.
  private static func packed(_ bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard (1...8).contains(bytes.count) else { return nil }
    var packed: UInt64 = 0
    for index in 0..<bytes.count { packed = packed << 8 | UInt64(unsafe bytes[index]) }
    return packed
  }
}

extension IndustryCodeCheck.Resolution {
  /// What is wrong, in a sentence; nil where an industry is meant.
  public var reason: String? {
    switch self {
    case .industry: nil
    case .unknown: "there is no such code in GB/T 4754"
    case .otherSection(let letter): "the code lies in section \(letter) of GB/T 4754"
    }
  }
}
