/// An analysis view of the schema in SQL that engines other than SQLite read too.
///
/// It has the same name, columns and rows as the view of the migrations. Names that some engine
/// reserves stand in double quotes, `1e0` makes a floating-point number of a product, and
/// `CAST(... AS bigint)` a whole number of a sum; a dialect puts its own for these three.
public struct PortableView: Hashable, Sendable {
  /// The view's name.
  public let name: String
  /// The query that it stands for.
  public let query: String

  /// The tables and views that it reads.
  public var mentioned: Set<String> {
    let tokens = SQLToken.tokens(of: query)
    var (read, own) = (Set<String>(), Set<String>())
    for (index, token) in tokens.enumerated() {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      if token.isWord("FROM") || token.isWord("JOIN"), next?.kind == .word {
        read.insert(next?.text ?? "")
      }
      // What a WITH names comes before AS and a parenthesis, its columns between or not.
      let isNamed =
        index == 0 || tokens[index - 1].isSymbol(",") || tokens[index - 1].isWord("WITH")
        || tokens[index - 1].isWord("RECURSIVE")
      if token.kind == .word, isNamed, next?.isWord("AS") ?? false || next?.isSymbol("(") ?? false {
        own.insert(token.text)
      }
    }
    return read.subtracting(own)
  }

  /// Every view, each after those it reads.
  public static let all: [PortableView] = {
    var left = EmbeddedText.views.map { PortableView(name: $0.name, query: body($0.text)) }
    var sorted: [PortableView] = []
    while !left.isEmpty {
      let waiting = Set(left.map(\.name))
      let next = left.filter { $0.mentioned.subtracting([$0.name]).isDisjoint(with: waiting) }
      let chosen = next.isEmpty ? left : next
      sorted += chosen
      left.removeAll { chosen.contains($0) }
    }
    return sorted
  }()

  /// The text without the comment that it begins with.
  private static func body(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.first?.hasPrefix("--") ?? false { lines.removeFirst() }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
