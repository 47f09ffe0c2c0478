/// The encodings that a file of text can come in.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case gb18030
  case big5
  /// Of the byte order that its mark says.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case latin1 = "latin-1"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1255 = "windows-1255"
  case windows1256 = "windows-1256"
  case windows1257 = "windows-1257"
  case windows1258 = "windows-1258"

  /// The encoding that people call `name`; case, hyphens, underscores and spaces do not count.
  public init?(name: String) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    if let encoding = Self.aliases[plain] {
      self = encoding
    } else if let encoding = Self.allCases.first(where: {
      $0.rawValue.filter { $0 != "-" } == plain
    }) {
      self = encoding
    } else {
      return nil
    }
  }

  /// Every name that an option takes.
  public static var names: [String] { allCases.map(\.rawValue) }

  private static let aliases: [String: TextEncoding] = {
    var aliases: [String: TextEncoding] = [
      "gbk": .gb18030, "gb2312": .gb18030, "cp936": .gb18030, "windows936": .gb18030,
      "ms936": .gb18030, "euccn": .gb18030, "cp950": .big5, "windows950": .big5,
      "iso88591": .latin1, "ascii": .utf8, "usascii": .utf8, "utf8sig": .utf8,
      "ucs2": .utf16,
    ]
    for page in 1250...1258 { aliases["cp\(page)"] = TextEncoding(rawValue: "windows-\(page)") }
    return aliases
  }()

  /// What iconv calls it; nil where no table is needed.
  var iconvName: String? {
    switch self {
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian: nil
    case .gb18030: "GB18030"
    case .big5: "BIG5"
    case .latin1: "ISO-8859-1"
    default: "CP" + rawValue.suffix(4)
    }
  }
}
