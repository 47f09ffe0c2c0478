extension ImportPlan.Input {
  /// A figure in the unit of the column, and what a mark at its end says of it.
  struct Figure<Number> {
    /// The number to store; for a suppressed figure nothing is stored.
    var value: Number
    /// What the mark says; nil where there is none.
    var status: Mapping.Flag?
  }

  /// The whole number or the year in the bytes of a cell that ``CellParser`` does not take.
  ///
  /// - Throws: ``CellRefusal`` with code and reason for the reject.
  func integer(_ bytes: UnsafeRawBufferPointer) throws(CellRefusal) -> Figure<Int64> {
    if isYear { return Figure(value: Int64(try unsafe year(bytes))) }
    let (number, status) = try unsafe number(bytes)
    return Figure(value: try number.integer(times: factor), status: status)
  }

  /// The number in the bytes of a cell that ``CellParser`` does not take.
  ///
  /// - Throws: ``CellRefusal`` with code and reason for the reject.
  func real(_ bytes: UnsafeRawBufferPointer) throws(CellRefusal) -> Figure<Double> {
    let (number, status) = try unsafe number(bytes)
    return Figure(value: try number.double(times: factor), status: status)
  }

  private func number(
    _ bytes: UnsafeRawBufferPointer
  ) throws(CellRefusal) -> (DecimalNumber, Mapping.Flag?) {
    let reading: NumberReader.Reading
    do throws(CellRefusal) {
      reading = try unsafe NumberReader(numbers).decimal(bytes)
    } catch {
      let text = unsafe String(decoding: bytes, as: UTF8.self)
      guard let hint = CellMarkers.hint(for: text) else { throw error }
      throw CellRefusal(hint)
    }
    guard let flag = reading.flag else { return (reading.number, nil) }
    guard let meaning = flags[flag] else {
      throw CellRefusal(
        "the mark '\(flag)' stands behind the number; say in \"flags\" of the mapping what it means"
      )
    }
    return (reading.number, meaning)
  }

  private func year(_ bytes: UnsafeRawBufferPointer) throws(CellRefusal) -> Int {
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw CellRefusal("it is no UTF-8", code: .encodingError)
    }
    guard let date else { return try DateReader.year(text) }
    let options = DateReader.Options(
      takesSerials: date != .text, countsFrom1904: date == .serial1904)
    guard let read = try DateReader(options).date(text) else {
      throw CellRefusal("it is no date")
    }
    return read.year
  }
}
