import ClusterStore

/// Writes a folder from which PostgreSQL, with Citus where it is distributed, goes on with the data.
///
/// `load.sh` loads everything in one transaction, and then runs `verify.sql`, which compares rows,
/// sums and a hash of every table with what they are here.
struct PostgreSQLHandOff {
  let plan: ExportPlan
  let reader: ResultReader
  /// Whether the large tables are distributed over the machines of Citus.
  let isDistributed: Bool

  private var dialect: any SQLDialect { plan.dialect }

  /// Writes everything into `folder`.
  func write(to folder: OutputFolder, progress: (Int) -> Void) throws -> EngineDump.Summary {
    var summary = EngineDump.Summary()
    try folder.write("schema.sql") { sink in
      sink.buffer.append(plan.heading("The tables of a database for PostgreSQL"))
      for statement in plan.definitions + plan.descriptions { sink.buffer.append(statement) }
      if isDistributed { sink.buffer.append(CitusPlacement.statements(plan.tables, dialect)) }
    }
    var verification = Verification()
    var files: [(TablePlan, String)] = []
    for (number, table) in plan.tables.enumerated() {
      let file = "data/\(FileName.of(table, number)).copy"
      let before = summary.rows
      var figures = TableFigures(table)
      summary.rows += try folder.write(file) { sink in
        try TableRows(table: table, reader: reader, selected: plan.rows).writeLines(
          dialect, to: sink, each: { figures.add($0) }, progress: { progress(before + $0) })
      }
      summary.tables += 1
      files.append((table, file))
      verification.add(table, figures, dialect)
    }
    try write("constraints.sql", constraints, to: folder)
    try write("views.sql", plan.views, to: folder)
    try write("load.sql", [loading(files)], to: folder)
    try write("verify.sql", [verification.script], to: folder)
    try folder.write("load.sh", isExecutable: true) { $0.buffer.append(Self.program) }
    return summary
  }

  private var constraints: [String] {
    let statements =
      isDistributed ? CitusPlacement.constraints(plan.constraints) : plan.constraints
    return statements + ["ANALYZE;\n"]
  }

  private func write(_ name: String, _ statements: [String], to folder: OutputFolder) throws {
    try folder.write(name) { sink in
      for statement in statements {
        sink.buffer.append(statement)
        try sink.drain()
      }
    }
  }

  /// What `psql` runs in the folder.
  private func loading(_ files: [(TablePlan, String)]) -> String {
    let copies = files.map { table, file in
      let names = table.columns.map { dialect.quoted($0.name) }.joined(separator: ", ")
      // A name in psql's own command doubles no backslash, but quotes as SQL does.
      return "\\copy \(dialect.quoted(table.name)) (\(names)) FROM '\(file)'\n"
    }
    return """
      \\set ON_ERROR_STOP on
      SET client_encoding = 'UTF8';
      SET standard_conforming_strings = on;
      SET client_min_messages = warning;
      \\i schema.sql
      \(copies.joined())\\i constraints.sql
      \\i views.sql

      """
  }

  private static let program = """
    #!/bin/sh
    # Loads this folder into the PostgreSQL database that the options or the environment name, all of
    # it or nothing, and then compares it with what was exported:
    #   createdb new && ./load.sh -d new
    set -eu
    cd "$(dirname "$0")"
    psql -X -q -v ON_ERROR_STOP=1 --single-transaction -f load.sql "$@"
    psql -X -q -v ON_ERROR_STOP=1 -f verify.sql "$@"

    """
}

/// Where Citus keeps which table.
enum CitusPlacement {
  /// The tables that are large, each with the column by whose values its rows are spread.
  static let distributed = ["firm_year": "firm_id", "cell_year": "zone_id"]

  /// The statements that spread the large tables and copy the others to every machine.
  static func statements(_ tables: [TablePlan], _ dialect: any SQLDialect) -> String {
    tables.map { table in
      let name = dialect.literal(dialect.quoted(table.name))
      if let column = distributed[table.definition.name], table.column(column) != nil {
        return "SELECT create_distributed_table(\(name), \(dialect.literal(column)));\n"
      }
      return "SELECT create_reference_table(\(name));\n"
    }.joined()
  }

  /// The constraints as Citus takes them: a key of a distributed table has the column that spreads
  /// it, and its numbers are not given out.
  static func constraints(_ statements: [String]) -> [String] {
    statements.compactMap { statement in
      for (table, column) in distributed where statement.hasPrefix("ALTER TABLE \"\(table)\" ") {
        if statement.contains(" AS IDENTITY") { return nil }
        for key in ["PRIMARY KEY (", "UNIQUE ("] where statement.contains(key) {
          return statement.contains("\"\(column)\"")
            ? statement : statement.replacing(key, with: "\(key)\"\(column)\", ")
        }
      }
      return statement
    }
  }
}
