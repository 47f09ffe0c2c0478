/// The whole numbers that an index's entries hold in one of their columns, row after row.
struct IndexColumn {
  /// What stands for NULL, which comes before every number.
  static let null = Int64.min

  private(set) var numbers: [Int64] = []

  mutating func clear() { numbers.removeAll(keepingCapacity: true) }

  mutating func append(_ number: Int64) { numbers.append(number) }

  /// Sorts the rows in `order` by their numbers, and leaves those of the same number as they stand.
  ///
  /// It goes through the rows once for each byte in which the numbers differ at all.
  func sort(_ order: inout [UInt32], _ spare: inout [UInt32]) {
    guard let first = numbers.first else { return }
    let differing = numbers.reduce(Int64(0)) { $0 | ($1 ^ first) }
    for shift in stride(from: Int64(0), to: 64, by: 8) where differing >> shift & 0xFF != 0 {
      // The sign comes first in the order of the top byte.
      let flip: Int64 = shift == 56 ? 0x80 : 0
      var starts = [Int](repeating: 0, count: 257)
      for number in numbers { starts[Int(number >> shift & 0xFF ^ flip) + 1] += 1 }
      for byte in 1...256 { starts[byte] += starts[byte - 1] }
      for row in order {
        let byte = Int(numbers[Int(row)] >> shift & 0xFF ^ flip)
        spare[starts[byte]] = row
        starts[byte] += 1
      }
      swap(&order, &spare)
    }
  }
}
