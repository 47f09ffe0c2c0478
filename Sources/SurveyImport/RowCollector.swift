import ClusterStore
import VirtualTable

/// Collects rows of one table on the parser's thread: in images where they can be, otherwise cell by
/// cell, each with its digest.
struct RowCollector {
  private var images: ImageFiller?
  private let digest: RowDigest?

  /// Collects in `images`; nil where rows go in one by one.
  ///
  /// The digests are of the cells behind the id; nil where none are wanted.
  init(images: ImageFiller?, digest: RowDigest?) {
    self.images = images
    self.digest = digest
  }

  /// Where the parser waits for an image to fill; nil where rows go in one by one.
  var spares: BoundedQueue<TableImage>? { images?.spares }

  /// Adds a row, from `record`, to `table`.
  mutating func add(
    _ row: [RowFeed.Cell], id: Int64?, of record: ParsedRows.Origin,
    to table: inout ParsedRows.CellTable
  ) {
    let sum = digest.map { $0.digest(of: row) }
    if images?.append(row) == true {
      table.note(id: id, of: record, digest: sum)
    } else {
      table.append(row, id: id, of: record, digest: sum)
    }
  }

  /// The image, where it is full or `isLast`; the next rows go into another.
  mutating func handOver(isLast: Bool) -> TableImage? { images?.handOver(isLast: isLast) }
}

extension RowDigest {
  /// The digest of a row whose cells behind the id are those of the columns.
  fileprivate func digest(of row: [RowFeed.Cell]) -> UInt32 {
    var sum = start
    for parameter in 1..<row.count {
      let cell = row[parameter]
      switch cell.kind {
      case .null: break
      case .integer: sum &+= integer(Int64(bitPattern: cell.bits), at: parameter)
      case .real: sum &+= real(Double(bitPattern: cell.bits), at: parameter)
      case .text: unsafe sum &+= text(cell.bytes, at: parameter)
      }
    }
    return Self.folded(sum)
  }
}
