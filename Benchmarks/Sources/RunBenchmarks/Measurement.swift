/// What one run of a program took, from its start to its end.
struct Measurement {
  /// In seconds.
  let wall: Double
  /// Seconds of processor time, in the program and in the kernel, over all threads.
  let processor: Double
  /// The most memory it held, in bytes.
  let memory: Double

  init(wall: Double, processor: Double, memory: Double) {
    (self.wall, self.processor, self.memory) = (wall, processor, memory)
  }

  /// Reads what MeasureProcess wrote: seconds of wall time, of processor time in the program and in
  /// the kernel, and kilobytes of memory.
  init?(_ text: String) {
    let figures = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard figures.count == 4 else { return nil }
    self.init(wall: figures[0], processor: figures[1] + figures[2], memory: figures[3] * 1024)
  }
}

extension [Double] {
  /// The middle value, or the mean of the two in the middle; there must be one.
  var median: Double {
    let sorted = sorted()
    let middle = count / 2
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
