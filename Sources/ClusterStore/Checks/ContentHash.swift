import Crypto

/// A hash over rows in any order, which other engines compute too.
///
/// Each row counts with the first 60 bits of the SHA-256 of its canonical text; the hash is the sum
/// of them, so that neither the order of rows nor that of a table's pages matters.
public struct ContentHash: Sendable {
  /// The sum so far.
  public private(set) var sum: UInt128 = 0
  /// How many rows were taken in.
  public private(set) var rows = 0

  /// Begins with no rows.
  public init() {}

  /// Takes in a row by its canonical text.
  @unsafe public mutating func add(_ canonical: UnsafeRawBufferPointer) {
    var hash = SHA256()
    unsafe hash.update(bufferPointer: canonical)
    let number = unsafe hash.finalize().withUnsafeBytes {
      unsafe UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self))
    }
    sum += UInt128(number >> 4)
    rows += 1
  }
}
