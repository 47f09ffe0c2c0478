/// What the indexes of an image will hold.
final class ImageIndexes {
  /// The postings of each index; as long as this.
  private let postings: [IndexPostings]
  private let all: UnsafeMutableBufferPointer<Unmanaged<IndexPostings>>
  /// Which of a row's cells the columns of the indexes are, one index behind the other; negative for a
  /// column that no row has a value of.
  private let cells: UnsafeMutableBufferPointer<Int>
  private let encoders: [IndexEntryEncoder]
  private let numbers: UnsafeMutablePointer<Int64>

  /// Prepares indexes whose columns are those cells of a row.
  init(_ columns: [[Int]]) {
    postings = columns.map { IndexPostings(columns: $0.count) }
    encoders = columns.map { IndexEntryEncoder(columns: $0.count) }
    all = .allocate(capacity: columns.count)
    _ = all.initialize(from: postings.map { .passUnretained($0) })
    cells = .allocate(capacity: columns.reduce(0) { $0 + $1.count })
    _ = cells.initialize(from: columns.joined())
    numbers = .allocate(capacity: max(1, columns.map(\.count).max() ?? 0))
  }

  deinit {
    all.deallocate()
    cells.deallocate()
    numbers.deallocate()
  }

  /// Takes note of a row, whose id is above those before it.
  func append(_ row: UnsafePointer<RowFeed.Cell>, id: Int64) {
    var place = 0
    for index in all {
      index._withUnsafeGuaranteedRef { index in
        for column in 0..<index.width {
          let cell = cells[place]
          let isNull = cell < 0 || row[cell].kind == .null
          numbers[column] = isNull ? IndexPostings.null : Int64(bitPattern: row[cell].bits)
          place += 1
        }
        index.append(numbers, id: id)
      }
    }
  }

  /// Writes the entries of an index, in their order.
  func write(_ place: Int, to pages: ImagePages) {
    let encoder = encoders[place]
    postings[place].forEach { numbers, id in
      encoder.encode(numbers, id: id) { pages.append(id: 0, header: $0, values: $1) }
    }
  }
}
