import ClusterAnalysis

/// The catalogue of indices, or all of one index, laid out for people.
struct IndexText {
  /// How many columns of a terminal a line may take.
  let width: Int

  /// Every index with its title and formula, family by family.
  func catalogue() -> String {
    var lines: [String] = []
    for (family, indices) in IndexListing.families() {
      if !lines.isEmpty { lines.append("") }
      lines.append(family)
      for index in indices {
        lines += entry(index.name, index.title, labelWidth: 30)
        lines += entry("", index.formula, labelWidth: 30)
      }
    }
    lines.append("")
    lines += WrappedText(width: width).lines(
      "'agglom stats INDEX --explain' tells all of one; 'agglom stats --format csv' writes range, "
        + "unit, convention and source of all.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every property of an index.
  func explanation(_ properties: [(name: String, value: String)]) -> String {
    let labelWidth = properties.reduce(0) { max($0, $1.name.count) }
    return properties.flatMap { entry($0.name, $0.value, labelWidth: labelWidth, indent: 0) }
      .joined(separator: "\n") + "\n"
  }

  /// A label with the lines of a text beside it.
  private func entry(
    _ label: String, _ text: String, labelWidth: Int, indent: Int = 2
  ) -> [String] {
    let margin = indent + labelWidth + 2
    return WrappedText(width: max(30, width - margin)).lines(text).enumerated().map {
      number, line in
      let start = String(repeating: " ", count: indent) + (number == 0 ? label : "")
      return start + String(repeating: " ", count: max(1, margin - start.count)) + line
    }
  }
}
