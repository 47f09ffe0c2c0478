import ClusterStore

/// Lines of separated values made from the columns of a large result.
///
/// Each text is quoted once, however often it occurs, and parts of the result can be made at the same
/// time. A part is laid out column by column, so that its loops have one column each at hand.
struct SeparatedColumns: Sendable {
  private enum Column: Sendable {
    case text(Texts)
    case integer([Int64])
    case real([Double])
  }

  private let columns: [Column]
  private let separator: UInt8
  private let lineEnding: [UInt8]

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
      switch source.values {
      case .text(let codes, let texts):
        var starts: [Int] = []
        var buffer = ByteBuffer()
        for text in texts {
          starts.append(buffer.count)
          quoted(text, &buffer)
        }
        return .text(Texts(codes: codes[...], starts: starts + [buffer.count], bytes: buffer.bytes))
      case .integer(let numbers): return .integer(numbers)
      case .real(let numbers): return .real(numbers)
      }
    }
  }

  /// The lines of some rows.
  func lines(_ rows: Range<Int>) -> [UInt8] {
    let columns = columns.map { column in
      switch column {
      case .text(let texts): texts[rows]
      case .integer(let numbers): Texts(numbers[rows])
      case .real(let numbers): Texts(numbers[rows])
      }
    }
    // What all lines have in common becomes a part of the mark in front of it.
    var head: [UInt8] = []
    var varying: [(texts: Texts, mark: [UInt8])] = []
    for (number, column) in columns.enumerated() {
      var mark = number < columns.count - 1 ? [separator] : lineEnding
      guard let common = column.common else {
        varying.append((column, mark))
        continue
      }
      mark = common + mark
      if varying.isEmpty { head += mark } else { varying[varying.count - 1].mark += mark }
    }
    // The length of each line, and then where its next value goes.
    let marks = varying.reduce(head.count) { $0 + $1.mark.count }
    var places = [Int](repeating: marks, count: rows.count)
    for column in varying { column.texts.addLengths(to: &places) }
    var end = 0
    for line in places.indices { (places[line], end) = (end, end + places[line]) }
    return unsafe [UInt8](unsafeUninitializedCapacity: end) { space, count in
      for line in places.indices { unsafe Texts.copy(head.span, into: space, at: &places[line]) }
      for column in varying {
        unsafe column.texts.write(into: space, at: &places, followedBy: column.mark)
      }
      count = end
    }
  }
}

/// The values of a column as texts, of which each may occur many times.
private struct Texts: Sendable {
  /// Which text each row has; -1 for none.
  var codes: ArraySlice<Int32> = []
  /// Where each text begins, and the end of the last.
  var starts: [Int] = []
  var bytes: [UInt8] = []

  /// The values of some rows.
  subscript(rows: Range<Int>) -> Texts {
    Texts(codes: codes[rows], starts: starts, bytes: bytes)
  }

  /// Adds the length of each value to its line.
  func addLengths(to lengths: inout [Int]) {
    var line = 0
    for code in codes {
      if code >= 0 { lengths[line] += starts[Int(code) + 1] - starts[Int(code)] }
      line += 1
    }
  }

  /// The text of every row, empty for none; nil where they differ.
  var common: [UInt8]? {
    guard let first = codes.first, codes.allSatisfy({ $0 == first }) else { return nil }
    return first < 0 ? [] : Array(bytes[starts[Int(first)]..<starts[Int(first) + 1]])
  }

  /// Writes each value and a mark where its line goes on, and moves that behind them.
  func write(
    into space: UnsafeMutableBufferPointer<UInt8>, at places: inout [Int],
    followedBy mark: [UInt8]
  ) {
    let (bytes, mark) = (bytes.span, mark.span)
    var line = 0
    for code in codes {
      if code >= 0 {
        let text = bytes.extracting(starts[Int(code)]..<starts[Int(code) + 1])
        unsafe Self.copy(text, into: space, at: &places[line])
      }
      unsafe Self.copy(mark, into: space, at: &places[line])
      line += 1
    }
  }

  @inline(__always)
  static func copy(
    _ text: Span<UInt8>, into space: UnsafeMutableBufferPointer<UInt8>, at place: inout Int
  ) {
    let end = place + text.count
    unsafe text.withUnsafeBufferPointer { text in
      _ = unsafe space[place..<end].update(fromContentsOf: text)
    }
    place = end
  }
}

/// Numbers as texts.
extension Texts {
  /// Whole numbers, each written once as long as it repeats.
  init(_ numbers: ArraySlice<Int64>) {
    var last = ResultColumns.noInteger
    unsafe self.init(numbers, width: 20) { number, space, end in
      guard number != ResultColumns.noInteger else { return .none }
      guard number != last else { return .last }
      last = number
      unsafe Self.write(number.magnitude, isNegative: number < 0, into: space, &end)
      return .new
    }
  }

  /// Numbers by the fewest digits that give them back, whole ones below 10^15 without a point.
  init(_ numbers: ArraySlice<Double>) {
    unsafe self.init(numbers, width: 32) { number, space, end in
      guard !number.isNaN else { return .none }
      if number.magnitude < 1e15, number.rounded(.towardZero) == number {
        unsafe Self.write(
          UInt64(number.magnitude), isNegative: number.sign == .minus, into: space, &end)
        return .new
      }
      var text = number.isFinite ? number.description : number < 0 ? "-Infinity" : "Infinity"
      text.withUTF8 { bytes in
        _ = unsafe space[end..<end + bytes.count].update(fromContentsOf: bytes)
        end += bytes.count
      }
      return .new
    }
  }

  /// What a number has for a text.
  private enum Found { case none, last, new }

  /// Takes what `write` makes of each number, at most `width` bytes.
  @inline(__always)
  private init<Number>(
    _ numbers: ArraySlice<Number>, width: Int,
    write: (Number, UnsafeMutableBufferPointer<UInt8>, inout Int) -> Found
  ) {
    var (codes, starts): ([Int32], [Int]) = ([], [])
    codes.reserveCapacity(numbers.count)
    starts.reserveCapacity(numbers.count + 1)
    bytes = unsafe [UInt8](unsafeUninitializedCapacity: numbers.count * width) { space, end in
      for number in numbers {
        let start = end
        switch unsafe write(number, space, &end) {
        case .none: codes.append(-1)
        case .last: codes.append(Int32(starts.count - 1))
        case .new:
          codes.append(Int32(starts.count))
          starts.append(start)
        }
      }
      starts.append(end)
    }
    (self.codes, self.starts) = (codes[...], starts)
  }

  @inline(__always)
  private static func write(
    _ number: UInt64, isNegative: Bool, into space: UnsafeMutableBufferPointer<UInt8>,
    _ end: inout Int
  ) {
    if isNegative {
      unsafe space[end] = UInt8(ascii: "-")
      end += 1
    }
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
