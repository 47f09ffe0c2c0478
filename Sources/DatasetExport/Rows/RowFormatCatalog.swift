/// The formats that `--format` names.
public struct RowFormatCatalog: Sendable {
  /// What `--format` calls it.
  public let name: String
  /// What it is good for, in half a line.
  public let summary: String
  /// The ending of its files, without the point.
  public let fileExtension: String
  /// Makes a format for one result.
  public let make: @Sendable (FormatOptions) -> any RowFormat

  /// Every format, in the order that help shows them.
  public static let all: [RowFormatCatalog] = [
    .init(
      name: "table", summary: "aligned columns for a terminal", fileExtension: "txt",
      make: { TableFormat($0) }),
    .init(
      name: "csv", summary: "comma-separated, RFC 4180; NULL is empty, empty text is \"\"",
      fileExtension: "csv", make: { CSVFormat($0) }),
    .init(
      name: "tsv", summary: "the same, separated by tabs", fileExtension: "tsv",
      make: { TSVFormat($0) }),
    .init(
      name: "json", summary: "an array of objects", fileExtension: "json",
      make: { _ in JSONFormat() }),
    .init(
      name: "ndjson", summary: "an object a line", fileExtension: "ndjson",
      make: { _ in NDJSONFormat() }),
    .init(
      name: "markdown", summary: "a table as GitHub shows it", fileExtension: "md",
      make: { MarkdownFormat($0) }),
    .init(
      name: "html", summary: "a page of its own for a browser", fileExtension: "html",
      make: { HTMLFormat($0) }),
    .init(
      name: "geojson", summary: "points, from the columns longitude and latitude",
      fileExtension: "geojson", make: { _ in GeoJSONFormat() }),
  ]

  /// The format of that name, in capitals or not.
  ///
  /// - Throws: ``ExportError/unknownFormat(name:known:)``, which names them all.
  public static func format(_ name: String) throws(ExportError) -> RowFormatCatalog {
    guard let format = all.first(where: { $0.name == name.lowercased() }) else {
      throw .unknownFormat(name: name, known: all.map(\.name))
    }
    return format
  }

  /// A format for one result, in the character set that the options name.
  ///
  /// - Throws: ``ExportError/noEncoding(_:)``.
  func encoded(_ options: FormatOptions) throws(ExportError) -> any RowFormat {
    let format = make(options)
    return options.encoding == .utf8 ? format : try EncodedFormat(format, options.encoding)
  }

  /// The format whose files end like `path`; nil where none does.
  public static func format(forPath path: String) -> RowFormatCatalog? {
    all.first { path.lowercased().hasSuffix(".\($0.fileExtension)") }
  }
}
