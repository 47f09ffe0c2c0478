import ClusterModel
public import ClusterStore
import SQLite

/// The figures that the documents print, each recomputed from other rows of the database.
///
/// Every figure of table `statistic` by the first rule that speaks of it (``StoredListCount``,
/// ``ShareOfTotal``, ``CountFromTotal``, ``AverageWithinBands``, ``YuanConversion``), the totals of
/// sets and the unions of areas that the documents imply, and the arithmetic of `derived_check`.
public struct DocumentFigures: Sendable {
  /// One row a figure: those of documents by document and key, then implied totals, then checks.
  public let rows: [DocumentFigure]

  /// Reads and recomputes everything in `store`.
  ///
  /// - Throws: ``DocumentFigureError/noDocuments(path:)``, or what reading throws. A row that is
  ///   wrong throws nothing: its verdict is ``FigureVerdict/failed``.
  public init(_ store: Store) throws {
    let evidence = try DocumentEvidence(store)
    let totals = ClusterTotals(evidence)
    let statistics = StatisticRecomputation(evidence, totals)
    let checks = CheckRecomputation(evidence)
    rows =
      evidence.figures.map { statistics.figure(of: $0) }
      + totals.all.map { Self.total($0, evidence) } + Self.unions(evidence)
      + evidence.checks.map { checks.figure(of: $0) }
  }

  /// The row of the total of a set: its sum beside what a share implies, or that alone.
  private static func total(_ total: ClusterTotal, _ evidence: DocumentEvidence) -> DocumentFigure {
    var row = DocumentFigure(
      key: total.set, sources: total.source.map { [$0] } ?? [],
      subject: "total of \(evidence.sets[total.set]?.name ?? total.set)", printed: nil,
      unit: total.figures.first?.statistic.unit)
    row.contradictions = DocumentFigure.contradictions(of: total.figures, evidence)
    guard let value = total.value else { return row }
    row.imply(value)
    let implied = total.pairs.map { "\($0.text) implies \($0.whole.text)" }
      .joined(separator: "; ")
    guard let sum = total.sum else {
      row.formula = total.pairs.first?.text
      row.note = implied
      return row
    }
    row.formula = total.parts.map { DecimalDigits.text($0.statistic.value ?? 0) }
      .joined(separator: " + ")
    if let pair = total.pairs.first(where: { !$0.whole.overlaps(Interval(sum)) }) {
      row.verdict = .differs
      row.note = "\(pair.text) implies \(pair.whole.text)"
    } else if !total.pairs.isEmpty {
      row.verdict = .agrees
      row.note = implied
    }
    return row
  }

  /// The rows of the places that the areas of a zone cover together.
  private static func unions(_ evidence: DocumentEvidence) -> [DocumentFigure] {
    evidence.figures.filter { $0.countsAreas }.compactMap { figure in
      let areas = Areas(evidence, of: figure.statistic.subjectKey, in: figure.source)
      guard areas.all.count > 1 else { return nil }
      var row = DocumentFigure(
        key: figure.statistic.subjectKey, sources: figure.source.map { [$0] } ?? [],
        subject: "places in the \(areas.all.count) areas of \(figure.statistic.subjectKey)",
        printed: nil, unit: "places")
      row.imply(Interval(Double(areas.union)))
      row.formula = areas.all.map { "\($0.members.count)" }.joined(separator: " + ")
      row.note = areas.keys.joined(separator: ", ")
      if !areas.repeated.isEmpty {
        row.formula? += " - \(areas.repeated.count)"
        row.note? += "; in several: \(areas.repeated.joined(separator: ", "))"
      }
      return row
    }
  }

  /// How many rows there are of each verdict, in the order of ``FigureVerdict``.
  public var summary: String {
    FigureVerdict.allCases.compactMap { verdict in
      let count = rows.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(verdict.rawValue) \(count)"
    }.joined(separator: ", ")
  }

  /// What the columns mean.
  public static let convention = """
    recomputed: from other rows, to two digits more than printed; difference: recomputed less \
    printed; agrees: recomputed rounds to the printed digits; compatible: a range holds it, or a \
    count or total was chosen to fit it; untraced: the arithmetic holds a number that none of its \
    inputs has
    """

  /// Rows whose rows are wrong, each as a message for people.
  public var failures: [String] {
    rows.filter { $0.verdict == .failed }.map { "\($0.key): \($0.note ?? "")." }
  }

  /// The rows in short, for people: units beside what is printed, and how or why not in one column.
  ///
  /// - Parameter all: Whether those are told too for which there is nothing to recompute from.
  /// - Returns: A row for each.
  public func overview(all: Bool = false) -> ResultRows {
    ResultRows(
      columns: [
        "key", "subject", "printed", "recomputed", "difference", "verdict", "how", "compared_in",
      ],
      rows: shown(all).map { row in
        let unit = row.unit == "percent" ? "%" : row.unit
        let printed = row.printed.map { [$0, unit].compactMap { $0 }.joined(separator: " ") }
        return [
          .text(row.key), .text(row.subject), Value(printed), Self.value(row.recomputed),
          Value(row.difference), .text(row.verdict.rawValue), Value(row.formula ?? row.note),
          Self.list(row.contradictions.map { String($0.prefix { $0 != " " }) }),
        ]
      })
  }

  /// The rows with all that is known of them.
  ///
  /// - Parameter all: Whether those are told too for which there is nothing to recompute from.
  /// - Returns: A row for each.
  public func result(all: Bool = false) -> ResultRows {
    ResultRows(
      columns: [
        "key", "source", "subject", "printed", "unit", "recomputed", "difference", "verdict",
        "formula", "contradiction", "note",
      ],
      rows: shown(all).map { row in
        [
          .text(row.key), Self.list(row.sources), .text(row.subject), Value(row.printed),
          Value(row.unit), Self.value(row.recomputed), Value(row.difference),
          .text(row.verdict.rawValue), Value(row.formula), Self.list(row.contradictions),
          Value(row.note),
        ]
      })
  }

  private func shown(_ all: Bool) -> [DocumentFigure] {
    rows.filter { all || $0.verdict != .nothing }
  }

  private static func value(_ outcome: DocumentFigure.Outcome?) -> Value {
    switch outcome {
    case .number(let number)?: .real(number)
    case .range(let text)?: .text(text)
    case nil: .null
    }
  }

  private static func list(_ texts: [String]) -> Value {
    texts.isEmpty ? .null : .text(texts.joined(separator: ", "))
  }
}
