public import ClusterStore
import Statistics

/// What is asked of a survey: an index, the part of the survey, and what is done with gaps.
public struct IndexRequest: Hashable, Sendable {
  /// What is done with figures that were withheld.
  public enum Suppressed: String, Hashable, Sendable, CaseIterable {
    /// A value in which one takes part is undefined.
    case refuse
    /// Values lie between bounds, over all that the withheld figures can be.
    case bounds
    /// They are left out, as if they had not been surveyed.
    case omit
  }

  /// What is done with figures that were not reported.
  public enum Missing: String, Hashable, Sendable, CaseIterable {
    /// A value in which one takes part is undefined.
    case refuse
    /// They are left out, as if they had not been surveyed.
    case omit
  }

  /// What is done with a zone and industry for which the survey has no row.
  public enum Absent: String, Hashable, Sendable, CaseIterable {
    /// It takes no part; an index that takes every cell is undefined.
    case apart
    /// It counts as 0.
    case zero
  }

  /// What is done with an industry that leads to several of another classification without weights.
  public enum Division: String, Hashable, Sendable, CaseIterable {
    /// It is an error that names the industry.
    case refuse
    /// Each gets as much.
    case equal
    /// Each gets by its own size: what reaches it undivided in the same year, over all zones.
    case size

    /// The choice in the words of a convention.
    var words: String {
      switch self {
      case .refuse: "by weights"
      case .equal: "by weights or equally"
      case .size: "by weights or size"
      }
    }
  }

  /// What a total is divided among.
  public enum Units: String, Hashable, Sendable, CaseIterable {
    /// The zones of an industry.
    case zones
    /// The industries of a zone.
    case industries
    /// The firms of a zone and industry.
    case firms

    /// The same as the statistics call it.
    var statistical: Distribution.Units {
      switch self {
      case .zones: .regions
      case .industries: .industries
      case .firms: .firms
      }
    }
  }

  /// The index's name in the catalogue.
  public var index: String
  /// The dataset's key.
  public var dataset: String
  /// The column that is measured; `firms` counts firms.
  public var figure = "employees"
  /// The years; empty for all.
  public var years: [Int] = []
  /// The segment of cells, or `every`; nil for the only one.
  public var segment: String?
  /// Whether cells or firms are read; nil for what the dataset has.
  public var table: FigureReader.Table?
  /// The level of zones, keys that they lie within, or both; empty for the zones of the survey.
  public var zones: [String] = []
  /// The level of industries as `SCHEME:LEVEL`, branches that they lie in, or both.
  public var industries: [String] = []
  /// The classification that industries are told by instead of their own, as `SCHEME`, or with the
  /// level that they are summed to as `SCHEME:LEVEL`; nil for their own.
  public var target: String?
  /// What is done with an industry that leads to several of that classification.
  public var division = Division.refuse
  /// What quotients are measured against: `all`, the key of an industry whose row is a total (with
  /// `/SEGMENT`), the key of a zone, or `group:LEVEL`; nil for all.
  public var base: String?
  /// The level by which units are grouped; nil for no groups.
  public var groups: String?
  /// What totals are divided among; nil for the index's usual units.
  public var units: Units?
  /// The peer whose convention is followed, such as `reat`; nil for the index's own.
  public var like: String?
  /// What is done with withheld figures.
  public var suppressed = Suppressed.refuse
  /// What is done with figures that were not reported.
  public var missing = Missing.refuse
  /// What is done with cells that are not there.
  public var absent = Absent.apart
  /// The index's parameters, as they are written.
  public var settings: [String: String] = [:]
  /// The indicator that holds the population of zones; nil where none is needed.
  public var population: String?
  /// The year whose zones hold, with their levels and parents.
  ///
  /// A zone that is not there in it is summed to the one that it lies in, and otherwise left out. nil
  /// for the levels and parents of the last year asked for, and whatever zones the survey names.
  public var vintage: Int?

  /// Asks for an index of a dataset.
  public init(index: String, dataset: String) { (self.index, self.dataset) = (index, dataset) }
}
