import ClusterAnalysis
import ClusterStore
import Statistics
import Testing

/// Every index of the catalogue, asked of one survey with one odd cell.
struct EveryIndexTests {
  typealias Odd = ThreeByFour.Odd

  static let names = IndexCatalog.all.map(\.name)

  private func index(_ name: String) throws -> any Statistic.Type {
    try #require(
      IndexCatalog.Family.allCases.flatMap(\.indices).first { $0.definition.name == name })
  }

  /// What an index answers; nil where it refuses, for a reason that names a gap.
  private func answer(
    _ index: any Statistic.Type, _ odd: Odd, _ change: (inout IndexRequest) -> Void = { _ in }
  ) async throws -> [String: [Double?]]? {
    do {
      return try await ThreeByFour(odd).ask(index, change).values(of: index.definition.measures)
    } catch let error as AnalysisError {
      let text = "\(error)"
      #expect(
        text.contains("suppressed") || text.contains("absent") || text.contains("no figure"),
        "\(text)")
      return nil
    }
  }

  @Test(arguments: names)
  func `a complete table has an answer, with all columns and a convention`(name: String)
    async throws
  {
    let index = try index(name)
    let answer = try await ThreeByFour().ask(index)
    #expect(!answer.rows.isEmpty)
    let first = index.definition.measures[0]
    #expect(answer.rows.contains { $0.real(first) != nil }, "\(answer.notes)")
    let columns = answer.table.columns.columns.map(\.name)
    let expected = index.definition.measures + ["cells", "suppressed", "missing", "convention"]
    #expect(Set(expected).isSubset(of: columns))
    #expect(answer.table.convention.contains(index.definition.convention))
    #expect(answer.table.convention.contains(index.definition.source))
    for row in answer.rows {
      #expect(row.integer("suppressed") == 0 && row.integer("missing") == 0)
      #expect(row.real(first)?.isFinite ?? true)
    }
  }

  @Test(arguments: names)
  func `the order of rows changes nothing`(name: String) async throws {
    let index = try index(name)
    let measures = index.definition.measures
    let one = try await ThreeByFour().ask(index).values(of: measures)
    let other = try await ThreeByFour(reversed: true).ask(index).values(of: measures)
    #expect(Set(one.keys) == Set(other.keys))
    for (subject, values) in one {
      for (value, same) in zip(values, other[subject] ?? []) {
        #expect((value == nil) == (same == nil))
        if let value, let same { #expect(abs(value - same) <= 1e-9 * max(1, abs(value))) }
      }
    }
  }

  /// Whatever the cell holds, a value that is answered without it must be the same.
  @Test(arguments: names)
  func `a value that an unknown figure takes part in is undefined, and the note says why`(
    name: String
  ) async throws {
    let index = try index(name)
    let peers: [String?] = [nil] + index.definition.peers.map { $0.peer.rawValue }
    for peer in Set(peers) {
      func follow(_ request: inout IndexRequest) {
        request.like = peer
        let base = index.definition.peers.first { $0.peer.rawValue == peer }?.base
        if base == .groups { request.groups = "section" }
      }
      if peer == "bls" { continue }  // It takes a stated total, which this survey has not.
      let fillings = try await [0, 3, 5000].asyncMap { try await answer(index, .value($0), follow) }
      for odd in [Odd.suppressed, .missing, .between(3, 5000)] {
        guard let unknown = try await answer(index, odd, follow) else { continue }
        for (subject, values) in unknown {
          for (place, value) in values.enumerated() {
            guard let value else { continue }
            for filling in fillings {
              guard let filled = filling?[subject] else { continue }
              let same = filled[place].map { abs($0 - value) <= 1e-9 * max(1, abs(value)) }
              #expect(
                same ?? false,
                "\(name), like \(peer ?? "none"): \(subject) is \(value) beside \(filled)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: names)
  func `a row without a value has a note`(name: String) async throws {
    let index = try index(name)
    for odd in [Odd.suppressed, .missing, .absent, .value(0)] {
      guard let answer = try? await ThreeByFour(odd).ask(index) else { continue }
      for row in answer.rows where index.definition.measures.allSatisfy({ row[$0] == nil }) {
        #expect(row.text("note") != nil, "\(odd): \(row)")
      }
    }
  }

  @Test(arguments: names)
  func `what is omitted is as if it had no row`(name: String) async throws {
    let index = try index(name)
    let absent = try await answer(index, .absent)
    for odd in [Odd.suppressed, .missing] {
      let omitted = try await answer(index, odd) {
        $0.suppressed = .omit
        $0.missing = .omit
      }
      #expect(omitted == absent)
    }
  }

  @Test(arguments: names)
  func `an absent cell is as a row of 0 where one says so`(name: String) async throws {
    let index = try index(name)
    guard ThreeByFour.request(index).dataset == "d" else { return }
    let zero = try await answer(index, .value(0))
    let absent = try await answer(index, .absent) { $0.absent = .zero }
    #expect(zero == absent)
  }

  /// The two choices together do not make a withheld figure 0.
  @Test(arguments: names)
  func `what is omitted is not the 0 of an absent cell`(name: String) async throws {
    let index = try index(name)
    let omitted = try await answer(index, .suppressed) { $0.suppressed = .omit }
    let both = try await answer(index, .suppressed) {
      $0.suppressed = .omit
      $0.absent = .zero
    }
    #expect(omitted == both)
  }

  @Test(arguments: names)
  func `bounds hold every value that the figure can lead to, or are refused`(
    name: String
  ) async throws {
    let index = try index(name)
    let measures = index.definition.measures
    let isBounded =
      index is any BoundedTableIndex.Type || index is any DistributionIndex.Type
    let survey = try ThreeByFour(.between(3, 90))
    guard isBounded else {
      await #expect(throws: AnalysisError.self) {
        try await survey.ask(index) { $0.suppressed = .bounds }
      }
      return
    }
    let bounded = try await survey.ask(index) { $0.suppressed = .bounds }
    let withBounds = bounded.table.columns.columns.map(\.name).filter { $0.hasSuffix("_lower") }
      .map { String($0.dropLast(6)) }
    #expect(withBounds.first == measures[0])
    #expect(bounded.rows.contains { $0.real(measures[0] + "_lower") != nil })
    let subjects = Dictionary(grouping: bounded.rows, by: Answer.subject).compactMapValues(\.first)
    var widest = 0.0
    for figure in [3, 4, 17, 44, 60, 89, 90] {
      let filled = try await ThreeByFour(.value(figure)).ask(index)
      for row in filled.rows {
        let subject = Answer.subject(row)
        // Labels such as those of bands hang on the figure itself.
        guard let bounds = subjects[subject] else { continue }
        for measure in withBounds {
          guard let value = row.real(measure) else { continue }
          guard let lower = bounds.real(measure + "_lower") else { continue }
          let upper = bounds.real(measure + "_upper") ?? .infinity
          let slack = 1e-9 * max(1, abs(value))
          #expect(
            lower - slack <= value && value <= upper + slack,
            "\(subject), \(measure) of \(figure): \(value) outside of \(lower) to \(upper)")
          widest = max(widest, upper - lower)
        }
      }
    }
    #expect(widest > 0)
  }
}

extension Array where Element: Sendable {
  /// The results of an asynchronous function, one after the other.
  fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async throws
    -> [Result]
  {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
