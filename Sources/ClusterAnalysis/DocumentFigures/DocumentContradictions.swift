import ClusterModel
public import ClusterStore
import SQLite

/// Where documents agree, disagree or strain against each other, with the figures of both sides.
public struct DocumentContradictions: Sendable {
  /// One comparison of two documents, or of one with itself.
  public struct Row: Hashable, Sendable {
    /// The key of the comparison.
    public let key: String
    /// How the editors call it: `agreement`, `disagreement`, `tension`.
    public let relation: String
    /// What is compared.
    public let subject: String
    /// The first document's key, what it says, and its figures.
    public let first: Side
    /// The second likewise; of the same document where that disagrees with itself, nil where the
    /// first stands alone.
    public let second: Side?
    /// What the figures of both show, recomputed: `63 = 63 percent; total 120, 49`; nil where there
    /// are none to compare.
    public let comparison: String?
    /// Whether the figures are ``Figures/equal``, ``Figures/overlapping`` or ``Figures/apart``.
    public let figures: Figures?
    /// What the editors make of it; nil where nothing is to be said.
    public let assessment: String?
  }

  /// What one document says.
  public struct Side: Hashable, Sendable {
    /// The document's key; nil where it is the first's.
    public let source: String?
    /// Its statement, in short; nil where none is given.
    public let statement: String?
    /// Its figures that stand in the comparison, such as `63 percent`.
    public let figures: [String]

    /// Whether nothing is said.
    var isEmpty: Bool { source == nil && statement == nil }
  }

  /// How figures stand to each other.
  public enum Figures: String, Hashable, Sendable {
    /// They are the same.
    case equal
    /// They are not, but can both be true.
    case overlapping
    /// They cannot both be true of the same thing.
    case apart
  }

  /// The comparisons, by key.
  public let rows: [Row]

  /// Reads them from `store`.
  ///
  /// - Throws: As ``DocumentFigures/init(_:)``.
  public init(_ store: Store) throws {
    let evidence = try DocumentEvidence(store)
    let totals = ClusterTotals(evidence)
    rows = evidence.contradictions.map { Self.row($0, evidence, totals) }
  }

  private static func row(
    _ contradiction: Contradiction, _ evidence: DocumentEvidence, _ totals: ClusterTotals
  ) -> Row {
    let figures = evidence.figures.filter { figure in
      figure.contradictions.contains { $0.key == contradiction.key }
    }
    func side(_ source: Identifier<Source>?, _ statement: String?) -> (Side, FigureComparison.Side)
    {
      let key = source.flatMap { evidence.sourceKeys[$0] }
      let own = figures.filter { key != nil && $0.source == key }
      let texts = own.compactMap { figure -> String? in
        let printed = PrintedFigure(figure.statistic)
        guard let text = printed?.text ?? figure.statistic.valueText else { return nil }
        return [text, printed?.unit].compactMap { $0 }.joined(separator: " ")
      }
      let wholes = own.compactMap { totals.whole(of: $0, evidence)?.value }
      return (
        Side(source: key, statement: statement, figures: texts),
        FigureComparison.Side(figures: own.map { $0.statistic }, total: wholes.first)
      )
    }
    let (first, ours) = side(contradiction.sourceAID, contradiction.statementA)
    let (second, theirs) = side(contradiction.sourceBID, contradiction.statementB)
    let comparison = FigureComparison(ours, theirs)
    return Row(
      key: contradiction.key, relation: contradiction.relation, subject: contradiction.subject,
      first: first, second: second.isEmpty ? nil : second, comparison: comparison?.text,
      figures: comparison?.figures, assessment: contradiction.assessment)
  }

  /// The rows in short, for people: without the statements.
  public var overview: ResultRows {
    ResultRows(
      columns: ["key", "relation", "documents", "subject", "figures", "comparison", "assessment"],
      rows: rows.map { row in
        [
          .text(row.key), .text(row.relation),
          Self.list([row.first.source, row.second?.source].compactMap { $0 }),
          .text(row.subject), Value(row.figures?.rawValue), Value(row.comparison),
          Value(row.assessment),
        ]
      })
  }

  /// The rows with all that is known of them.
  public var result: ResultRows {
    ResultRows(
      columns: [
        "key", "relation", "subject", "source_a", "source_b", "figures_a", "figures_b", "figures",
        "comparison", "statement_a", "statement_b", "assessment",
      ],
      rows: rows.map { row in
        [
          .text(row.key), .text(row.relation), .text(row.subject), Value(row.first.source),
          Value(row.second?.source), Self.list(row.first.figures),
          Self.list(row.second?.figures ?? []), Value(row.figures?.rawValue),
          Value(row.comparison), Value(row.first.statement), Value(row.second?.statement),
          Value(row.assessment),
        ]
      })
  }

  private static func list(_ texts: [String]) -> Value {
    texts.isEmpty ? .null : .text(texts.joined(separator: "; "))
  }
}
