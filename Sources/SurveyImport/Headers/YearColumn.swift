/// A column that holds the figures of one year, in a file that has years side by side.
struct YearColumn: Hashable, Sendable {
  /// The column's place in the record, from 0.
  var field: Int
  /// The year, 1000 to 2999.
  var year: Int
  /// What the column shows of the year, where it shows several things; nil where the whole file
  /// shows one.
  var measure: String?

  /// The year that a column's name says, such as `2023年`, `FY2023`, `2023年度` or, in the joined
  /// name of two header rows, `2023年_产值`; nil for another name.
  init?(name: String, field: Int) {
    self.field = field
    if let year = try? DateReader.year(name), Self.range.contains(year) {
      self.year = year
      return
    }
    let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    for (first, second) in [(parts[0], parts[1]), (parts[1], parts[0])] {
      guard let year = try? DateReader.year(first), Self.range.contains(year) else { continue }
      (self.year, measure) = (year, second)
      return
    }
    return nil
  }

  private static let range = 1900...2100
}

/// Turns a record with years side by side into one record for each year.
struct YearReshape: Hashable, Sendable {
  /// The names of the columns of the records that come out: those that say whose the figures are,
  /// then `year`, then the figures.
  let header: [String]
  /// The years, and for each the field of every figure in the order of ``header``; nil where the
  /// file has no column for it.
  let years: [(year: Int, fields: [Int?])]
  /// The fields that say whose the figures are.
  let subjects: [Int]

  /// What the column of the year is called.
  static let year = "year"
  /// What the column of the figures is called where the file shows one thing.
  static let value = "value"

  /// Plans for columns of those names; nil where they hold no years side by side.
  init?(columns: [String], yearColumns: [YearColumn]) {
    guard !yearColumns.isEmpty else { return nil }
    let taken = Set(yearColumns.map(\.field))
    subjects = columns.indices.filter { !taken.contains($0) }
    var measures: [String] = []
    for column in yearColumns where !measures.contains(column.measure ?? Self.value) {
      measures.append(column.measure ?? Self.value)
    }
    header = subjects.map { columns[$0] } + [Self.year] + measures
    years = Dictionary(grouping: yearColumns, by: \.year).sorted { $0.key < $1.key }
      .map { year, columns in
        (year, measures.map { name in columns.first { ($0.measure ?? Self.value) == name }?.field })
      }
  }

  /// Where the value of a column of ``header`` comes from for the year at that place of ``years``:
  /// a field of the record, or the year itself; nil where the file has no column for it.
  func origin(of column: Int, year place: Int) -> ImportPlan.Origin? {
    if column < subjects.count { return .field(subjects[column]) }
    if column == subjects.count { return .constant(Array("\(years[place].year)".utf8)) }
    return years[place].fields[column - subjects.count - 1].map { .field($0) }
  }

  /// The records that come out of one, each with its year; those whose figures are all empty are
  /// left, since a blank says only that the table has a cell there.
  func records(of cells: [String]) -> [[String]] {
    years.compactMap { year, fields in
      let figures = fields.map { field in
        field.flatMap { $0 < cells.count ? cells[$0] : nil } ?? ""
      }
      guard figures.contains(where: { !WidthFolding.trimmed($0).isEmpty }) else { return nil }
      return subjects.map { $0 < cells.count ? cells[$0] : "" } + ["\(year)"] + figures
    }
  }

  static func == (one: YearReshape, other: YearReshape) -> Bool {
    one.header == other.header && one.subjects == other.subjects
      && one.years.elementsEqual(other.years) { $0.year == $1.year && $0.fields == $1.fields }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(header)
    hasher.combine(years.map(\.year))
  }
}
