import ArgumentParser
import ClusterAnalysis

/// How an index is computed.
struct IndexOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What quotients are measured against: all, an industry whose row is a total (perhaps "
        + "/SEGMENT), a zone, or group:LEVEL.", valueName: "base"))
  var base: String?

  @Option(help: "What a total is divided among (default: as usual for the index).")
  var over: Units?

  @Option(
    help: ArgumentHelp("The level that zones or industries are grouped by.", valueName: "level"))
  var groups: String?

  @Option(help: "Follow this program's convention.")
  var like: PeerName?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A parameter of the index, as --explain lists them; may be given again.",
      valueName: "name=value"))
  var settings: [String] = []

  @Option(help: "What becomes of figures that were withheld.")
  var suppressed: SuppressedChoice = .refuse

  @Option(help: "What becomes of figures that were not reported.")
  var missing: MissingChoice = .refuse

  @Option(help: "What becomes of cells that the survey does not have.")
  var absent: AbsentChoice = .apart

  @Option(
    help: ArgumentHelp(
      "The indicator that holds the population of zones.", valueName: "indicator"))
  var population: String?

  /// What a total is divided among.
  enum Units: String, ExpressibleByArgument, CaseIterable { case zones, industries, firms }
  /// A program or office.
  enum PeerName: String, ExpressibleByArgument, CaseIterable { case reat, econgeo, pysal, cmp, bls }
  /// What becomes of withheld figures.
  enum SuppressedChoice: String, ExpressibleByArgument, CaseIterable { case refuse, bounds, omit }
  /// What becomes of figures that were not reported.
  enum MissingChoice: String, ExpressibleByArgument, CaseIterable { case refuse, omit }
  /// What becomes of cells that are not there.
  enum AbsentChoice: String, ExpressibleByArgument, CaseIterable { case apart, zero }

  /// Refuses settings that are none.
  func check() throws { _ = try readSettings() }

  /// Puts the choices into a request.
  func apply(to request: inout IndexRequest) throws {
    request.base = base
    request.groups = groups
    request.units = over.flatMap { .init(rawValue: $0.rawValue) }
    request.like = like?.rawValue
    request.settings = try readSettings()
    request.suppressed = .init(rawValue: suppressed.rawValue) ?? .refuse
    request.missing = .init(rawValue: missing.rawValue) ?? .refuse
    request.absent = .init(rawValue: absent.rawValue) ?? .apart
    request.population = population
  }

  private func readSettings() throws -> [String: String] {
    var read: [String: String] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--set: '\(setting)' is not name=value.")
      }
      guard read.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw ValidationError("--set: '\(parts[0])' is set twice.")
      }
    }
    return read
  }
}
