/// The texts of a column that stand for no value or for a value that is withheld.
///
/// Wide and narrow forms are the same: `－` is `-` and `（D）` is `(D)`. No marker is known by itself,
/// since yearbooks use `…` and `-` both for "unknown" and for "less than half of the last digit".
struct CellMarkers: Hashable, Sendable {
  /// What a marker stands for.
  enum Meaning: Hashable, Sendable {
    case missing
    case suppressed
  }

  private let meanings: [String: Meaning]

  /// Knows `missing` and `suppressed`; a text in both is suppressed.
  init(missing: [String], suppressed: [String]) {
    var meanings: [String: Meaning] = [:]
    for text in missing { meanings[Self.folded(text)] = .missing }
    for text in suppressed { meanings[Self.folded(text)] = .suppressed }
    self.meanings = meanings
  }

  /// What a cell's text stands for; nil for a value.
  func meaning(of text: String) -> Meaning? { meanings[Self.folded(text)] }

  /// What to say of a refused cell that looks like a marker; nil for one that does not.
  static func hint(for text: String) -> String? {
    guard usual.contains(folded(text)) else { return nil }
    return "'\(WidthFolding.trimmed(text))' looks like a mark for a value that is missing or "
      + "withheld: name it in \"missing\" or \"suppressed\" of the mapping"
  }

  private static func folded(_ text: String) -> String {
    var folded = WidthFolding.folded(WidthFolding.trimmed(text)).uppercased()
    for (long, short) in [
      ("——", "-"), ("—", "-"), ("–", "-"), ("−", "-"), ("……", "…"), ("...", "…"),
    ]
    where folded == long { folded = short }
    return folded
  }

  private static let usual: Set<String> = [
    "N/A", "NA", "#N/A", "NAN", "NULL", "NONE", "NIL", "-", "--", "…", "..", "/", "\\", "X", "*",
    ".",
    "?", "(D)", "D", "(S)", "S", "(X)", "(NA)", "C", ":", "无", "缺", "缺失", "不详", "未知", "保密",
  ]
}
