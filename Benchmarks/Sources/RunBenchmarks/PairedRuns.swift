import Foundation

/// A program that is measured.
struct Contestant {
  let name: String
  /// Whether it writes what it took itself, to a file that is the last argument of its command.
  var timesItself = false
  /// Makes ready what a run needs, which is not timed, and gives the command.
  let prepare: () throws -> [String]
}

/// Runs of several programs, each once in every round, so that what else the machine does meets all
/// of them alike.
struct PairedRuns {
  /// By contestant, then by round.
  private let measurements: [[Measurement]]

  /// Runs the contestants, each round beginning with the next of them.
  ///
  /// - Parameters:
  ///   - rounds: How often each of them runs.
  ///   - contestants: The programs.
  ///   - workspace: What runs and measures them.
  ///   - keepsOrder: Whether each round begins with the first, since each contestant needs what the
  ///     one before it leaves.
  /// - Throws: ``BenchmarkFailure`` where one of them fails, and what `prepare` throws.
  init(
    rounds: Int, _ contestants: [Contestant], on workspace: Workspace, keepsOrder: Bool = false
  ) throws {
    var measurements = contestants.map { _ in [Measurement]() }
    for round in 0..<rounds {
      for place in contestants.indices {
        let index = keepsOrder ? place : (place + round) % contestants.count
        let command = try contestants[index].prepare()
        sync()
        let measurement = try workspace.measure(
          command, timesItself: contestants[index].timesItself)
        measurements[index].append(measurement)
        // Programs of which many rounds are run take milliseconds.
        if rounds <= 20 {
          progress(
            "  round \(round + 1): \(contestants[index].name): " + figures(of: measurement))
        }
      }
    }
    self.measurements = measurements
  }

  /// The medians of a contestant's figures.
  func median(of index: Int) -> Measurement {
    let runs = measurements[index]
    return Measurement(
      wall: runs.map(\.wall).median,
      processor: runs.map(\.processor).median,
      memory: runs.map(\.memory).median)
  }

  /// How many times as much contestant `index` took as contestant `peer`: the median of the ratios
  /// of each round.
  func ratio(of index: Int, to peer: Int, by figure: (Measurement) -> Double) -> Double {
    zip(measurements[index], measurements[peer]).map { figure($0) / figure($1) }.median
  }

  /// The row that holds contestant `index` against contestant `peer`; with `isFraction`, ratios far
  /// below 1 stand as 1/30.
  func row(
    _ what: String, of index: Int = 0, against peer: Int, named name: String,
    isFraction: Bool = false
  ) -> TableRow {
    func text(_ figure: (Measurement) -> Double) -> String {
      isFraction
        ? "1/" + decimal(ratio(of: peer, to: index, by: figure), places: 0)
        : decimal(ratio(of: index, to: peer, by: figure), places: 2)
    }
    return TableRow(
      what: what, measurement: median(of: index),
      against: "\(name): \(figures(of: median(of: peer)))", wallRatio: text(\.wall),
      processorRatio: text(\.processor))
  }

  /// The row that holds the first contestant's wall time against that of a contestant whose work
  /// another process does, so that its own processor time and memory say nothing.
  func row(_ what: String, againstServer peer: Int, named name: String) -> TableRow {
    TableRow(
      what: what, measurement: median(of: 0),
      against: "\(name): \(duration(median(of: peer).wall))",
      wallRatio: decimal(ratio(of: 0, to: peer, by: \.wall), places: 2), processorRatio: "")
  }

  /// The row that holds the first contestant's wall time against a limit in seconds.
  func row(_ what: String, limit: Double) -> TableRow {
    let taken = median(of: 0)
    return TableRow(
      what: what, measurement: taken, against: "the limit: \(decimal(limit, places: 0)) s",
      wallRatio: decimal(taken.wall / limit, places: 2), processorRatio: "")
  }
}
