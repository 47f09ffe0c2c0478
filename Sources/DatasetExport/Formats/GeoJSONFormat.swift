public import ClusterStore
import SQLite

/// A collection of points as RFC 7946 has it, one feature a line, from rows with the columns
/// `longitude` and `latitude` in degrees of WGS 84.
///
/// The other columns are the properties, and `key` is the feature's id as well. Rows without
/// coordinates are left out and counted; coordinates beyond the globe, infinities and text that is
/// not UTF-8 are refused by row and column.
public struct GeoJSONFormat: CellFormat {
  private var object = JSONObject()
  private var (longitude, latitude) = (0, 0)
  private var key: Int?
  private var (features, left) = (0, 0)

  /// Makes a format for one result.
  public init() {}

  /// How many rows were left out.
  public var remark: String? {
    left == 0
      ? nil : "\(left) \(left == 1 ? "row has" : "rows have") no coordinates and were left out."
  }

  /// Finds the coordinates among the columns.
  ///
  /// - Throws: ``ExportError/missingColumn(format:column:)`` where one of the two is not there.
  public mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) {
    longitude = try Self.place(of: "longitude", in: columns)
    latitude = try Self.place(of: "latitude", in: columns)
    key = columns.firstIndex { $0.name == "key" }
    try object.begin(columns, leaving: [longitude, latitude])
    output.append("{\"type\":\"FeatureCollection\",\"features\":[")
  }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) {
    guard let east = try degrees(row, longitude, "longitude", limit: 180),
      let north = try degrees(row, latitude, "latitude", limit: 90)
    else {
      left += 1
      object.pass()
      return
    }
    output.append(features == 0 ? "\n" : ",\n")
    features += 1
    output.append("{\"type\":\"Feature\",")
    if let key {
      let cell = row.cell(key)
      if cell.storage == .text {
        output.append("\"id\":")
        let text = unsafe cell.withBytes { unsafe String(decoding: $0, as: UTF8.self) }
        output.append(JSONText.quoted(text))
        output.append(",")
      }
    }
    output.append("\"geometry\":{\"type\":\"Point\",\"coordinates\":[")
    output.append(east, isPlain: true)
    output.append(",")
    output.append(north, isPlain: true)
    output.append("]},\"properties\":")
    try object.write(row, into: &output)
    output.append("}")
  }

  /// Closes the collection.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {
    output.append("\n]}\n")
  }

  private func degrees<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, _ index: Int, _ column: String, limit: Double
  ) throws(ExportError) -> Double? {
    let number: Double
    let cell = row.cell(index)
    switch cell.storage {
    case .null: return nil
    case .integer: number = Double(cell.integer)
    case .real: number = cell.real
    case .text, .blob: number = .nan
    }
    guard number.magnitude <= limit else {
      throw .unrepresentable(
        format: "GeoJSON", table: nil, column: column, row: features + left + 1,
        reason: "the value is no number of degrees from -\(Int(limit)) to \(Int(limit))")
    }
    return number
  }

  private static func place(
    of name: String, in columns: [ResultReader.Column]
  ) throws(ExportError) -> Int {
    guard let place = columns.firstIndex(where: { $0.name == name }) else {
      throw .missingColumn(format: "GeoJSON", column: name)
    }
    return place
  }
}
