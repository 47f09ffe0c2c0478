import ClusterModel
import ClusterStore

/// Counts the stored rows of the list that a document says has so many entries.
///
/// A taxonomy's terms, or those below the one term that the words of the document name; a set's
/// clusters; the areas of a zone; for what is counted of anything else, the terms of the only
/// taxonomy of the document that is called after it (`3 fields` by `liaoning-field`).
struct StoredListCount: RecomputationRule {
  private let evidence: DocumentEvidence

  init(_ evidence: DocumentEvidence) { self.evidence = evidence }

  func recompute(
    _ figure: DocumentEvidence.Figure
  ) throws(RecomputationError) -> Recomputation? {
    guard figure.isCount, let list = list(of: figure), !list.entries.isEmpty else { return nil }
    return Recomputation(
      value: Interval(Double(list.entries.count)), formula: list.counted,
      note: "\(list.name): \(list.entries.joined(separator: ", "))")
  }

  /// Rows that a document enumerates.
  private struct List {
    /// The key of what has the list.
    let name: String
    /// What is counted, and in which table.
    let counted: String
    /// The keys of the entries.
    let entries: [String]
  }

  private func list(of figure: DocumentEvidence.Figure) -> List? {
    let subject = figure.statistic.subjectKey
    switch figure.statistic.subjectType {
    case .clusterSet:
      return evidence.sets[subject].map {
        List(name: subject, counted: "rows of cluster_set_member", entries: $0.members)
      }
    case .taxonomy:
      return terms(of: subject, named: figure)
    case .zone where figure.countsAreas:
      return List(
        name: subject, counted: "areas of zone_member",
        entries: Areas(evidence, of: subject, in: figure.source).keys)
    default:
      return taxonomy(calledAfter: figure).flatMap { terms(of: $0, named: figure) }
    }
  }

  private func terms(of taxonomy: String, named figure: DocumentEvidence.Figure) -> List {
    let terms = evidence.terms.filter { $0.taxonomy == taxonomy }
    let headings = Set(terms.compactMap { $0.parent })
    let words = figure.statistic.wording ?? figure.statistic.locator ?? ""
    let named = terms.filter { term in
      headings.contains(term.key) && term.names.contains { words.contains($0) }
    }
    // Words that name several headings speak of the headings.
    let heading = named.count == 1 ? named.first?.key : nil
    let entries = terms.filter { $0.parent == heading }.map { term in
      String(term.key.split(separator: "/").last ?? "")
    }
    return List(name: heading ?? taxonomy, counted: "rows of term", entries: entries)
  }

  /// The key of the only taxonomy of the figure's document whose last word is the thing counted.
  private func taxonomy(calledAfter figure: DocumentEvidence.Figure) -> String? {
    guard let unit = figure.statistic.unit, unit.hasSuffix("s") else { return nil }
    let ending = "-" + unit.dropLast()
    let keys = Set(
      evidence.terms.filter { $0.source == figure.source && $0.taxonomy.hasSuffix(ending) }
        .map { $0.taxonomy })
    return keys.count == 1 ? keys.first : nil
  }
}
