/// What has been found out about the head of a file, and why.
struct RecognisedHeader: Hashable, Sendable {
  /// What stands above the table.
  var preamble = Preamble()
  /// How many records stand before the header, blank ones among them.
  var skipRecords = 0
  /// How many records the header has; 0 where there is none and the columns are called by their
  /// places.
  var headerRecords = 1
  /// How many records from the start of the file come before the first one of data.
  var dataStart = 1
  /// The name of each column, joined of all rows of the header.
  var columns: [String] = []
  /// The unit of each column as written; nil where its name holds none.
  var units: [String?] = []
  /// The columns that hold one year each.
  var yearColumns: [YearColumn] = []
  /// What was decided and why, a sentence each.
  var notes: [String] = []

  /// What the whole table shows, where it says so above itself.
  var indicator: Preamble.Indicator? { preamble.indicator }

  /// How the years become rows; nil where they do not stand side by side.
  var reshape: YearReshape? { YearReshape(columns: columns, yearColumns: yearColumns) }

  /// The options that make the same decisions again.
  var options: String {
    guard headerRecords > 0 else {
      return (skipRecords > 0 ? "--skip \(skipRecords) " : "") + "--no-header"
    }
    let first = skipRecords + 1
    let last = skipRecords + headerRecords
    return "--header-rows \(first == last ? "\(first)" : "\(first)-\(last)")"
  }
}

/// Why the header of a file cannot be told, and what can be chosen.
struct HeaderAmbiguity: Error, Hashable, Sendable, CustomStringConvertible {
  /// What makes it unclear.
  let reason: String
  /// Each way to read it: the columns it would give, and the option that chooses it.
  let readings: [Reading]

  /// One way to read the head of a file.
  struct Reading: Hashable, Sendable {
    /// The names of the columns.
    let columns: [String]
    /// What to give on the command line.
    let option: String
  }

  /// For people: the reason and every choice.
  var description: String {
    ([reason]
      + readings.map { "\($0.option): \($0.columns.prefix(6).joined(separator: " | "))" })
      .joined(separator: "\n    ")
  }
}
