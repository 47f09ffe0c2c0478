/// A symmetric linear map that is known by what it makes of a vector.
///
/// Its greatest eigenvalue is found by the method of Lanczos: Cornelius Lanczos, "An Iteration
/// Method for the Solution of the Eigenvalue Problem of Linear Differential and Integral Operators",
/// Journal of Research of the National Bureau of Standards 45, 1950, with full reorthogonalisation.
struct SymmetricOperator {
  let dimension: Int
  let apply: ([Double]) -> [Double]

  /// An eigenvalue and its vector of length 1.
  struct Pair {
    let value: Double
    let vector: [Double]
  }

  /// The greatest eigenvalue among the vectors that stand at right angles to `locked`, which are
  /// eigenvectors of length 1; nil where there is no such vector left, and whatever has been reached
  /// where the computation is cancelled.
  func greatest(without locked: [[Double]]) -> Pair? {
    guard locked.count < dimension else { return nil }
    var random = SeededGenerator(seed: UInt64(dimension + locked.count))
    var start = (0..<dimension).map { _ in Double.random(in: -1...1, using: &random) }
    var best: Pair?
    for _ in 0..<40 where !Cancellation.isRequested() {
      guard let (pair, residual) = lanczos(from: start, without: locked) else { break }
      best = pair
      if residual <= 1e-13 { break }
      start = pair.vector
    }
    return best
  }

  private func lanczos(
    from start: [Double], without locked: [[Double]]
  ) -> (pair: Pair, residual: Double)? {
    var (basis, diagonal, beside): ([[Double]], [Double], [Double]) = ([], [], [])
    guard var vector = unit(start, against: locked, basis) else { return nil }
    let steps = min(dimension - locked.count, 120)
    var rest = 0.0
    for _ in 0..<steps where !Cancellation.isRequested() || basis.isEmpty {
      basis.append(vector)
      let image = apply(vector)
      diagonal.append(dot(image, vector))
      guard basis.count < steps else {
        let left = remainder(image, against: locked, basis)
        rest = dimension - locked.count > steps ? dot(left, left).squareRoot() : 0
        break
      }
      let left = remainder(image, against: locked, basis)
      let length = dot(left, left).squareRoot()
      guard length > 1e-14, let next = unit(left, against: locked, basis) else { break }
      beside.append(length)
      vector = next
    }
    let (value, weights) = TridiagonalMatrix(diagonal: diagonal, beside: beside).greatest
    var combined = [Double](repeating: 0, count: dimension)
    for (weight, vector) in zip(weights, basis) {
      for position in combined.indices { combined[position] += weight * vector[position] }
    }
    guard let combined = unit(combined, against: locked, []) else { return nil }
    return (Pair(value: value, vector: combined), abs(rest * (weights.last ?? 0)))
  }

  /// What is left of a vector beside others of length 1, taken away twice against rounding.
  private func remainder(
    _ vector: [Double], against locked: [[Double]], _ basis: [[Double]]
  ) -> [Double] {
    var left = vector
    for _ in 0..<2 {
      for list in [locked, basis] {
        for other in list {
          let part = dot(left, other)
          for position in left.indices { left[position] -= part * other[position] }
        }
      }
    }
    return left
  }

  private func unit(
    _ vector: [Double], against locked: [[Double]], _ basis: [[Double]]
  ) -> [Double]? {
    let left = remainder(vector, against: locked, basis)
    let length = dot(left, left).squareRoot()
    return length > 1e-150 ? left.map { $0 / length } : nil
  }
}

/// The sum of the products of two vectors.
func dot(_ first: [Double], _ second: [Double]) -> Double {
  var sum = 0.0
  for position in first.indices { sum += first[position] * second[position] }
  return sum
}

/// A symmetric matrix with values on and beside its diagonal alone.
struct TridiagonalMatrix {
  let diagonal: [Double]
  let beside: [Double]

  /// The greatest eigenvalue with its vector of length 1, by bisection and inverse iteration.
  ///
  /// Source: James H. Wilkinson, "The Algebraic Eigenvalue Problem", 1965.
  var greatest: (value: Double, vector: [Double]) {
    let radius = diagonal.indices.map { row in
      (row > 0 ? abs(beside[row - 1]) : 0) + (row < beside.count ? abs(beside[row]) : 0)
    }
    var low = zip(diagonal, radius).map { $0 - $1 }.min() ?? 0
    var high = zip(diagonal, radius).map { $0 + $1 }.max() ?? 0
    let scale = max(abs(low), abs(high), .leastNormalMagnitude)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high, high - low > scale * 1e-16 else { break }
      if countBelow(middle) == diagonal.count { high = middle } else { low = middle }
    }
    var vector = diagonal.indices.map { 1 + Double($0 % 7) / 10 }
    for _ in 0..<4 {
      vector = solve(shift: high + scale * 1e-15, vector)
      let length = dot(vector, vector).squareRoot()
      vector = vector.map { $0 / length }
    }
    return (high, vector)
  }

  /// How many eigenvalues lie below a value, by Sturm's sequence.
  private func countBelow(_ value: Double) -> Int {
    var (count, pivot) = (0, 1.0)
    for row in diagonal.indices {
      let coupling = row > 0 ? beside[row - 1] * beside[row - 1] / pivot : 0
      pivot = diagonal[row] - value - coupling
      if pivot == 0 { pivot = -1e-300 }
      if pivot < 0 { count += 1 }
    }
    return count
  }

  /// Solves (matrix - shift) x = right; above all eigenvalues no exchange of rows is needed.
  private func solve(shift: Double, _ right: [Double]) -> [Double] {
    let floor = max(abs(shift), .leastNormalMagnitude) * 1e-17
    var (pivots, solution) = ([Double](), right)
    for row in diagonal.indices {
      var pivot = diagonal[row] - shift
      if row > 0 {
        let factor = beside[row - 1] / pivots[row - 1]
        pivot -= factor * beside[row - 1]
        solution[row] -= factor * solution[row - 1]
      }
      if abs(pivot) < floor { pivot = -floor }
      pivots.append(pivot)
    }
    for row in diagonal.indices.reversed() {
      if row < beside.count { solution[row] -= beside[row] * solution[row + 1] }
      solution[row] /= pivots[row]
    }
    return solution
  }
}
