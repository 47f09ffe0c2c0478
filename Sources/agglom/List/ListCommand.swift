import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom list`: the rows of an entity, narrowed by the field's filters.
///
/// - Output: the main columns of each row, in the order in which the rows were stored.
/// - Exit status: 0, also with no rows (3 with `--exit-code`); 64 for an entity, a filter or a value
///   that is not there; 1 for a zone, an industry or a source that is not there.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List clusters, firms, zones, measures and the rest.",
    discussion: """
      A zone, an industry or a source is named by its key, its code (210800, or with its scheme \
      gbt4754-2017:34) or its whole name in either language.

      Examples:
        agglom list clusters --zone liaoning --size over-10bn-rmb
        agglom list clusters --industry 34
        agglom list clusters --type symbiotic --format json
      """)

  @Argument(
    help: """
      What to list: \(EntityCatalog.listings.map(\.plural).joined(separator: ", ")).
      """,
    completion: .list(EntityCatalog.listings.map(\.plural)))
  var entity: String

  @Option(help: "Only what lies in this zone, with everything inside it.")
  var zone: String?

  @Option(help: "Only what belongs to this industry, with everything below it.")
  var industry: String?

  @Option(help: "Only this structure type of clusters, or this kind of the entity.")
  var type: String?

  @Option(help: "Only this stage of clusters.")
  var stage: String?

  @Option(help: "Only this size band of clusters, or size class of firms.")
  var size: String?

  @Option(help: "Only this year.")
  var year: String?

  @Option(help: "Only what is taken from this document.")
  var source: String?

  @Option(help: ArgumentHelp("At most so many rows.", valueName: "count"))
  var limit: Int?

  @Flag(help: "Leave with status 3 where nothing is found.")
  var exitCode = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: must be above 0, not \(limit).") }
  }

  func run() throws {
    let listing = try EntityList.listing(entity)
    let list = EntityList(try store.open())
    let written: [Listing.Filter: String?] = [
      .zone: zone, .industry: industry, .type: type, .stage: stage, .size: size, .year: year,
      .source: source,
    ]
    let sink = try output.sink()
    let count = try list.run(
      listing, filters: written.compactMapValues { $0 }, limit: limit,
      begin: { try sink.begin($0) }, row: { try sink.add($0) })
    try sink.finish()
    if count == 0 {
      if StandardStream.output.isTerminal { StandardStream.error.write("Nothing found.\n") }
      if exitCode { throw ExitStatus.nothing }
    }
  }
}
