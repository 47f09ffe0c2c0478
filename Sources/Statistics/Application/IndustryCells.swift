extension IndustryTable {
  /// The total of each region: what is stated for it, or the sum of its cells, which is not a number
  /// where one is unknown.
  var regionTotals: [Double] {
    if case .row(let stated) = reference { return stated }
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: regionCount)
    for position in 0..<count { sums[Int(regions[position])].add(sizes[position]) }
    return sums.map { $0.value }
  }

  /// The positions of each industry's cells, rising.
  var cellsByIndustry: [[Int]] {
    var cells = [[Int]](repeating: [], count: industryCount)
    for position in 0..<count { cells[Int(industries[position])].append(position) }
    return cells
  }

  /// The answer of an index that looks at one industry at a time.
  ///
  /// An industry of which a quotient is unknown, or for which the index is undefined, has a note and
  /// no values; so has a cell in a region whose total is 0, which takes no part.
  ///
  /// - Parameters:
  ///   - measures: The names of the values.
  ///   - values: From the positions of an industry's cells and their quotients to a list of values
  ///     for each measure.
  /// - Returns: Values for the cells.
  /// - Throws: ``StatisticError`` where the table has no quotients at all.
  func answerByIndustry(
    _ measures: [String],
    _ values: (_ cells: [Int], _ quotients: [Double]) throws(StatisticError) -> [[Double]]
  ) throws(StatisticError) -> TableAnswer {
    let quotients = try QuotientTable(self)
    var columns = measures.map { _ in [Double?](repeating: nil, count: count) }
    var notes: [Int: String] = [:]
    for cells in cellsByIndustry where !cells.isEmpty {
      do throws(StatisticError) {
        var (present, known): ([Int], [Double]) = ([], [])
        for cell in cells {
          if let value = quotients.value(at: cell) {
            present.append(cell)
            known.append(value)
          } else if quotients.isInEmptyRegion(cell) {
            notes[cell] = quotients.reason(at: cell)
          } else {
            throw .undefined(
              "a quotient of the industry has no value: \(quotients.reason(at: cell))")
          }
        }
        let answered = try values(present, known)
        for (measure, list) in answered.enumerated() {
          for (cell, value) in zip(present, list) { columns[measure][cell] = value }
        }
      } catch {
        for cell in cells { notes[cell] = notes[cell] ?? error.reason }
      }
    }
    var part = TableAnswer.Part(.cell, zip(measures, columns).map { (name: $0, values: $1) })
    part.notes = notes
    return TableAnswer([part])
  }
}
