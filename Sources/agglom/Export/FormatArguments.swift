public import ArgumentParser
public import ClusterStore
public import DatasetExport

/// Arguments that set options of a format.
protocol FormatArguments: ParsableArguments {
  /// Sets what was given.
  func set(_ options: inout FormatOptions)
}

/// No arguments.
struct NoArguments: FormatArguments {
  func set(_ options: inout FormatOptions) {}
}

/// What every format of text takes.
struct EncodingArguments: FormatArguments {
  @Option(
    help: ArgumentHelp(
      "The character set: utf-8, gb18030 or gbk. A character that it lacks is an error.",
      valueName: "name"))
  var encoding = OutputEncoding.utf8

  func set(_ options: inout FormatOptions) { options.encoding = encoding }
}

/// What CSV and TSV take.
struct SeparatedArguments: FormatArguments {
  @OptionGroup var text: EncodingArguments

  @Flag(help: "Begin with the mark by which Excel knows Unicode.")
  var bom = false

  @Flag(name: .customLong("crlf"), help: "End lines with carriage return and line feed.")
  var hasCRLF = false

  @Flag(help: "Leave out the line with the columns' names.")
  var noHeader = false

  @Flag(
    help: """
      Put an apostrophe before texts that begin with = + - @, a tab or a carriage return, which \
      spreadsheets would run as formulas. Numbers stay.
      """)
  var escapeFormulas = false

  func validate() throws {
    guard !bom || text.encoding != .gbk else {
      throw ValidationError("--bom: GBK has no such mark. Leave it out, or choose gb18030.")
    }
  }

  func set(_ options: inout FormatOptions) {
    text.set(&options)
    options.hasByteOrderMark = bom
    options.lineEnding = hasCRLF ? .crlf : .lf
    options.hasHeader = !noHeader
    options.escapesFormulas = escapeFormulas
  }
}

/// What stands above the columns.
struct HeadingOptions: ParsableArguments {
  /// What stands above the columns.
  enum Heading: String, ExpressibleByArgument, CaseIterable { case column, label }

  @Option(help: "What stands above the columns: their names, or their labels from the codebook.")
  var headers: Heading?

  @Option(help: "The language of the labels, and of titles (default: zh).")
  var labels: ColumnLabels.Language?

  func validate() throws {
    guard labels == nil || headers != .column else {
      throw ValidationError("--labels: with --headers column there are no labels.")
    }
  }

  /// The language of the labels that stand above the columns; nil where their names do.
  var language: ColumnLabels.Language? { headers == .label ? labels ?? .zh : labels }

  /// The labels of the columns of `rows`; nil where their names are to stand.
  func columnLabels(of rows: ExportedRows) throws -> ColumnLabels? {
    try language.map { try ColumnLabels(rows.store, table: rows.table, language: $0) }
  }
}

extension OutputEncoding: ExpressibleByArgument {}
extension ColumnLabels.Language: ExpressibleByArgument {}
