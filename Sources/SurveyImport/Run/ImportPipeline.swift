import ClusterStore

/// Reads and parses the rest of a file on a thread of its own while the caller's thread puts rows
/// into the database; all on the caller's where the system gives no thread.
struct ImportPipeline {
  /// How many blocks may be on their way.
  private static let depth = 4

  /// What the reading thread hands over: rows, or why there are no more.
  private enum Delivery {
    case rows(ParsedRows)
    case failure(ImportError)
  }

  /// Parses `first` from its record `start` on and then everything that `reader` still has, and gives each
  /// block of rows to `load`.
  ///
  /// - Returns: The parser, which has seen every record.
  /// - Throws: What `load` throws, or the reader's ``ImportError``; no thread is left running.
  static func run(
    reader: any RecordReader, parser: RowParser, first: RecordBlock, from start: Int,
    load: (ParsedRows) throws -> Void
  ) throws -> RowParser {
    let full = BoundedQueue<Delivery>(capacity: depth)
    let empty = BoundedQueue<ParsedRows>(capacity: depth + 2)
    for _ in 0..<depth { _ = empty.put(ParsedRows(block: RecordBlock(capacity: 1 << 18))) }
    // All that the closure captures is the thread's alone from here until it is joined.
    nonisolated(unsafe) var reader = reader
    nonisolated(unsafe) var parser = parser
    nonisolated(unsafe) let firstRows = ParsedRows(block: first)
    let work: @Sendable () -> Void = {
      unsafe parser.parse(firstRows, from: start)
      guard unsafe full.put(.rows(firstRows)) else { return }
      do throws(ImportError) {
        while let rows = empty.take() {
          rows.clear()
          guard try unsafe reader.fill(rows.block) else { break }
          unsafe parser.parse(rows, from: 0)
          guard full.put(.rows(rows)) else { return }
        }
      } catch {
        _ = full.put(.failure(error))
      }
      full.finish()
    }
    guard let thread = WorkThread(work) else {
      return try runAlone(
        reader: unsafe reader, parser: unsafe parser, first: unsafe firstRows, from: start,
        load: load)
    }
    func end() {
      full.close()
      empty.close()
      thread.join()
    }
    do {
      while let delivery = full.take() {
        switch delivery {
        case .failure(let error): throw error
        case .rows(let rows):
          try load(rows)
          _ = empty.put(rows)
        }
      }
    } catch {
      end()
      throw error
    }
    end()
    return unsafe parser
  }

  /// Does on the caller's thread, block by block, what ``run(reader:parser:first:from:load:)`` does.
  private static func runAlone(
    reader: any RecordReader, parser: RowParser, first rows: ParsedRows, from start: Int,
    load: (ParsedRows) throws -> Void
  ) throws -> RowParser {
    var (reader, parser) = (reader, parser)
    parser.parse(rows, from: start)
    try load(rows)
    rows.clear()
    while try reader.fill(rows.block) {
      parser.parse(rows, from: 0)
      try load(rows)
      rows.clear()
    }
    return parser
  }
}
