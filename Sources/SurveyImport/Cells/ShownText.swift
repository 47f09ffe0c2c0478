extension String {
  /// The text as a message shows it: its first `count` characters, and a mark where that is not all.
  func shown(_ count: Int = 100) -> String {
    let start = prefix(count)
    return start.endIndex == endIndex ? self : start + "…"
  }
}

extension [String] {
  /// The lines of a message, each as it is shown, and how many there are beyond the first ones.
  func shownLines(_ count: Int = 20) -> String {
    (prefix(count).map { $0.shown(400) }
      + (self.count > count ? ["and \(self.count - count) more"] : []))
      .joined(separator: "\n  ")
  }
}
