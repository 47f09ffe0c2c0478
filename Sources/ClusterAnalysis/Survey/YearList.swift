/// Years as they are written: `2019`, `2015,2019` or `2015-2019`.
public struct YearList: Hashable, Sendable {
  /// The years, rising, each once, from 1000 to 2999.
  public let years: [Int]

  /// Reads a list; nil for anything else.
  public init?(_ text: String) {
    var found = Set<Int>()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
        Int($0.filter { $0 != " " })
      }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        first <= last, (1000...2999).contains(first), (1000...2999).contains(last)
      else { return nil }
      found.formUnion(first...last)
    }
    years = found.sorted()
  }
}
