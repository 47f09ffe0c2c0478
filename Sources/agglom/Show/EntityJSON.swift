import ClusterStore
import DatasetExport

/// A row with everything tied to it, as one JSON object.
struct EntityJSON {
  /// The row.
  let detail: EntityDetail

  /// The object, and a line feed.
  var text: String {
    let members = [
      ("table", Self.string(detail.table)), ("key", Self.string(detail.key)),
      ("name", Self.string(detail.name)), ("origin", Self.string(detail.origin)),
      ("facts", Self.list(detail.facts.map(Self.fact))),
      ("sections", Self.list(detail.sections.map(Self.section))),
    ]
    return Self.object(members) + "\n"
  }

  private static func section(_ section: EntityDetail.Section) -> String {
    object([
      ("table", string(section.table)), ("title_en", string(section.title.en)),
      ("title_zh", string(section.title.zh)), ("column", string(section.via)),
      ("count", "\(section.count)"), ("rows", list(section.rows.map(row))),
    ])
  }

  private static func row(_ row: EntityDetail.Line) -> String {
    object([
      ("key", string(row.key)), ("name", string(row.name)), ("facts", list(row.facts.map(fact))),
      ("source", string(row.source)), ("locator", string(row.locator)),
      ("origin", string(row.origin)),
    ])
  }

  private static func fact(_ fact: EntityDetail.Fact) -> String {
    object([
      ("column", string(fact.column)), ("label_en", string(fact.labelEn)),
      ("label_zh", string(fact.labelZh)),
      ("value", fact.isNumber ? fact.text : string(fact.text)), ("name", string(fact.name)),
      ("unit", string(fact.unit)),
    ])
  }

  /// An object of the members that have a value.
  private static func object(_ members: [(String, String?)]) -> String {
    "{"
      + members.compactMap { name, value in value.map { "\"\(name)\": \($0)" } }
      .joined(separator: ", ") + "}"
  }

  private static func list(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ", ") + "]"
  }

  private static func string(_ text: String?) -> String? { text.map(JSONText.quoted) }
}
