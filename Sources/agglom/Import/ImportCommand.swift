import ArgumentParser
import ClusterStore
import DatasetExport
import SurveyImport

/// `agglom import`: brings files into a table, whole or not at all.
///
/// - Output: with `--dry-run` a row for each column of each file and where it goes; nothing
///   otherwise. What was done, and what did not fit, goes to standard error.
/// - Exit status: 0; 2 where some rows were rejected; 65 for a file that does not fit; 66 for one
///   that cannot be read.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring a survey, a yearbook or a register into a table.",
    discussion: """
      A file is delimited text, JSON, NDJSON or an Excel sheet; its encoding, its delimiter and its \
      header are found out, told, and can be set. A column is known by the name of the table's \
      column, by one of its aliases in English or Chinese ('agglom describe firm_year' lists \
      them), or by what a mapping file says of it. A unit in a name, such as 万元, is converted. \
      References to zones, industries and other rows are given by key or code.

      All files of a call come in together or not at all, in the order given. A name with *, ? or \
      [ that is no file stands for the files that match it, in the order of their names. A row that \
      does not fit is rejected, told with its line, and kept in table import_reject; the others come \
      in unless --max-errors or --strict says otherwise. A file of which no row fits never does.

      --max-errors 2 allows two rejected rows in all files; the import ends at the third. --strict \
      reads to the end and then refuses whatever would otherwise only be told: rejected rows, \
      columns that are left and not named in "leave" of the mapping file, references left empty, \
      codes added, notes below the table, and a file that came in before. Both end with status 65 \
      and write nothing. With --dry-run they tell everything first.

      --unknown zone=null leaves a reference empty where there is no such zone, add adds the code, \
      reject (the default) rejects the row. What a mapping file says of a column comes first. Every \
      table can be named that rows point at; add is for zone, industry and waste, and for firm where \
      the file names it.

      --on-conflict says what becomes of a row that is there already: one with its key or, in a \
      table without keys, with the same values in the columns that tell rows apart, such as firm, \
      year and dataset. With fail (the default) it is rejected. With skip what is there stays. With \
      update what is there takes the values of the file: an empty cell leaves what is there, a \
      suppressed one takes it away. newest is update for a file that was modified after the one \
      that the row last came from (or after the import, where that was of standard input), and \
      skip for another one and for rows that no import brought. A row that would change nothing \
      counts as unchanged. Of rows of one file that are the same, the first stays with skip and \
      newest, and the later ones update it with update. A mapping file may say "on_conflict"; the \
      option comes first. All of it can be taken back by 'agglom imports undo'.

      Examples:
        agglom import survey.csv --into firm_year --set dataset=survey-2023
        agglom import qcew.csv --mapping examples/mappings/qcew-cells.json
        agglom import clusters.csv --into cluster --dry-run
      """)

  @Argument(
    help: ArgumentHelp("The files; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("The table (default: that of the mapping file).", valueName: "table"))
  var into: String?

  @Option(
    help: ArgumentHelp("A JSON file that says which column goes where.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var mapping: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A value that a column gets in every row.", valueName: "column=value"))
  var constants: [Constant] = []

  @Option(
    help: ArgumentHelp(
      "What becomes of references to rows that are not there: reject, null or add.",
      valueName: "table=policy"))
  var unknown: [UnknownPolicy] = []

  @Option(
    help: ArgumentHelp(
      "What becomes of rows that are there already (default: fail, or what the mapping says).",
      valueName: "policy"))
  var onConflict: ConflictChoice?

  @Option(help: ArgumentHelp("What separates cells, or 'tab'.", valueName: "character"))
  var delimiter: Delimiter?

  @Option(help: ArgumentHelp("What encloses cells, or 'none'.", valueName: "character"))
  var quote: Quote?

  @Option(
    help: ArgumentHelp(
      "The character set: utf-8, gb18030, big5, utf-16, windows-1252 ... (default: found out).",
      valueName: "name"))
  var encoding: Encoding?

  @Option(help: ArgumentHelp("The sheet of an Excel file.", valueName: "name or number"))
  var sheet: String?

  @Option(help: ArgumentHelp("How many records stand before the header.", valueName: "count"))
  var skip: Int?

  @Option(
    help: ArgumentHelp("The records of the header, such as 2 or 2-3.", valueName: "first-last"))
  var headerRows: HeaderRows?

  @Flag(help: "There is no header: the columns are column_1, column_2 and so on.")
  var noHeader = false

  @Flag(help: "Leave columns that have no place.")
  var ignoreUnmapped = false

  @Option(
    help: ArgumentHelp(
      "How many rows may be rejected in all files (default: any number).", valueName: "count"))
  var maxErrors: Int?

  @Flag(help: "Write nothing where anything is rejected, left, emptied or added.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Tell what would be done, and do nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Write the rejected rows to this file, as CSV.", valueName: "file"),
    completion: .file())
  var rejects: String?

  @Option(
    help: ArgumentHelp("Write the mapping that was used to this file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var saveMapping: String?

  @Option(help: "How to show progress: auto, plain or none.")
  var progress = ProgressReporter.Style.auto

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard into == nil || mapping == nil else {
      throw ValidationError("--into and --mapping both name a table: give one of them.")
    }
    guard into != nil || mapping != nil else {
      throw ValidationError("--into TABLE or --mapping FILE must say where the rows go.")
    }
    guard maxErrors.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--max-errors is a number of rows, 0 for none.")
    }
    guard !strict || maxErrors ?? 0 == 0 else {
      throw ValidationError("--strict allows no rejected row: leave out --max-errors.")
    }
    guard !noHeader || headerRows == nil else {
      throw ValidationError("--no-header and --header-rows contradict each other.")
    }
    guard delimiter == nil || delimiter?.byte != (quote?.value ?? .usual).byte else {
      throw ValidationError("--delimiter and --quote cannot be the same character.")
    }
    for (table, policies) in Dictionary(grouping: unknown, by: \.table)
    where Set(policies.map(\.policy)).count > 1 {
      throw ValidationError("--unknown says two things of '\(table)'.")
    }
  }

  func run() throws {
    // A file that cannot be created is reported before anything is imported.
    let mappingFile = try saveMapping.map { try OutputFile(path: $0) }
    var options = try options()
    let found = try FilePattern.files(files)
    for file in found.left {
      StandardStream.error.write("\(file): left, since it holds rejects of an earlier import.\n")
    }
    let reporter = ProgressReporter(style: progress)
    nonisolated(unsafe) let shown = reporter
    if reporter.isActive { options.progress = { unsafe shown.update($0) } }
    let reports: [ImportReport]
    let database = try store.openForWriting()
    do {
      reports = try ImportRun(database, options: options).run(paths: found.paths)
    } catch {
      reporter.finish()
      throw error
    }
    reporter.finish()
    let rejectFiles = dryRun ? reports.map { _ in nil } : writeRejects(of: reports, database)
    for (report, file) in zip(reports, rejectFiles) {
      StandardStream.error.write(ImportSummary(report, rejectsFile: file).text)
    }
    if dryRun { try output.write(ImportReport.columnRows(reports)) }
    if let mappingFile {
      // One mapping serves all files of a call, so that of the first is that of all.
      guard let mapping = reports.lazy.compactMap(\.mapping).first else {
        throw ValidationError("--save-mapping: the import has found no mapping to save.")
      }
      mappingFile.sink.buffer.append(mapping.fileText)
      try mappingFile.commit()
    }
    if let refusal = reports.lazy.compactMap(\.refusal).first { throw refusal }
    if reports.contains(where: { $0.rejected > 0 }) { throw ExitStatus.rejected }
  }

  /// Writes the rejected rows beside their files, or where it was asked; the rows that fit are in
  /// either way, so that a failure is told and no more.
  private func writeRejects(of reports: [ImportReport], _ database: Store) -> [String?] {
    guard rejects != nil || !reports.contains(where: { $0.file == "-" }) else {
      return reports.map { _ in nil }
    }
    do {
      let journal = ImportJournal(database)
      return try RejectsFile.write(reports, to: rejects) { report, body in
        if let batch = report.batch { try journal.forEachReject(ofBatch: batch, body) }
      }
    } catch {
      StandardStream.error.write("Warning: the rejected rows are not in a file: \(error)\n")
      return reports.map { _ in nil }
    }
  }
}
