#if Excel
/// The cells of a sheet that are merged, and what the first cell of each says.
///
/// A text stands for all of its cells. A number stands for those beside it in the first rows, where
/// headers are; further down it would be counted once for each cell.
struct MergedCells {
  /// By the first row.
  private var waiting: [Int: [CellReference.Range]] = [:]
  private var active: [(range: CellReference.Range, text: [UInt8], isText: Bool)] = []

  /// In which rows a merged number is taken for a heading.
  private static let headRows = 20
  /// The most ranges that are kept.
  private static let most = 1 << 18

  /// Looks for merged ranges through the bytes of a sheet, at whose end they stand.
  init(_ part: ZipPart, limit: Int) throws(ImportError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { unsafe buffer.deallocate() }
    let sign = Array("mergeCell ref=\"".utf8)
    var (kept, left, found) = (0, limit, 0)
    while true {
      let got = try unsafe part.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
      left -= got
      guard got > 0, left >= 0 else { return }
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<(kept + got)])
      var index = 0
      while let start = unsafe Self.find(sign, in: bytes, from: index) {
        let text = unsafe bytes[start...].prefix(32).prefix { $0 != UInt8(ascii: "\"") }
        guard unsafe start + text.count < bytes.count else {
          index = start - sign.count
          break
        }
        if let range = unsafe CellReference.range(Array(text)), found < Self.most {
          waiting[range.rows.lowerBound, default: []].append(range)
          found += 1
        }
        index = start
      }
      // A sign, or the reference behind it, may be cut.
      kept = min(bytes.count - index, 64)
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - kept)...]))
    }
  }

  /// Where `sign` ends, looked for from `start`.
  private static func find(
    _ sign: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard bytes.count >= sign.count else { return nil }
    var index = start
    while index <= bytes.count - sign.count {
      // The quote at its end is rarer than any letter of it, but `m` is rare enough in a sheet.
      if unsafe bytes[index] == sign[0],
        unsafe bytes[index..<index + sign.count].elementsEqual(sign)
      {
        return index + sign.count
      }
      index += 1
    }
    return nil
  }

  /// The texts that merged cells put into row `number`, by column.
  mutating func fill(
    _ number: Int, _ cell: (Int) -> (text: ArraySlice<UInt8>, isText: Bool)?
  ) -> [(column: Int, text: [UInt8])] {
    active.removeAll { $0.range.rows.upperBound < number }
    if !waiting.isEmpty, let ranges = waiting.removeValue(forKey: number) {
      for range in ranges {
        guard let first = cell(range.columns.lowerBound) else { continue }
        active.append((range, Array(first.text), first.isText))
      }
    }
    var filled: [(column: Int, text: [UInt8])] = []
    // Cells belong to one merged range; a file in which they do not has no more columns for it.
    for merge in active where filled.count < CellReference.columns {
      let isHeading = number <= Self.headRows && number == merge.range.rows.lowerBound
      guard merge.isText || isHeading else { continue }
      for column in merge.range.columns { filled.append((column, merge.text)) }
    }
    return filled
  }
}
#endif
