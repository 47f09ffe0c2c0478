import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export bibtex` and `agglom export ris`: the documents as references.
///
/// - Output: the references; how many there were goes to standard error where a file is named.
/// - Exit status: 0; 73 where the file is there already or cannot be made; 74 where writing fails,
///   and no part of the file is left.
struct ExportReferences<Kind: ReferenceKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Kind.name, abstract: Kind.abstract,
      discussion: "All documents of table source, by their keys. The text is UTF-8.")
  }

  @OptionGroup var target: ExportTarget

  func run() throws {
    let sources = try SourceRepository(target.store.open()).all().map(\.value)
    try target.write(total: { sources.count }) { sink, _ in
      var format = Kind.Format()
      for source in sources {
        format.write(source, into: &sink.buffer)
        try sink.drain()
      }
    }
    target.report("\(sources.count) \(sources.count == 1 ? "document" : "documents").")
  }
}

/// A format of references as a command.
protocol ReferenceKind {
  /// The format.
  associatedtype Format: ReferenceFormat
  /// The command's name.
  static var name: String { get }
  /// What it writes, in a line.
  static var abstract: String { get }
}

/// References for TeX.
enum BibTeXKind: ReferenceKind {
  typealias Format = BibTeXFormat
  static let name = "bibtex"
  static let abstract = "The documents as references for BibTeX."
}

/// References for programs that manage them.
enum RISKind: ReferenceKind {
  typealias Format = RISFormat
  static let name = "ris"
  static let abstract = "The documents as references for Zotero, EndNote and others (RIS)."
}
