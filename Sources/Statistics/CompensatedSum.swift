/// A sum that carries along what rounding cuts off, so that it hardly depends on the order.
///
/// Source: Arnold Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
/// Summen", Zeitschrift für Angewandte Mathematik und Mechanik 54, 1974.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  var value: Double { sum.isFinite ? sum + lost : sum }

  mutating func add(_ term: Double) {
    let next = sum + term
    lost += sum.magnitude >= term.magnitude ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}

extension Sequence where Element == Double {
  /// The sum of the elements, by Neumaier's method.
  var total: Double { total { $0 } }
}

extension Sequence {
  /// The sum of `term` over the elements, by Neumaier's method.
  func total(_ term: (Element) -> Double) -> Double {
    var sum = CompensatedSum()
    for element in self { sum.add(term(element)) }
    return sum.value
  }
}

extension Collection where Element == Double {
  /// The arithmetic mean; NaN where there are no elements.
  var mean: Double { total / Double(count) }

  /// The sum of squared deviations from the mean.
  var squaredDeviations: Double {
    let mean = mean
    return total { ($0 - mean) * ($0 - mean) }
  }
}
