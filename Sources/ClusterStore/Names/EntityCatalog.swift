/// What can be listed, shown and found.
public enum EntityCatalog {
  /// Every entity that `list` shows, in the order it names them.
  public static let listings: [Listing] = [
    .cluster, .firm, .zone, .institution, .measure, .industry, .material, .waste, .flow, .offer,
    .want, .link, .firmYear, .cellYear, .observation, .source, .dataset, .indicator, .taxonomy,
    .term, .concept, .person, .clusterSet, .firmMeasure, .statistic, .statement, .contradiction,
    .relation, .system,
  ]

  /// The listing that people call `name`, in the singular or plural; nil where there is none.
  public static func listing(_ name: String) -> Listing? {
    listings.first { $0.plural == name || $0.entity == name.replacing("-", with: "_") }
  }

  /// The tables whose names are indexed; the place of each in this list is part of the index, so a
  /// new one goes to the end.
  static let named = [
    "cluster", "firm", "zone", "institution", "measure", "industry", "material", "concept",
    "person", "cluster_set", "firm_measure", "term", "system", "waste", "indicator", "dataset",
    "source", "taxonomy",
  ]

  /// Whether the rows of `table` have a key of their own.
  public static func hasKey(_ table: String) -> Bool { keyed.contains(table) }

  /// The tables whose rows have a key.
  public static let keyed: Set<String> = Set(named).union([
    "link", "offer", "want", "flow", "statistic", "contradiction", "derived_check", "relation",
    "statement", "saved_query", "size_rule",
  ])
}
