/// A line of delimited text in the making.
struct CellLine {
  private var bytes: [UInt8]

  /// Begins with cells that each have a comma after them.
  init(beginning: [UInt8]) {
    bytes = []
    bytes.reserveCapacity(beginning.count + 120)
    bytes += beginning
  }

  /// Adds a number, rounded to that many decimals; nothing for nil.
  mutating func append(_ value: Double?, decimals: Int) {
    defer { bytes.append(UInt8(ascii: ",")) }
    guard let value else { return }
    let scale = decimals == 0 ? 1.0 : decimals == 1 ? 10 : 100
    let scaled = Int((value * scale).rounded())
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = scaled.magnitude
    let start = bytes.count
    var digits = 0
    while rest > 0 || digits <= decimals {
      if digits == decimals, decimals > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      digits += 1
    }
    bytes[start...].reverse()
  }

  /// The whole line, with its end in place of the last comma.
  var ended: [UInt8] { bytes.dropLast() + Survey.lineEnd }
}
