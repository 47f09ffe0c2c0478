/// A question with the statement that answers it.
public struct SavedQuery: Codable, Hashable, Sendable {
  /// Stable name by which the query is called, unique among saved queries.
  public var key: String
  /// Number of the question in the list of research questions, each number once; nil for a query of
  /// the user's own.
  public var number: Int?
  /// Question that the query answers, in English.
  public var titleEn: String
  /// Question that the query answers, in Chinese; nil where it has not been put into Chinese.
  public var titleZh: String?
  /// JSON array of the named parameters, each with name, type (text, integer or real), default and
  /// description.
  public var parameters: String
  /// One SELECT statement in which :name stands for the parameter of that name.
  public var sql: String

  /// Takes what every row must have; the rest is nil.
  public init(key: String, titleEn: String, parameters: String = "[]", sql: String) {
    self.key = key
    self.titleEn = titleEn
    self.parameters = parameters
    self.sql = sql
  }
}
