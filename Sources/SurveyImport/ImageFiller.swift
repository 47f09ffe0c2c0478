import VirtualTable

/// Collects rows of one table in images on the parser's thread, and passes the full ones on.
struct ImageFiller {
  /// Images that can be filled; the loader gives back those whose rows are in the table.
  let spares: BoundedQueue<TableImage>
  private var image: TableImage?

  /// How many images there are: one is filled while another goes into the table.
  private static let count = 2

  /// Prepares images for rows of that shape with these columns.
  init(_ shape: TableShape, columns: [String]) {
    spares = BoundedQueue(capacity: Self.count)
    for _ in 0..<Self.count { _ = spares.put(TableImage(shape, columns: columns)) }
  }

  /// Adds a row; false where it cannot be part of an image.
  mutating func append(_ row: [RowFeed.Cell]) -> Bool {
    if image == nil { image = spares.take() }
    guard let image else { return false }
    return unsafe row.withUnsafeBufferPointer { row in
      guard let start = row.baseAddress else { return false }
      return unsafe image.append(start)
    }
  }

  /// The image, where it is full or `isLast`; the next rows go into another.
  mutating func handOver(isLast: Bool) -> TableImage? {
    guard let full = image, full.isFull || isLast else { return nil }
    image = nil
    return full
  }
}
