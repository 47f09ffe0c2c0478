/// Reads codes, which are text whatever they look like, and finds those that a spreadsheet damaged.
enum CodeReader {
  /// A code, and what speaks against it.
  struct Reading: Hashable, Sendable {
    /// The code in narrow letters and digits, leading zeros and all.
    var code: String
    /// Why it may not be what was meant, where a check character must decide; nil for most.
    var suspicion: String?
  }

  /// Whether the bytes are surely a code as it stands: letters and digits of ASCII that no
  /// spreadsheet can have made of a number.
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var hasLetter = false
    // A spreadsheet makes every digit after the fifteenth zero.
    var keepsAllDigits = bytes.count < 16
    for place in 0..<bytes.count {
      let byte = unsafe bytes[place]
      if byte &- 48 < 10 {
        if place >= 15, byte != 48 { keepsAllDigits = true }
        continue
      }
      // A power of ten has a sign or a point as well.
      guard (byte | 0x20) &- 97 < 26 else { return false }
      hasLetter = true
    }
    return hasLetter || keepsAllDigits
  }

  /// The code in the text of a cell.
  ///
  /// - Throws: ``CellRefusal`` for a number in the notation of a spreadsheet, whose digits are lost.
  static func code(_ text: String) throws(CellRefusal) -> Reading {
    var code = WidthFolding.folded(WidthFolding.trimmed(text))
    if let first = code.first, "'’‘".contains(first), code.dropFirst().first?.isNumber == true {
      code.removeFirst()
    }
    if isExponential(code) {
      throw CellRefusal(
        "a spreadsheet has turned this code into a number and lost its digits; format the column "
          + "as text there and export it again")
    }
    if let point = code.firstIndex(of: "."), point > code.startIndex, isDigits(code[..<point]),
      code[point...].dropFirst().allSatisfy({ $0 == "0" })
    {
      throw CellRefusal(
        "this code has been turned into a number: leading zeros may be lost; format the column as "
          + "text and export it again")
    }
    var suspicion: String?
    if code.utf8.count > 15, isDigits(code[...]), code.dropFirst(15).allSatisfy({ $0 == "0" }) {
      suspicion =
        "a spreadsheet keeps 15 digits and makes the others zero, as they are here; format the "
        + "column as text there and export it again"
    }
    return Reading(code: code, suspicion: suspicion)
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// Whether a text is a number such as `1.1E+05`; `91E5` is a code.
  private static func isExponential(_ text: String) -> Bool {
    guard let letter = text.firstIndex(where: { "eE".contains($0) }) else { return false }
    let mantissa = text[..<letter].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = text[text.index(after: letter)...]
    guard (1...2).contains(mantissa.count), mantissa.allSatisfy(isDigits),
      let sign = exponent.first, isDigits(exponent.dropFirst())
    else { return false }
    return "+-".contains(sign) || mantissa.count == 2 && isDigits(exponent)
  }
}
