public import ClusterModel

/// Documents as reference managers exchange them.
///
/// The tags are those of "RIS Format Specifications", Research Information Systems, 2011. Lines end
/// with carriage return and line feed.
public struct RISFormat: ReferenceFormat {
  /// Makes a format for one file.
  public init() {}

  /// Writes a document as a record.
  public mutating func write(_ source: Source, into output: inout ByteBuffer) {
    let sort = source.referenceSort
    let type =
      switch sort {
      case .article: "JOUR"
      case .book: "BOOK"
      case .thesis: "THES"
      case .report: "RPRT"
      case .webPage: "ELEC"
      case .other: "GEN"
      }
    tag("TY", type, into: &output)
    tag("ID", source.key, into: &output)
    tag("TI", source.title, into: &output)
    tag("TT", source.titleTranslationRef, into: &output)
    for author in Source.parts(source.authors) { tag("AU", author, into: &output) }
    tag(sort == .article ? "JO" : "PB", source.publisher, into: &output)
    tag("PY", source.year.map { "\($0)" }, into: &output)
    tag("UR", source.url, into: &output)
    tag("LA", source.language, into: &output)
    for keyword in Source.parts(source.keywords) { tag("KW", keyword, into: &output) }
    tag("N1", source.note, into: &output)
    output.append("ER  - \r\n\r\n")
  }

  private func tag(_ name: String, _ value: String?, into output: inout ByteBuffer) {
    guard let value = value.map(Source.line), !value.isEmpty else { return }
    output.append("\(name)  - \(value)\r\n")
  }
}
