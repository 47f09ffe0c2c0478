/// A size as people read it.
struct ByteCount: CustomStringConvertible {
  /// The size in bytes.
  let bytes: Int

  /// Takes the size in bytes.
  init(_ bytes: Int) { self.bytes = bytes }

  /// In bytes below 1000, else in kB, MB or GB with one decimal.
  var description: String {
    var amount = Double(bytes)
    guard amount >= 1_000 else { return "\(bytes) bytes" }
    var unit = "kB"
    amount /= 1_000
    for larger in ["MB", "GB"] where amount >= 1_000 {
      amount /= 1_000
      unit = larger
    }
    return "\((amount * 10).rounded() / 10) \(unit)"
  }
}
