import SQLite
import Statistics
import VirtualTable

/// An index as an aggregate function of SQL: columns of numbers that it gathers, and perhaps an
/// option behind them that is the same in every row of a group.
struct IndexFunction<Option: Equatable> {
  let name: String
  let columns: [String]
  let takesNegative: Bool
  let option: String?
  let read: (Value) throws -> Option
  let value: ([[Double]], Option?) throws -> Double

  /// How a statement writes it, such as `percentile(x, p)`.
  var signature: String {
    "\(name)(\((columns + (option.map { [$0] } ?? [])).joined(separator: ", ")))"
  }

  /// An index with an option.
  init(
    _ name: String, takesNegative: Bool = false, option: String,
    read: @escaping (Value) throws -> Option, value: @escaping ([[Double]], Option) throws -> Double
  ) {
    (self.name, columns, self.takesNegative, self.option) = (name, ["x"], takesNegative, option)
    self.read = read
    self.value = { numbers, option in
      guard let option else { throw StatisticError.undefined("there is no value") }
      return try value(numbers, option)
    }
  }

  /// What a group has gathered.
  struct Group {
    var numbers: [[Double]]
    var option: Option?
  }

  /// Takes a row into a group; one where a column is NULL counts for nothing.
  func gather(_ row: [Value], into group: inout Group) throws {
    if let option {
      let given = try read(row[columns.count])
      guard group.option == nil || group.option == given else {
        throw ArgumentProblem(
          "\(option) differs inside a group. Give one value for all rows of the group.")
      }
      group.option = given
    }
    var numbers: [Double] = []
    for (name, value) in zip(columns, row) {
      guard let number = try number(value, of: name) else { continue }
      numbers.append(number)
    }
    guard numbers.count == columns.count else { return }
    for column in columns.indices { group.numbers[column].append(numbers[column]) }
  }

  /// The index of a group; NULL where nothing was gathered or it is undefined.
  func result(_ group: Group) throws -> Value {
    guard group.numbers.first?.isEmpty == false else { return .null }
    do { return .real(try value(group.numbers, group.option)) } catch let error as StatisticError {
      switch error {
      case .undefined: return .null
      case .invalid, .cancelled: throw ArgumentProblem("\(error.reason).")
      }
    }
  }

  private func number(_ value: Value, of column: String) throws(ArgumentProblem) -> Double? {
    let number: Double
    switch value {
    case .null: return nil
    case .integer(let whole): number = Double(whole)
    case .real(let real): number = real
    case .text, .blob:
      throw ArgumentProblem("\(column) is \(value.inWords). Give numbers.")
    }
    guard number.isFinite, takesNegative || number >= 0 else {
      throw ArgumentProblem(
        "\(column) is \(value.inWords). Give finite numbers\(takesNegative ? "" : " from 0").")
    }
    return number
  }
}

/// The option of a function that has none.
enum NoOption: Equatable {}

extension IndexFunction where Option == NoOption {
  /// An index of one column.
  init(
    _ name: String, takesNegative: Bool = false, value: @escaping ([Double]) throws -> Double
  ) {
    self.init(name, columns: ["x"], takesNegative: takesNegative) { try value($0[0]) }
  }

  /// An index of several columns, row by row.
  init(
    _ name: String, columns: [String], takesNegative: Bool = false,
    value: @escaping ([[Double]]) throws -> Double
  ) {
    (self.name, self.columns, self.takesNegative, option) = (name, columns, takesNegative, nil)
    read = { throw ArgumentProblem("there is no option, and \($0.inWords) is given.") }
    self.value = { numbers, _ in try value(numbers) }
  }
}

/// What is wrong with an argument, and what to give instead.
struct ArgumentProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension Value {
  /// The value as an error shows it.
  var inWords: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): "the text '\(text.prefix(40))'"
    case .blob(let bytes): "a blob of \(bytes.count) bytes"
    }
  }
}

extension Connection {
  /// Offers an index to SQL as an aggregate; its errors begin with how the function is written.
  func addIndex<Option>(_ function: IndexFunction<Option>) throws(SQLiteError) {
    let empty = IndexFunction<Option>.Group(
      numbers: function.columns.map { _ in [] }, option: nil)
    func naming<Result>(_ body: () throws -> Result) throws -> Result {
      do { return try body() } catch let problem as ArgumentProblem {
        throw ArgumentProblem("\(function.signature): \(problem)")
      }
    }
    try addAggregate(
      function.name, arguments: function.columns.count + (function.option == nil ? 0 : 1),
      initial: { empty },
      step: { group, row in try naming { try function.gather(row, into: &group) } },
      final: { group in try naming { try function.result(group) } })
  }
}
