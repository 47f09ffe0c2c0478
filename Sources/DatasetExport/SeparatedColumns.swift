import ClusterStore

/// Lines of separated values made from the columns of a large result.
///
/// Each text is quoted once, however often it occurs, and parts of the result can be made at the same
/// time.
struct SeparatedColumns: Sendable {
  /// A column, of which one of the three lists of values is filled.
  private struct Column: Sendable {
    var kind = Kind.text
    /// For texts: which one, -1 for none; then where each begins, and the end of the last.
    var codes: [Int32] = []
    var starts: [Int] = []
    var bytes: [UInt8] = []
    var integers: [Int64] = []
    var reals: [Double] = []
    /// The most bytes that a value takes.
    var width = 0
  }

  private enum Kind: Sendable { case text, integer, real }

  private let columns: [Column]
  private let separator: UInt8
  private let lineEnding: [UInt8]
  private let width: Int

  /// Prepares the columns.
  ///
  /// - Parameters:
  ///   - result: The values.
  ///   - separator: What stands between two values.
  ///   - lineEnding: What ends a line.
  ///   - quoted: Writes a text as the format has it.
  init(
    _ result: ResultColumns, separator: UInt8, lineEnding: [UInt8],
    quoted: (String, inout ByteBuffer) -> Void
  ) {
    (self.separator, self.lineEnding) = (separator, lineEnding)
    columns = result.columns.map { source in
      var column = Column()
      switch source.values {
      case .text(let codes, let texts):
        column.codes = codes
        var buffer = ByteBuffer()
        for text in texts {
          column.starts.append(buffer.count)
          quoted(text, &buffer)
          column.width = max(column.width, buffer.count - (column.starts.last ?? 0))
        }
        column.starts.append(buffer.count)
        column.bytes = buffer.bytes
      case .integer(let numbers):
        (column.kind, column.integers, column.width) = (.integer, numbers, 20)
      case .real(let numbers):
        (column.kind, column.reals, column.width) = (.real, numbers, 32)
      }
      return column
    }
    width = columns.reduce(lineEnding.count) { $0 + $1.width + 1 }
  }

  /// The lines of some rows.
  func lines(_ rows: Range<Int>) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: rows.count * width) { space, count in
      var end = 0
      for row in rows {
        for place in columns.indices {
          if place > 0 {
            unsafe space[end] = separator
            end += 1
          }
          unsafe write(columns[place], row, into: space, &end)
        }
        for byte in lineEnding {
          unsafe space[end] = byte
          end += 1
        }
      }
      count = end
    }
  }

  @inline(__always)
  private func write(
    _ column: borrowing Column, _ row: Int, into space: UnsafeMutableBufferPointer<UInt8>,
    _ end: inout Int
  ) {
    switch column.kind {
    case .text:
      let code = Int(column.codes[row])
      guard code >= 0 else { return }
      let (start, stop) = (column.starts[code], column.starts[code + 1])
      unsafe column.bytes.withUnsafeBufferPointer { bytes in
        for place in start..<stop {
          unsafe space[end + place - start] = bytes[place]
        }
      }
      end += stop - start
    case .integer:
      let number = column.integers[row]
      guard number != ResultColumns.noInteger else { return }
      if number < 0 {
        unsafe space[end] = UInt8(ascii: "-")
        end += 1
      }
      unsafe Self.write(number.magnitude, into: space, &end)
    case .real:
      let number = column.reals[row]
      guard !number.isNaN else { return }
      if number.magnitude < 1e15, number.rounded(.towardZero) == number, number.sign == .plus {
        unsafe Self.write(UInt64(number), into: space, &end)
        return
      }
      var text = number.isFinite ? number.description : number < 0 ? "-Infinity" : "Infinity"
      text.withUTF8 { bytes in
        for place in bytes.indices { unsafe space[end + place] = unsafe bytes[place] }
        end += bytes.count
      }
    }
  }

  @inline(__always)
  private static func write(
    _ number: UInt64, into space: UnsafeMutableBufferPointer<UInt8>, _ end: inout Int
  ) {
    var length = 1
    var bound: UInt64 = 10
    while length < 20, number >= bound {
      length += 1
      bound &*= 10
    }
    if number >= 10_000_000_000_000_000_000 { length = 20 }
    var (rest, place) = (number, end + length)
    repeat {
      place -= 1
      unsafe space[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while place > end
    end += length
  }
}
