import ClusterStore
import SQLite

/// Finds the unit that the cells of a column are in, and the factor to the unit of the table.
///
/// The unit that the mapping states for the column comes first, then the one in the column's name,
/// then the one of the whole table, as far as it fits. Where none is stated, cells are in the
/// table's unit.
struct UnitConversion {
  private let units: [String: String]
  private let firmUnits: [String: String]
  private let currency: String?
  private let indicatorUnit: String?
  /// The units of the whole table, such as 万元 and 人 of `单位：万元、人`.
  private let general: [String]

  /// The unit of a column's cells and the factor to the table's unit.
  struct Result {
    /// The unit as it was written; nil where none is stated.
    var unit: String?
    var factor = UnitFactor.one
    /// The unit that cells are in, for cells that state one of their own.
    var cells: MeasurementUnit?
    /// Whether the column holds years.
    var isYear = false
  }

  /// Reads the units of the mapping's table, and the currency of its dataset.
  ///
  /// - Parameters:
  ///   - store: The database.
  ///   - mapping: What goes where.
  ///   - constants: What columns get in every row.
  ///   - general: The unit that the file states above the table.
  /// - Throws: What SQLite says.
  init(
    _ store: Store, mapping: Mapping, constants: [String: String], general: String?
  ) throws {
    let lookup = ImportLookup(store)
    units = try lookup.units(of: mapping.table)
    firmUnits = try lookup.units(of: "firm")
    currency =
      try mapping.dataset?["currency"]
      ?? (constants["dataset"] ?? mapping.dataset?["key"])
      .flatMap { try lookup.currency(ofDataset: $0) }
    indicatorUnit =
      try mapping.indicator?["unit"]
      ?? (constants["indicator"] ?? mapping.indicator?["key"])
      .flatMap { try lookup.unit(ofIndicator: $0) }
    self.general = (mapping.unit ?? general ?? "").split { ",，、;；".contains($0) }
      .map { WidthFolding.trimmed(String($0)) }
  }

  /// The conversion for a column of the file that goes to column `target`.
  ///
  /// - Parameters:
  ///   - column: What the mapping says of the column.
  ///   - target: The column that it goes to.
  ///   - isFirm: Whether that is one of table `firm`.
  ///   - isNumber: Whether the target holds numbers.
  /// - Returns: The unit and the factor, which is 1 where no unit is stated.
  /// - Throws: ``MeasurementUnit/Mismatch`` where the unit is not known or does not fit.
  func result(
    for column: Mapping.Column, to target: String, isFirm: Bool, isNumber: Bool
  ) throws(MeasurementUnit.Mismatch) -> Result {
    var name = (isFirm ? firmUnits : units)[target]
    let isFigure = !isFirm && ["value", "lower_bound", "upper_bound"].contains(target)
    if isFigure, name == nil { name = indicatorUnit }
    var result = Result(isYear: name == "year")
    let header = HeaderName(column.from)
    // A name that is the column's own, such as area_km2, states no other unit than the column's.
    let stated = column.unit ?? (header.wholeKey == target ? nil : header.unit)
    if let stated, !stated.isEmpty {
      result.unit = stated
      guard isNumber else {
        throw .init(
          unit: stated, reason: "column '\(target)' holds no number; say \"unit\": \"\" to leave it"
        )
      }
      guard let name else {
        throw .init(
          unit: stated,
          reason: isFigure
            ? "the indicator has no unit of its own" : "column '\(target)' holds no quantity")
      }
      result.factor = try factor(stated, to: name)
      result.cells = MeasurementUnit(stated)
      return result
    }
    guard isNumber, let name else { return result }
    result.cells = MeasurementUnit(name)
    guard column.unit == nil, !result.isYear else { return result }
    // The unit of the whole table is one that the column may not have: 万元 says nothing of persons.
    if isFigure, let only = general.first {
      result.unit = only
      result.factor = try factor(only, to: name)
      result.cells = MeasurementUnit(only)
      return result
    }
    for unit in general {
      guard let read = MeasurementUnit(unit), let target = MeasurementUnit(name),
        read.dimension == target.dimension
      else { continue }
      result.unit = unit
      result.factor = try factor(unit, to: name)
      result.cells = read
      break
    }
    return result
  }

  private func factor(
    _ stated: String, to name: String
  ) throws(MeasurementUnit.Mismatch) -> UnitFactor {
    if HeaderName.key(of: stated) == HeaderName.key(of: name) { return .one }
    guard let unit = MeasurementUnit(stated) else {
      throw .init(unit: stated, reason: "agglom does not know it")
    }
    guard let target = MeasurementUnit(name) else {
      throw .init(unit: stated, reason: "the column holds \(name)")
    }
    return try unit.factor(to: target, currency: currency)
  }
}
