public import Statistics

/// Why an index cannot be computed from what is stored.
public enum AnalysisError: Error, Hashable, Sendable {
  /// There is no index of that name.
  case noIndex(String, nearest: [String])
  /// No zone, industry or level of that name takes part in the survey.
  case noUnit(kind: String, asked: String, levels: [String], nearest: [String])
  /// Units lie in one another, so that sums would count some twice.
  case nested(kind: String, inner: String, outer: String, count: Int, levels: [String])
  /// Industries that are reached by a crosswalk lie in one another.
  case nestedTargets(scheme: String, inner: String, outer: String, count: Int, levels: [String])
  /// No link leads to that classification.
  case noCrosswalk(to: String, known: [String])
  /// Industries lead to several of another classification, and nothing says in which parts.
  case undivided(scheme: String, source: String, targets: [String], count: Int, isByFirm: Bool)
  /// The dataset has no rows of that year.
  case noYear(Int, there: [Int])
  /// The index takes something that was not given or is not stored.
  case lacking(index: String, what: String)
  /// The index does not offer what was asked for.
  case notOffered(index: String, what: String)
  /// Nothing is left of the survey after the selection.
  case nothingLeft(String)
  /// The base names nothing that is there.
  case noBase(String)
  /// The statistic refuses the table.
  case refused(index: String, StatisticError)
}

extension AnalysisError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noIndex(let name, let nearest):
      "there is no index '\(name)'."
        + (nearest.isEmpty ? "" : " Did you mean '\(nearest.joined(separator: "' or '"))'?")
        + " 'agglom stats' lists all."
    case .noUnit(let kind, let asked, let levels, let nearest):
      "'\(asked)' is no level or key of \(kind == "zone" ? "zones" : "industries") in the survey."
        + (nearest.isEmpty ? "" : " Did you mean '\(nearest.joined(separator: "' or '"))'?")
        + (levels.isEmpty ? "" : " Levels are: \(levels.joined(separator: ", ")).")
    case .nested(let kind, let inner, let outer, let count, let levels):
      "\(kind) '\(inner)' lies in '\(outer)', and both are in the table"
        + (count > 1 ? ", as are \(count - 1) others in theirs" : "")
        + ": sums would count them twice. Choose one level with "
        + (kind == "zone" ? "--zones" : "--industries")
        + (levels.isEmpty ? "." : ": \(levels.joined(separator: ", ")).")
    case .nestedTargets(let scheme, let inner, let outer, let count, let levels):
      "industry '\(inner)' lies in '\(outer)', and links lead to both"
        + (count > 1 ? ", as they do to \(count - 1) others and theirs" : "")
        + ": sums would count them twice. Choose one level with --to \(scheme):LEVEL: "
        + "\(levels.joined(separator: ", "))."
    case .noCrosswalk(let scheme, let known):
      "no links of industries lead to '\(scheme)'."
        + (known.isEmpty ? "" : " They lead to: \(known.joined(separator: ", ")).")
    case .undivided(let scheme, let source, let targets, let count, let isByFirm):
      "'\(source)' leads to "
        + (targets.count > 1
          ? targets.prefix(5).joined(separator: ", ")
            + (targets.count > 5 ? " and \(targets.count - 5) more" : "")
          : "\(targets.joined()) in part only")
        + " without weights" + (count > 1 ? ", as do \(count - 1) others likewise" : "")
        + (isByFirm
          ? ": a firm goes to one industry. Sum to a level with --to \(scheme):LEVEL, or leave such "
            + "industries out with --industries."
          : ": sum to a level with --to \(scheme):LEVEL, or choose --divide equal or size.")
    case .noYear(let year, let there):
      "the dataset has no rows of \(year); it has \(there.map(String.init).joined(separator: ", "))."
    case .lacking(let index, let what): "\(index) takes \(what)."
    case .notOffered(let index, let what): "\(index): \(what)."
    case .nothingLeft(let reason): reason
    case .noBase(let base):
      "--base '\(base)' is neither all, an industry's key, a zone's key nor group:LEVEL."
    case .refused(let index, let error): "\(index): \(error)."
    }
  }
}
