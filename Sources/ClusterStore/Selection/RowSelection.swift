/// Which part of a database is asked for; what is left empty narrows nothing.
public struct RowSelection: Hashable, Sendable {
  /// Tables by name.
  public var tables: [String] = []
  /// Zones by key; the zones inside each are meant too.
  public var zones: [String] = []
  /// Datasets by key.
  public var datasets: [String] = []
  /// Import batches by id: the rows that they added.
  public var batches: [Int64] = []
  /// Years.
  public var years: [ClosedRange<Int>] = []

  /// Asks for everything.
  public init() {}

  /// Whether everything is asked for.
  public var isEmpty: Bool { tables.isEmpty && isUnfiltered }

  /// Whether whole tables are asked for.
  public var isUnfiltered: Bool {
    zones.isEmpty && datasets.isEmpty && batches.isEmpty && years.isEmpty
  }
}

/// What is wrong with a selection.
public enum SelectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// None of the tables can be narrowed in all the ways asked for.
  case nothingFits(tables: [String])

  /// A view, or a table of the journal whose rows have no numbers, cannot be chosen.
  case notByNumber(table: String)

  /// No row is of what was asked for.
  case noRows

  /// What does not fit, and what to do.
  public var description: String {
    switch self {
    case .notByNumber(let table):
      """
      \(table) cannot be chosen by --tables: it is a view, or its rows have no numbers. Views go \
      with every export; 'agglom export dataset' takes every table.
      """
    case .noRows:
      "no row is of the zones, datasets, batches and years that were asked for together."
    case .nothingFits(let tables):
      """
      \(tables.isEmpty ? "no table" : "none of \(tables.joined(separator: ", "))") can be \
      narrowed in every way that was asked for. Give fewer of --zone, --dataset, --batch and \
      --years, or other tables.
      """
    }
  }
}
