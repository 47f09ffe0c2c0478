/// The whole numbers that an index's entries hold in one of their columns, row after row.
final class IndexColumn {
  /// What stands for NULL, which comes before every number.
  static let null = Int64.min

  /// The numbers; valid until one is added.
  private(set) var numbers: UnsafeMutablePointer<Int64>
  /// How many there are.
  private(set) var count = 0
  private var capacity = 1 << 16

  init() { numbers = .allocate(capacity: capacity) }

  deinit { numbers.deallocate() }

  /// Forgets the numbers and keeps the memory.
  func clear() { count = 0 }

  /// Adds the number of the next row.
  func append(_ number: Int64) {
    if count == capacity {
      let grown = UnsafeMutablePointer<Int64>.allocate(capacity: 2 * capacity)
      grown.update(from: numbers, count: count)
      numbers.deallocate()
      numbers = grown
      capacity *= 2
    }
    numbers[count] = number
    count += 1
  }

  /// Sorts the rows in `order` by their numbers, and leaves those of the same number as they stand.
  ///
  /// It goes through the rows once for each byte in which the numbers differ at all.
  func sort(_ order: inout [UInt32], _ spare: inout [UInt32]) {
    let all = UnsafeBufferPointer(start: numbers, count: count)
    guard let first = all.first else { return }
    let differing = all.reduce(Int64(0)) { $0 | ($1 ^ first) }
    for shift in stride(from: Int64(0), to: 64, by: 8) where differing >> shift & 0xFF != 0 {
      // The sign comes first in the order of the top byte.
      let flip: Int64 = shift == 56 ? 0x80 : 0
      var starts = [Int](repeating: 0, count: 257)
      for number in all { starts[Int(number >> shift & 0xFF ^ flip) + 1] += 1 }
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
