public import ClusterStore
import SQLite
import Statistics

/// The catalogue of indices as it is printed.
public enum IndexListing {
  /// Every index, a row each.
  public static func all() -> ResultRows {
    ResultRows(
      columns: ["index", "family", "title", "formula", "range", "unit", "convention", "source"],
      rows: IndexCatalog.Family.allCases.flatMap { family in
        family.indices.map { index in
          let one = index.definition
          return [
            one.name, family.rawValue, one.title, one.formula, one.range, one.unit, one.convention,
            one.source,
          ].map(Value.text)
        }
      })
  }

  /// What names an index to people.
  public struct Entry: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its title.
    public let title: String
    /// Its formula.
    public let formula: String
  }

  /// The families, each with its indices.
  public static func families() -> [(family: String, indices: [Entry])] {
    IndexCatalog.Family.allCases.map { family in
      let indices = family.indices.map { $0.definition }
      return (
        family.rawValue,
        indices.map { Entry(name: $0.name, title: $0.title, formula: $0.formula) }
      )
    }
  }

  /// All there is to know of an index, a row a property.
  ///
  /// - Throws: ``AnalysisError/noIndex(_:nearest:)``.
  public static func explanation(of name: String) throws(AnalysisError) -> ResultRows {
    ResultRows(
      columns: ["property", "value"],
      rows: try properties(of: name).map { [.text($0.name), .text($0.value)] })
  }

  /// The properties of an index.
  ///
  /// - Throws: ``AnalysisError/noIndex(_:nearest:)``.
  public static func properties(
    of name: String
  ) throws(AnalysisError) -> [(name: String, value: String)] {
    let all = IndexCatalog.all
    let wanted = name.replacing("_", with: "-").lowercased()
    guard let one = all.first(where: { $0.name == wanted }) else {
      throw .noIndex(name, nearest: NearestNames.of(wanted, in: all.lazy.map(\.name), limit: 3))
    }
    var rows: [(name: String, value: String)] = [
      ("index", one.name), ("title", one.title), ("formula", one.formula), ("range", one.range),
      ("unit", one.unit), ("convention", one.convention), ("source", one.source),
      ("columns", one.measures.joined(separator: ", ")),
    ]
    for parameter in one.parameters {
      rows.append(
        (
          "--set \(parameter.name)=",
          "\(parameter.meaning): \(parameter.range) (default: \(parameter.usual))"
        ))
    }
    for peer in one.peers {
      rows.append(
        (
          "--like \(peer.peer.rawValue)",
          peer.departure.map { "\(peer.function): \($0)" } ?? peer.function
        ))
    }
    for peer in one.agrees { rows.append(("agrees", peer)) }
    for peer in one.differs { rows.append(("differs", peer)) }
    return rows
  }
}
