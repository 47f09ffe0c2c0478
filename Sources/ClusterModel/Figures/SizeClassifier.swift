/// Finds the size of a firm by the rules of its industry (统计上大中小微型企业划分办法).
///
/// A firm is of the largest size of which it reaches every bound: one that misses a bound of large
/// falls to medium and so on, and one that misses any bound of small is micro.
public struct SizeClassifier: Sendable {
  private let groups: [String: SizeBounds]

  /// Takes the rules of one edition.
  public init(_ rules: [SizeRule]) {
    var groups: [String: [SizeRule]] = [:]
    for rule in rules {
      for code in rule.scope.split(separator: ";") {
        groups[String(code), default: []].append(rule)
      }
    }
    self.groups = groups.mapValues { SizeBounds($0) }
  }

  /// The figures of a firm in a year, in persons and CNY; nil where one is not known.
  public struct Figures: Hashable, Sendable {
    /// Persons employed.
    public var employees: Double?
    /// Revenue.
    public var revenue: Double?
    /// Total assets.
    public var assets: Double?

    /// Takes what is known.
    public init(employees: Double? = nil, revenue: Double? = nil, assets: Double? = nil) {
      self.employees = employees
      self.revenue = revenue
      self.assets = assets
    }

    subscript(figure: SizeRule.Figure) -> Double? {
      switch figure {
      case .employees: employees
      case .revenue: revenue
      case .assets: assets
      }
    }
  }

  /// Why a firm has no size.
  public enum Problem: Error, Hashable, Sendable {
    /// The regulation has no rule for the industry, such as banks and schools.
    case noRule
    /// The figure is needed and not known.
    case missing(SizeRule.Figure)
  }

  /// The size of a firm of the industry with that code of GB/T 4754-2017 (such as `3421`, `34` or
  /// `C`).
  ///
  /// A figure that is not known does no harm where another one alone makes the firm micro.
  public func size(
    industry code: String, _ figures: Figures
  ) throws(Problem) -> Firm.SizeClass {
    guard let bounds = bounds(ofIndustry: code) else { throw .noRule }
    return try bounds.size(figures)
  }

  /// The bounds of the longest code that the industry's code begins with, else those of its section;
  /// nil where the regulation has no rule.
  public func bounds(ofIndustry code: String) -> SizeBounds? {
    for count in stride(from: code.count, to: 0, by: -1) {
      if let bounds = groups[String(code.prefix(count))] { return bounds }
    }
    return IndustrySection.letter(ofDivision: code).flatMap { groups[$0] }
  }
}

extension SizeClassifier.Problem: CustomStringConvertible {
  /// Why there is no size, in a sentence.
  public var description: String {
    switch self {
    case .noRule: "there is no rule for the size of firms of this industry"
    case .missing(let figure): "the size needs the firm's \(figure.rawValue)"
    }
  }
}

/// The sections of GB/T 4754-2017.
public enum IndustrySection {
  /// The last division of each section, from A on.
  private static let last = [
    5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97,
  ]

  /// The letter of the section in which the division lies that `code` begins with; nil for none.
  public static func letter(ofDivision code: String) -> String? {
    guard let division = Int(code.prefix(2)), code.utf8.count >= 2, division > 0,
      let place = last.firstIndex(where: { division <= $0 })
    else { return nil }
    return String(Unicode.Scalar(UInt8(65 + place)))
  }
}
