/// The curated dataset that the program carries: the files of `seeds/`, one per table.
public enum Seed {
  /// The CSV text of each table.
  public static let tables: [String: String] = Dictionary(
    EmbeddedText.seeds.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
}
