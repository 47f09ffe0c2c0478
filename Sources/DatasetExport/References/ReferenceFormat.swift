public import ClusterModel

/// Writes documents as references, each by itself.
public protocol ReferenceFormat {
  /// Makes a format for one file.
  init()

  /// Writes a document.
  mutating func write(_ source: Source, into output: inout ByteBuffer)
}

extension Source {
  /// The sorts of reference that formats tell apart.
  enum ReferenceSort {
    case article, book, thesis, report, webPage, other
  }

  /// The sort that the document's kind, as it was classified on entry, speaks of.
  var referenceSort: ReferenceSort {
    let words: [(String, ReferenceSort)] = [
      ("article", .article), ("journal", .article), ("yearbook", .book), ("book", .book),
      ("thesis", .thesis), ("report", .report), ("web", .webPage),
    ]
    return words.first { kind.lowercased().contains($0.0) }?.1 ?? .other
  }

  /// The parts of a text that semicolons separate, each on one line.
  static func parts(_ text: String?) -> [String] {
    (text ?? "").split { $0 == ";" || $0 == "；" }.map { line(String($0)) }.filter { !$0.isEmpty }
  }

  /// A text on one line, without spaces around it.
  static func line(_ text: String) -> String {
    text.split { $0.isWhitespace || $0.isNewline || $0 == "\0" }.joined(separator: " ")
  }
}
