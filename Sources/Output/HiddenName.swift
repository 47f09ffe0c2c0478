/// The hidden names that files and folders have which belong to one place: `.NAME.MARK.part`.
///
/// Names of different places may be the same where these differ late in a long name.
struct HiddenName {
  /// What an entry of such a name is.
  enum Role: String {
    /// What is to appear at the place.
    case pending = ".part"
    /// What makes way for it.
    case replaced = ".old"
  }

  /// The folder of the place, with its last slash; empty for the current one.
  let folder: String
  private let stem: String
  private let role: Role

  private static let markLength = 13

  /// The names of entries that belong to `place`.
  init(for place: String, _ role: Role) {
    let parts = place.split(separator: "/", omittingEmptySubsequences: false)
    folder = parts.dropLast().map { "\($0)/" }.joined()
    stem = ".\(Self.beginning(of: parts.last ?? ""))."
    self.role = role
  }

  /// As many characters of a name as leave room for the rest: a name has at most 255 bytes.
  private static func beginning(of name: Substring) -> Substring {
    var kept = name.prefix(40)
    while kept.utf8.count > 160 { kept.removeLast() }
    return kept
  }

  /// The folder of the place as a path.
  var folderPath: String { folder.isEmpty ? "." : folder }

  /// A path that nobody can foresee.
  func random() -> String {
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    let padding = String(repeating: "0", count: Self.markLength - mark.count)
    return "\(folder)\(stem)\(padding)\(mark)\(role.rawValue)"
  }

  /// Whether `name` is one of these names.
  func matches(_ name: String) -> Bool {
    guard name.hasPrefix(stem), name.hasSuffix(role.rawValue) else { return false }
    let mark = name.utf8.dropFirst(stem.utf8.count).dropLast(role.rawValue.utf8.count)
    return mark.count == Self.markLength
      && mark.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
  }
}
