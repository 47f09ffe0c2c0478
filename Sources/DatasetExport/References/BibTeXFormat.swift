public import ClusterModel

/// Documents as BibTeX has them.
///
/// Titles stand in two pairs of braces, so that no style changes their capitals; what TeX would read
/// as a command is escaped. The entry types and fields are those of O. Patashnik, "BibTeXing", 1988,
/// with `url`, `language` and `keywords`, which biblatex and newer styles know.
public struct BibTeXFormat: ReferenceFormat {
  private var keys: Set<String> = []

  /// Makes a format for one file.
  public init() {}

  /// Writes a document as an entry.
  public mutating func write(_ source: Source, into output: inout ByteBuffer) {
    let type = Self.type(of: source)
    output.append("@\(type){\(key(source.key)),\n")
    field("title", "{\(Self.escaped(source.title))}", into: &output)
    let authors = Source.parts(source.authors).map { name in
      let text = Self.escaped(name)
      // A name with "and" in it is one name.
      return name.split(separator: " ").contains("and") ? "{\(text)}" : text
    }
    field("author", authors.joined(separator: " and "), into: &output)
    let holder =
      switch type {
      case "article": "journal"
      case "phdthesis": "school"
      case "techreport": "institution"
      default: "publisher"
      }
    field(holder, Self.escaped(source.publisher ?? ""), into: &output)
    field("year", source.year.map { "\($0)" } ?? "", into: &output)
    field("url", Self.url(source.url ?? ""), into: &output)
    field("language", Self.escaped(source.language ?? ""), into: &output)
    field(
      "keywords", Source.parts(source.keywords).map(Self.escaped).joined(separator: ", "),
      into: &output)
    field("note", Self.escaped(source.note ?? ""), into: &output)
    output.append("}\n\n")
  }

  private func field(_ name: String, _ value: String, into output: inout ByteBuffer) {
    guard !value.isEmpty, value != "{}" else { return }
    output.append("  \(name) = {\(value)},\n")
  }

  /// The entry type; one whose required fields are not known is `misc`, which requires none.
  private static func type(of source: Source) -> String {
    let isComplete = source.publisher != nil && source.authors != nil && source.year != nil
    return switch source.referenceSort {
    case .article where isComplete: "article"
    case .book where isComplete: "book"
    case .thesis where isComplete: "phdthesis"
    case .report where isComplete: "techreport"
    default: "misc"
    }
  }

  /// A key of letters, digits and signs that BibTeX takes, which no entry of the file has yet.
  private mutating func key(_ name: String) -> String {
    let plain = String(
      name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0)) ? $0 : "-" })
    var key = plain.isEmpty ? "document" : plain
    var number = 2
    // BibTeX takes two keys that differ in capitals alone for one.
    while !keys.insert(key.lowercased()).inserted {
      key = "\(plain)-\(number)"
      number += 1
    }
    return key
  }

  /// A text on one line in which TeX sees no command.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in Source.line(text) {
      switch character {
      case "\\": escaped += "\\textbackslash{}"
      case "~": escaped += "\\textasciitilde{}"
      case "^": escaped += "\\textasciicircum{}"
      case "{", "}", "&", "%", "$", "#", "_": escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// An address, which styles print as it is: only what would end the field is changed.
  private static func url(_ text: String) -> String {
    Source.line(text).replacing("{", with: "%7B").replacing("}", with: "%7D")
      .replacing("\\", with: "%5C").replacing(" ", with: "%20")
  }
}
