/// What is to be measured, as the command line says it.
struct BenchmarkOptions {
  var rounds = 5
  /// Rows of the survey.
  var rows = 1_000_000
  /// Whether the tables go into the README.
  var writes = false
  /// The program that is measured.
  var agglom = ".build/release/agglom"
  /// The same built with the trait Excel.
  var agglomExcel = ".build-excel/release/agglom"
  /// The Python that DuckDB is installed for; nil where there is none.
  private(set) var duckDB: String?
  private(set) var scenarios: [any Scenario] = []

  static let all: [any Scenario] = [
    ImportScenario.firmOrder, ImportScenario.yearOrder, ImportScenario.gb18030, UndoScenario(),
    LargeScenario(), ExcelScenario(), StartUpScenario(),
    LocationQuotientScenario(), ComplexityScenario(), DensityScenario(),
    SQLExportScenario(), CSVExportScenario(), PostgreSQLExportScenario(),
  ]

  private static let hint = "'scripts/benchmark --help' tells the options."

  init(_ arguments: [String]) throws(BenchmarkFailure) {
    var optional: Set<String> = []
    var only: String?
    var rest = arguments[...]
    func value() throws(BenchmarkFailure) -> String {
      if let value = rest.popFirst() { return value }
      throw BenchmarkFailure("A value is missing. \(Self.hint)")
    }
    func count() throws(BenchmarkFailure) -> Int {
      let text = try value()
      guard let count = Int(text), count > 0 else {
        throw BenchmarkFailure("'\(text)' is no number above 0. \(Self.hint)")
      }
      return count
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--rounds": rounds = try count()
      case "--rows": rows = try count()
      case "--large", "--excel": optional.insert(String(argument.dropFirst(2)))
      case "--write": writes = true
      case "--only": only = try value()
      case "--agglom": agglom = try value()
      case "--agglom-excel": agglomExcel = try value()
      case "--duckdb": duckDB = try value()
      default: throw BenchmarkFailure("'\(argument)' is no option. \(Self.hint)")
      }
    }
    let table = only.flatMap { ReadmeTable(rawValue: $0) }
    scenarios = Self.all.filter { scenario in
      if let only, table == nil { return scenario.name == only }
      return (table == nil || scenario.table == table)
        && (!scenario.isOptional || optional.contains(scenario.name))
    }
    if let only, scenarios.isEmpty {
      let names = (Self.all.map(\.name) + ReadmeTable.allCases.map(\.rawValue))
        .joined(separator: ", ")
      throw BenchmarkFailure(
        "There is nothing called '\(only)' to measure: it is one of \(names).")
    }
    if only != nil, table == nil, writes {
      throw BenchmarkFailure(
        "--write needs the whole of a table: leave out --only, or name a table with it.")
    }
  }
}
