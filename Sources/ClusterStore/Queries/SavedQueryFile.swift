import SQLite

/// A question with its SQL, as a file of `seeds/queries/` holds it.
///
///     -- title: Which clusters are of one size, and where are they?
///     -- title_zh: 哪些集群属于某一规模？
///     -- parameter: size_band text 'over-10bn-rmb' The size band asked for.
///     SELECT ...
public struct SavedQueryFile: Hashable, Sendable {
  /// What the query is called on the command line.
  public let key: String
  /// Its number; nil for one without.
  public let number: Int?
  /// The question in English.
  public let title: String
  /// The question in Chinese.
  public let titleZh: String?
  /// What can be asked for.
  public let parameters: [Parameter]
  /// The statement.
  public let sql: String

  /// Something that a query can be asked for.
  public struct Parameter: Hashable, Sendable, Codable {
    /// The name in the SQL, without its colon.
    public let name: String
    /// `text`, `integer` or `real`.
    public let type: String
    /// What is taken where nothing is said, as text; nil for NULL.
    public let defaultValue: String?
    /// What it means.
    public let description: String

    enum CodingKeys: String, CodingKey {
      case name, type
      case defaultValue = "default"
      case description
    }
  }

  /// Reads a file called `NN-key`.
  init(name: String, text: String) {
    let parts = name.split(separator: "-", maxSplits: 1)
    number = parts.count == 2 ? Int(parts[0]) : nil
    key = number == nil ? name : String(parts[1])
    var (title, titleZh) = ("", String?.none)
    var parameters: [Parameter] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first, line.hasPrefix("--") {
      let words = line.dropFirst(2).split(separator: ":", maxSplits: 1)
      let value = words.count == 2 ? String(words[1].drop { $0 == " " }) : ""
      switch words.first.map({ $0.filter { $0 != " " } }) {
      case "title": title = value
      case "title_zh": titleZh = value
      case "parameter": parameters.append(Parameter(declaration: value))
      default: break
      }
      lines = lines.dropFirst()
    }
    (self.title, self.titleZh, self.parameters) = (title, titleZh, parameters)
    sql = lines.joined(separator: "\n")
  }

  /// Every query that the program carries, by number.
  public static let all: [SavedQueryFile] = EmbeddedText.queries.map {
    SavedQueryFile(name: $0.name, text: $0.text)
  }

  /// Writes every query into table `saved_query`; returns how many there are.
  public static func insertAll(_ store: Store) throws -> Int {
    for query in all {
      let parameters = query.parameters.map { parameter in
        """
        {"name": \(json(parameter.name)), "type": \(json(parameter.type)), \
        "default": \(parameter.defaultValue.map(json) ?? "null"), \
        "description": \(json(parameter.description))}
        """
      }
      try store.connection.run(
        """
        INSERT INTO saved_query (key, number, title_en, title_zh, parameters, sql)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """,
        [
          .text(query.key), Value(query.number), .text(query.title), Value(query.titleZh),
          .text("[" + parameters.joined(separator: ", ") + "]"), .text(query.sql),
        ])
    }
    return all.count
  }

  private static func json(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

extension SavedQueryFile.Parameter {
  /// Reads `NAME TYPE DEFAULT DESCRIPTION`; the default is an SQL literal.
  init(declaration: String) {
    let words = declaration.split(separator: " ", maxSplits: 2).map(String.init)
    name = words.first ?? ""
    type = words.count > 1 ? words[1] : "text"
    var rest = (words.count > 2 ? words[2] : "")[...]
    if rest.first == "'" {
      var text = ""
      rest = rest.dropFirst()
      while let character = rest.first {
        rest = rest.dropFirst()
        if character == "'" {
          guard rest.first == "'" else { break }
          rest = rest.dropFirst()
        }
        text.append(character)
      }
      defaultValue = text
    } else {
      let literal = rest.prefix { $0 != " " }
      rest = rest.dropFirst(literal.count)
      defaultValue = literal.lowercased() == "null" ? nil : String(literal)
    }
    description = String(rest.drop { $0 == " " })
  }
}
