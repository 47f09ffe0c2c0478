import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export csv` and the other formats of rows, each by its kind.
///
/// - Output: the rows; how many there were goes to standard error where a file is named.
/// - Exit status: 0; 1 for a value that the format cannot hold; 64 for a table, column or parameter
///   that is not there; 73 where the file is there already or cannot be made; 74 where writing
///   fails, and no part of the file is left.
struct ExportRowsCommand<Kind: ExportedKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Kind.name, abstract: Kind.abstract, discussion: Kind.discussion)
  }

  @OptionGroup var origin: ExportOrigin
  @OptionGroup var heading: HeadingOptions
  @OptionGroup var written: Kind.Options
  @OptionGroup var target: ExportTarget

  func validate() throws {
    guard Kind.self != GeoJSONKind.self || (heading.headers == nil && heading.labels == nil) else {
      throw ValidationError("--headers, --labels: points keep the names of the columns.")
    }
  }

  func run() throws {
    let rows = try origin.rows(of: target.store)
    var options = FormatOptions()
    written.set(&options)
    options.caption = rows.title(in: heading.labels ?? .zh)
    options.source = rows.sourceLine
    let labels = try heading.columnLabels(of: rows)
    let sink = try ResultSink(
      path: target.path, force: target.force, format: .format(Kind.name), options: options,
      table: rows.table)
    let progress = try RowProgress(goesTo: target.path, total: rows.rowCount)
    defer { progress.finish() }
    let count = try rows.write(to: sink, labels: labels, progress: progress.update)
    progress.finish()
    if let remark = sink.remark { StandardStream.error.write("\(remark)\n") }
    target.report("\(count) \(count == 1 ? "row" : "rows").")
  }
}

/// A format of rows as a command.
protocol ExportedKind {
  /// What the format alone can be told.
  associatedtype Options: FormatArguments
  /// The command's name, which is that of the format in the catalogue.
  static var name: String { get }
  /// What it writes, in a line.
  static var abstract: String { get }
  /// What more is to be said.
  static var discussion: String { get }
}

extension ExportedKind {
  static var discussion: String { "" }
}

/// Rows as comma-separated values.
enum CSVKind: ExportedKind {
  typealias Options = SeparatedArguments
  static let name = "csv"
  static let abstract = "Rows as comma-separated values (RFC 4180)."
  static let discussion = "NULL is an empty field, and empty text is \"\"."
}

/// Rows as tab-separated values.
enum TSVKind: ExportedKind {
  typealias Options = SeparatedArguments
  static let name = "tsv"
  static let abstract = "Rows as tab-separated values."
  static let discussion = "NULL is an empty field, and empty text is \"\"."
}

/// Rows as a JSON array.
enum JSONKind: ExportedKind {
  typealias Options = EncodingArguments
  static let name = "json"
  static let abstract = "Rows as an array of JSON objects."
}

/// Rows as lines of JSON.
enum NDJSONKind: ExportedKind {
  typealias Options = EncodingArguments
  static let name = "ndjson"
  static let abstract = "Rows as JSON objects, one a line."
}

/// Rows as a table of Markdown.
enum MarkdownKind: ExportedKind {
  typealias Options = EncodingArguments
  static let name = "markdown"
  static let abstract = "Rows as a table as GitHub shows it."
}

/// Rows as a page.
enum HTMLKind: ExportedKind {
  typealias Options = EncodingArguments
  static let name = "html"
  static let abstract = "Rows as a page of its own, with caption and source."
  static let discussion = "Nothing is loaded from elsewhere when the page is shown."
}

/// Rows as points on a map.
enum GeoJSONKind: ExportedKind {
  typealias Options = NoArguments
  static let name = "geojson"
  static let abstract = "Rows with coordinates as points (RFC 7946)."
  static let discussion = """
    The columns longitude and latitude, in degrees, become the points and the others their \
    properties. Rows without coordinates are left out and counted.

    Examples:
      agglom export geojson zone -o zones.geojson
      agglom export geojson --query "SELECT key, name_zh, longitude, latitude FROM firm"
    """
}
