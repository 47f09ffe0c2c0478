/// The files that hold the rows of one table for Spark.
///
/// They lie in a folder for each value of a column of years, or in one for all. A file that has
/// grown large is followed by another, since Spark gives each to one of its workers as a whole.
struct PartitionedFiles {
  private let folder: OutputFolder
  private let path: String
  private let column: String?
  private let limit: Int
  private var parts: [Int64: OutputFolder.Part] = [:]
  /// How many files of each year have been begun.
  private var begun: [Int64: Int] = [:]

  /// How many files are open at a time, since a process may not have many.
  private static let mostOpen = 100

  /// Prepares the files, and makes none.
  ///
  /// - Parameters:
  ///   - folder: Where to.
  ///   - path: The table's folder in `folder`.
  ///   - column: What the years are called there; nil where rows lie together.
  ///   - limit: After how many bytes another file begins.
  init(in folder: OutputFolder, at path: String, by column: String?, limit: Int = 128 << 20) {
    (self.folder, self.path, self.column, self.limit) = (folder, path, column, limit)
  }

  /// What takes the next row of `year`; the year counts for nothing where rows lie together.
  mutating func sink(for year: Int64) throws(ExportError) -> OutputSink {
    if let part = parts[year] {
      guard part.sink.written >= limit else { return part.sink }
      try part.commit()
    } else if parts.count >= Self.mostOpen {
      try close()
    }
    let number = begun[year, default: 0]
    begun[year] = number + 1
    let place = column.map { "\(path)/\($0)=\(year)" } ?? path
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 5 - digits.utf8.count))
    let file = try folder.begin("\(place)/part-\(zeros)\(digits).csv")
    parts[year] = file
    return file.sink
  }

  /// Ends the files; a table without rows gets one without lines, since Spark wants one.
  mutating func commit() throws(ExportError) {
    if begun.isEmpty { try folder.begin("\(path)/part-00000.csv").commit() }
    try close()
  }

  private mutating func close() throws(ExportError) {
    for part in parts.values { try part.commit() }
    parts = [:]
  }
}
