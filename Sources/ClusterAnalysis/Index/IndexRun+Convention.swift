import ClusterStore
import Statistics

extension IndexRun {
  /// The choices that tell a value from another of the same index, in a few words.
  func shortConvention(_ survey: Survey) -> String {
    var parts: [String] = []
    if usesBase { parts.append(survey.base.words(survey.zones, survey.industries)) }
    let written = (peer?.parameters ?? [:]).merging(request.settings) { _, given in given }
    for parameter in definition.parameters {
      parts.append("\(parameter.name) \(written[parameter.name] ?? parameter.usual)")
    }
    if let groups = request.groups { parts.append("groups \(groups)") }
    if request.suppressed != .refuse { parts.append("suppressed \(request.suppressed.rawValue)") }
    if request.missing != .refuse { parts.append("missing \(request.missing.rawValue)") }
    if request.absent == .zero { parts.append("absent zero") }
    if let peer { parts.append("like \(peer.peer.rawValue) \(peer.function)") }
    return parts.isEmpty ? "as defined" : parts.joined(separator: "; ")
  }

  /// Whether quotients are computed, which have a base.
  var usesBase: Bool {
    (index as? any TableIndex.Type)?.requirements.contains(.reference) ?? false
  }

  /// What the values mean, in full.
  func convention(_ survey: Survey, over units: Distribution.Units? = nil) -> String {
    var lines = [
      "\(definition.title): \(definition.formula).",
      "Convention: \(definition.convention).",
      "\(request.figure) of \(survey.source == .firms ? "the firms" : "the cells") of dataset "
        + "\(request.dataset)\(request.segment.map { ", segment \($0)" } ?? ""), "
        + "\(years(survey)); \(survey.selection)"
        + (units.map { "; over \($0.rawValue)" } ?? "") + ".",
    ]
    if let departure = peer?.departure, let peer {
      lines.append("As \(peer.function) of \(peer.peer.rawValue): \(departure).")
    }
    lines.append("Settings: \(shortConvention(survey)).")
    lines.append(gaps(survey))
    lines.append("Source: \(definition.source).")
    return lines.joined(separator: "\n")
  }

  private func years(_ survey: Survey) -> String {
    let years = Set(survey.years.map(\.year)).sorted()
    guard let first = years.first, let last = years.last, years.count > 2,
      last - first == years.count - 1
    else { return years.map(String.init).joined(separator: ", ") }
    return "\(first) to \(last)"
  }

  private func gaps(_ survey: Survey) -> String {
    var counts = SurveyYear.Counts()
    var (absent, leftOut) = (0, 0)
    for year in survey.years {
      counts += year.counts
      absent += year.table.absentCount
      leftOut += year.leftOut
    }
    var parts = ["\(counts.known) rows with a figure"]
    let refused = "values in which one takes part are left empty"
    if counts.suppressed > 0 {
      let what =
        switch request.suppressed {
        case .refuse: "\(refused); --suppressed bounds or omit says otherwise"
        case .bounds:
          "values lie between bounds, over all that the figures can be by their own bounds and by "
            + "the totals of the industries above them"
        case .omit: "left out"
        }
      parts.append("\(counts.suppressed) suppressed (\(what))")
    }
    if counts.missing > 0 {
      parts.append(
        "\(counts.missing) missing "
          + (request.missing == .omit
            ? "(left out)" : "(\(refused); --missing omit says otherwise)"))
    }
    if absent > 0 { parts.append("\(absent) cells absent (they take no part)") }
    if leftOut > 0 { parts.append("\(leftOut) rows outside of the table") }
    if let losses = survey.lossesInShort { parts.append(losses) }
    return "Rows: \(parts.joined(separator: "; "))."
  }
}
