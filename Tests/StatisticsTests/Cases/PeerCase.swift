import Foundation
import Statistics

/// A value of JSON.
indirect enum JSONValue: Decodable {
  case null
  case number(Double)
  case text(String)
  case truth(Bool)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  subscript(key: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members[key] ?? .null
  }

  subscript(position: Int) -> JSONValue { list[position] }

  var list: [JSONValue] {
    guard case .list(let elements) = self else { return [] }
    return elements
  }

  var number: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  var text: String? {
    guard case .text(let value) = self else { return nil }
    return value
  }

  /// The members of an object.
  var members: [String: JSONValue] {
    guard case .object(let members) = self else { return [:] }
    return members
  }

  /// The input of a case of shift-share analysis.
  func shiftShare() throws -> RegionalChange {
    try RegionalChange(
      region: (self["e_ij1"].numbers, self["e_ij2"].numbers),
      reference: (self["e_i1"].numbers, self["e_i2"].numbers))
  }

  var texts: [String] { list.compactMap { $0.text } }
  var numbers: [Double] { list.compactMap { $0.number } }
  var rows: [[Double]] { list.map { $0.numbers } }

  /// All numbers in it: a table's cells row by row, an object's members in the order of their keys.
  var flat: [Double?] {
    switch self {
    case .null: [nil]
    case .number(let value): [value]
    case .text, .truth: []
    case .list(let elements): elements.flatMap { $0.flat }
    case .object(let members):
      if let values = members["values"] {
        values.flat
      } else {
        members.keys.sorted().flatMap { members[$0]?.flat ?? [] }
      }
    }
  }
}

/// One input with the value that a peer answers for it.
struct PeerCase {
  let name: String
  let input: JSONValue
  let expected: JSONValue
  let tolerance: Double

  /// A number of the input.
  func number(_ key: String) throws -> Double {
    guard let value = input[key].number else { throw Malformed(what: "\(name): \(key)") }
    return value
  }

  /// A list of numbers of the input.
  func numbers(_ key: String = "x") throws -> [Double] {
    guard !input[key].list.isEmpty else { throw Malformed(what: "\(name): \(key)") }
    return input[key].numbers
  }

  /// The table of the input; of Germany's Länder by industries where the input is the file of that.
  func matrix() throws -> Matrix {
    if let file = input.text, file.hasPrefix("REAT_G.regions.industries.csv") {
      return try PeerCase.germany()
    }
    return try Matrix(input["values"].rows)
  }

  /// The numbers of a column of the expected table.
  func expectedColumn(_ name: String) -> [Double] {
    guard let column = expected["cols"].texts.firstIndex(of: name) else { return [] }
    return expected["values"].rows.map { $0[column] }
  }

  struct Malformed: Error, CustomStringConvertible {
    let what: String
    var description: String { "not found: \(what)" }
  }

  /// The folder of the cases; nil where it is not beside the package.
  static let folder: String? = {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let path = root + "/../shared/cases"
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: shared/cases is not on this machine")
      return nil
    }
    return path
  }()

  /// The names of the files, without their ending; none where there is no folder.
  static func files() throws -> [String] {
    guard let folder else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  static func content(of file: String) throws -> JSONValue {
    guard let folder else { throw Malformed(what: "shared/cases") }
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file).json"))
    return try JSONDecoder().decode(JSONValue.self, from: data)
  }

  static func all(of file: String) throws -> [PeerCase] {
    try content(of: file)["cases"].list.map { one in
      PeerCase(
        name: "\(file)/\(one["id"].text ?? "?")", input: one["input"], expected: one["expected"],
        tolerance: one["tol"].number ?? 0)
    }
  }

  /// The program and its function that answered in `file`: `REAT conc`.
  static func function(of file: String) throws -> String {
    let content = try content(of: file)
    return [content["package"].text, content["function"].text].compactMap { $0 }
      .joined(separator: " ")
  }

  /// The inputs on which peers are wrong; none where there is no folder.
  static func defects() throws -> [JSONValue] {
    folder == nil ? [] : try content(of: "PEER-DEFECTS")["cases"].list
  }

  /// Employment of the Länder (rows) by industries (columns), both in the order of their codes.
  static func germany() throws -> Matrix {
    let rows = try all(of: "REAT-locq2")[0].input["rows"].list
    let regions = Set(rows.compactMap { $0["region"].text }).sorted()
    let industries = Set(rows.compactMap { $0["industry"].text }).sorted()
    var cells = [Double](repeating: 0, count: regions.count * industries.count)
    for row in rows {
      guard let region = regions.firstIndex(of: row["region"].text ?? ""),
        let industry = industries.firstIndex(of: row["industry"].text ?? "")
      else { continue }
      cells[region * industries.count + industry] += row["emp"].number ?? 0
    }
    return try Matrix(rows: regions.count, columns: industries.count, cells: cells)
  }
}
