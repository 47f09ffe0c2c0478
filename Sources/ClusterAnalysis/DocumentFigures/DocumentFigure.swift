import ClusterModel

/// A figure of the documents beside what comes out where it is recomputed.
public struct DocumentFigure: Hashable, Sendable {
  /// The key of the figure, of the check, or of the set or zone that a total is of.
  public let key: String
  /// The keys of the documents that it rests on.
  public let sources: [String]
  /// What it is about.
  public let subject: String
  /// As it is printed, without its unit; nil for what no document prints.
  public private(set) var printed: String?
  /// The unit of what is printed and of what comes out; `percent` for a share.
  public var unit: String?
  /// What comes out, to two digits more than are printed: a number, or text such as `27 to 54`;
  /// nil where nothing does.
  public private(set) var recomputed: Outcome?
  /// How, in numbers; nil where nothing comes out.
  public internal(set) var formula: String?
  /// By how much what comes out lies above what is printed, in the unit; nil where either is no
  /// single number.
  public private(set) var difference: Double?
  /// What it shows.
  public internal(set) var verdict: FigureVerdict
  /// From which rows, or why not; nil where nothing is to be said.
  public internal(set) var note: String?
  /// The comparisons of documents that the figure stands in, such as `c02 disagreement with s004`.
  public internal(set) var contradictions: [String] = []

  /// What comes out of recomputing.
  public enum Outcome: Hashable, Sendable {
    /// A single number.
    case number(Double)
    /// The numbers between two ends, as they are written for people.
    case range(String)
  }

  init(key: String, sources: [String], subject: String, printed: String?, unit: String? = nil) {
    (self.key, self.sources, self.subject) = (key, sources, subject)
    (self.printed, self.unit) = (printed, unit)
    verdict = .nothing
  }

  /// Compares `value` with what is printed; a percentage is compared in percent.
  mutating func take(_ value: Interval, for figure: PrintedFigure, isFraction: Bool = true) {
    let isShare = figure.unit == "percent" && isFraction
    let value = isShare ? value * Interval(100) : value
    (printed, unit) = (figure.text, figure.unit)
    show(value, digits: figure.digits + 2)
    difference = figure.difference(of: value).map {
      // A sum with 0 turns -0 into 0.
      DecimalDigits.round($0, to: figure.digits + 2) + 0
    }
    verdict = figure.verdict(on: value)
  }

  /// Shows what documents imply and do not print.
  mutating func imply(_ value: Interval) {
    show(value, digits: 2)
    verdict = .implied
  }

  /// Says why nothing can be computed.
  mutating func fail(_ reason: String) {
    (verdict, note) = (.failed, reason)
  }

  private mutating func show(_ value: Interval, digits: Int) {
    let shown = value.rounded(to: digits)
    recomputed = shown.isNumber ? .number(shown.low) : .range(shown.text)
  }

  /// The comparisons in which `figures` stand, each once, with the other document.
  static func contradictions(
    of figures: [DocumentEvidence.Figure], _ evidence: DocumentEvidence
  ) -> [String] {
    var told: Set<String> = []
    for figure in figures {
      for contradiction in figure.contradictions {
        let documents = [contradiction.sourceAID, contradiction.sourceBID]
          .compactMap { $0.flatMap { evidence.sourceKeys[$0] } }
        let other = documents.first { $0 != figure.source }
        told.insert(
          "\(contradiction.key) \(contradiction.relation)" + (other.map { " with \($0)" } ?? ""))
      }
    }
    return told.sorted()
  }
}
