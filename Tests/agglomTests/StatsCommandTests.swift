import Foundation
import SampleStore
import Statistics
import Testing

/// `agglom stats` as people call it, on the seeded database with the synthetic survey.
struct StatsCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    let imported = try program.run(
      "import", "\(SampleStore.root)/examples/synthetic-survey-liaoning.csv", "--mapping",
      "\(SampleStore.root)/examples/mappings/synthetic-survey.json")
    try #require(imported.status == 0, "\(imported.messages)")
  }

  private static let divisions = [
    "--dataset", "synthetic-liaoning", "--years", "2023", "--zones", "prefecture", "--industries",
    "division",
  ]

  @Test func `without an index it lists all, for programs and for people`() throws {
    let listed = try program.run("stats")
    #expect(listed.status == 0 && listed.messages.isEmpty)
    let lines = listed.output.split(separator: "\n")
    #expect(lines[0] == "index,family,title,formula,range,unit,convention,source")
    #expect(lines.count == IndexCatalog.all.count + 1)
    let shown = try program.run("stats", "--format", "table")
    for index in IndexCatalog.all {
      #expect(shown.output.contains("\n  \(index.name) "), "\(index.name)")
    }
    #expect(shown.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let json = try program.run("stats", "--format", "json")
    let entries = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    #expect((entries as? [[String: String]])?.count == IndexCatalog.all.count)
  }

  @Test func `it explains an index`() throws {
    let told = try program.run("stats", "location-quotient", "--explain", "--format", "table")
    #expect(told.status == 0)
    for word in [
      "formula ", "LQ = (x_ri / x_r) / (x_i / x)", "--like bls ", "agrees ", "differs ",
      "P. Sargant Florence", "0 where the value is undefined",
    ] { #expect(told.output.contains(word), "\(word)") }
    #expect(!told.output.contains("…"))
    let rows = try program.run("stats", "concentration_ratio", "--explain")
    #expect(rows.output.hasPrefix("property,value\nindex,concentration-ratio\n"))
    #expect(rows.output.contains("--set "))
    let unknown = try program.run("stats", "giny", "--explain")
    #expect(unknown.status == 1)
    #expect(
      unknown.messages
        == "Error: there is no index 'giny'. Did you mean 'gini'? 'agglom stats' lists all.\n")
  }

  @Test func `an index comes in every format with the same values`() throws {
    let arguments = ["stats", "location-quotient", "--missing", "omit"] + Self.divisions
    let csv = try program.run(arguments)
    #expect(csv.status == 0)
    #expect(
      csv.output.hasPrefix(
        "year,zone,zone_name,industry,industry_name,employees,location_quotient,cells,suppressed,"
          + "missing,convention\n"))
    #expect(
      csv.output.contains(
        "2023,yingkou,营口,gbt4754-2017:30,非金属矿物制品业,1763,7.455150554675119,59,0,1,"
          + "base all; missing omit\n"))
    #expect(csv.messages.contains("1 missing (left out)"))
    #expect(csv.messages.contains("Source: P. Sargant Florence"))
    let values = csv.output.split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",", omittingEmptySubsequences: false)[6])
    }
    let tsv = try program.run(arguments + ["--format", "tsv"])
    #expect(tsv.output.replacing("\t", with: ",") == csv.output)
    let json = try program.run(arguments + ["--format", "json"])
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(objects.count == values.count)
    let yingkou = objects.first {
      $0["zone"] as? String == "yingkou" && $0["industry"] as? String == "gbt4754-2017:30"
    }
    #expect(yingkou?["location_quotient"] as? Double == 7.455150554675119)
    let lines = try program.run(arguments + ["--format", "ndjson"])
    #expect(lines.output.split(separator: "\n").count == values.count)
    for format in ["table", "markdown"] {
      let shown = try program.run(arguments + ["--format", format])
      #expect(shown.output.contains(" 7.45515 "), "\(format)")
      #expect(!shown.output.contains("7.4551505"), "\(format)")
    }
    let few = try program.run(arguments + ["--limit", "2"])
    #expect(
      few.output == csv.output.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n")
    let none = try program.run(arguments + ["--limit", "0"])
    #expect(none.output.split(separator: "\n").count == 1)
  }

  @Test func `a terminal is told once what holds for all rows`() throws {
    let shown = try program.shell(
      "stty -a >/dev/null 2>&1; script -qec \"'\(Program.file.path)' stats gini "
        + Self.divisions.joined(separator: " ") + "\" /dev/null")
    guard shown.status == 0 else { return }  // Not every machine has script.
    #expect(!shown.output.contains("convention "))
    #expect(!shown.output.contains("suppressed  "))
    #expect(shown.output.contains("missing"))
    #expect(shown.output.contains("gbt4754-2017:13 "))
  }

  @Test func `a file is written, and replaced only where one says so`() throws {
    let arguments = ["stats", "hachman", "--absent", "zero", "--missing", "omit"] + Self.divisions
    let first = try program.run(arguments + ["--output", "out.csv"])
    #expect(first.status == 0 && first.output.isEmpty)
    #expect(try program.run(arguments + ["--output", "out.csv"]).status == 73)
    #expect(try program.run(arguments + ["--output", "out.csv", "--force"]).status == 0)
  }

  @Test func `an unknown figure leaves its values empty, and the note says why`() throws {
    let result = try program.run(["stats", "location-quotient"] + Self.divisions)
    #expect(result.status == 0)
    #expect(result.output.contains(",,59,0,1,base all,"))
    #expect(result.messages.contains("--missing omit says otherwise"))
  }

  @Test(arguments: [
    (["--dataset", "none"], "no dataset 'none'"),
    (["--dataset", "synthetic-liaoning", "--of", "employes"], "Did you mean 'employees'?"),
    (["--dataset", "synthetic-liaoning", "--years", "1999"], "it has 2021, 2022, 2023."),
    (["--dataset", "synthetic-liaoning", "--zones", "prefektur"], "Levels are: "),
    (["--dataset", "synthetic-liaoning", "--industries", "gbt4754-2017:none"], "Levels are: "),
    (
      ["--dataset", "synthetic-liaoning", "--zones", "county", "--zones", "prefecture"],
      "--zones: both "
    ),
    (["--dataset", "synthetic-liaoning", "--base", "none"], "--base 'none' is neither all"),
    (["--dataset", "synthetic-liaoning", "--segment", "all"], "firms have no segments"),
    (["--dataset", "synthetic-liaoning", "--set", "a=1"], "there is no parameter 'a'"),
    (
      ["--dataset", "synthetic-liaoning", "--over", "firms"],
      "--over is for indices of distributions"
    ),
    (["--dataset", "synthetic-liaoning", "--like", "bls"], "one industry of code 10 as the total"),
    (["--dataset", "synthetic-liaoning", "--groups", "section"], "--groups is of no use"),
  ])
  func `what is not there is told, with status 1`(options: [String], told: String) throws {
    let result = try program.run(["stats", "location-quotient"] + options)
    #expect(result.status == 1, "\(result.messages)")
    #expect(result.output.isEmpty)
    #expect(result.messages.hasPrefix("Error: ") && result.messages.contains(told))
  }

  @Test(arguments: [
    (["gini"], "--dataset is missing"),
    (["--explain"], "--explain: name the index."),
    (["gini", "--dataset", "d", "--years", "nineteen"], "--years: 'nineteen' is not like 2019"),
    (["gini", "--dataset", "d", "--years", "2020-2019"], "--years: '2020-2019' is not like"),
    (["gini", "--dataset", "d", "--years", ""], "--years: '' is not like"),
    (["gini", "--dataset", "d", "--years", "2019,"], "--years: '2019,' is not like"),
    (["gini", "--dataset", "d", "--limit=-1"], "--limit: must be 0 or more, not -1."),
    (["gini", "--dataset", "d", "--set", "largest"], "--set: 'largest' is not name=value."),
    (["gini", "--dataset", "d", "--set", "a=1", "--set", "a=2"], "--set: 'a' is set twice."),
    (["gini", "--dataset", "d", "--like", "excel"], "--like"),
    (["gini", "--dataset", "d", "--suppressed", "zero"], "--suppressed"),
    (["gini", "--dataset", "d", "--missing", "bounds"], "--missing"),
    (["gini", "--dataset", "d", "--absent", "omit"], "--absent"),
    (["gini", "--dataset", "d", "--over", "years"], "--over"),
    (["gini", "--dataset", "d", "--from", "rows"], "--from"),
    (["gini", "--dataset", "d", "--format", "xml"], "--format"),
    (["gini", "more", "--dataset", "d"], "more"),
  ])
  func `what is written wrongly is told, with status 64`(options: [String], told: String) throws {
    let result = try program.run(["stats"] + options)
    #expect(result.status == 64, "\(result.messages)")
    #expect(result.output.isEmpty && result.messages.contains(told), "\(result.messages)")
  }

  @Test func `a database that is not there has its own status`() throws {
    let result = try program.run("stats", "gini", "--dataset", "d", "--db", "none.db")
    #expect(result.status == 66)
  }

  @Test func `zones that lie in one another are refused by name`() throws {
    let nested = try program.shell(
      """
      sqlite3 agglom.db "INSERT INTO dataset (key, name_en, kind) VALUES ('nested', 'n', 'survey');
        INSERT INTO cell_year (dataset_id, zone_id, industry_id, year, employees)
        SELECT dataset.id, zone.id, industry.id, 2023, 10 FROM dataset, zone, industry
        WHERE dataset.key = 'nested' AND zone.key IN ('yingkou', 'liaoning')
          AND industry.key = 'gbt4754-2017:30'"
      """)
    try #require(nested.status == 0, "\(nested.messages)")
    let refused = try program.run("stats", "gini", "--dataset", "nested")
    #expect(refused.status == 1)
    #expect(
      refused.messages.contains("zone 'yingkou' lies in 'liaoning', and both are in the table"))
    let chosen = try program.run("stats", "gini", "--dataset", "nested", "--zones", "prefecture")
    #expect(chosen.status == 0, "\(chosen.messages)")
  }
}
