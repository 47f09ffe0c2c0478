import ClusterStore

/// Reads and parses the rest of a file on a thread of its own while the caller's thread puts rows
/// into the database.
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
    let thread = WorkThread {
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
}
