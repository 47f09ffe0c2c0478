import ClusterModel
import ClusterStore
import VirtualTable

extension ColumnReader {
  /// The id of the row that a cell names.
  mutating func reference(
    _ cell: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer, _ index: ReferenceIndex,
    _ found: inout Findings
  ) -> RowFeed.Cell {
    let year = index.dependsOnYear ? found.year : ReferenceIndex.noYear
    if year == lastYear, unsafe lastName.elementsEqual(name) { return .integer(lastID) }
    switch unsafe index.meaning(of: name, year: year) {
    case .row(let id):
      lastName.removeAll(keepingCapacity: true)
      unsafe lastName.append(contentsOf: name)
      (lastYear, lastID) = (year, id)
      return .integer(id)
    case .rowOfOtherYears(let id, let years):
      found.remarks.append(
        .init(
          label: input.label, text: unsafe String(decoding: name, as: UTF8.self),
          reason: ZoneCodeIndex.Resolution.notInForce(years).reason(year: Int(year)) ?? ""))
      return .integer(id)
    case .unknown(let reason): return unsafe unknown(cell, name, index, reason, &found)
    }
  }

  /// What becomes of a name that means no row.
  private func unknown(
    _ cell: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer, _ index: ReferenceIndex,
    _ reason: String?, _ found: inout Findings
  ) -> RowFeed.Cell {
    if unsafe !CodeReader.isPlain(name) {
      do throws(CellRefusal) {
        let code = try CodeReader.code(unsafe String(decoding: name, as: UTF8.self))
        if code.code.utf8.count != name.count,
          case .row(let id) = unsafe Array(code.code.utf8).withUnsafeBytes({
            unsafe index.meaning(of: $0, year: found.year)
          })
        {
          return .integer(id)
        }
        if let suspicion = code.suspicion, unsafe CreditCode.problem(name) != nil {
          return unsafe problem(cell, .typeError, suspicion, &found)
        }
      } catch {
        return unsafe problem(cell, error.code, error.reason, &found)
      }
    }
    if isFirm {
      found.firmIsUnknown = true
      return .null
    }
    if input.unknown == .null, index.table != table {
      found.emptied.append(
        .init(
          label: input.label, name: unsafe String(decoding: name, as: UTF8.self), table: index.table
        ))
      return .null
    }
    if unsafe hasBadByte(cell, &found) { return .null }
    if input.unknown == .add, unsafe index.canAdd(name) {
      found.additions.append(
        .init(place: input.place, code: unsafe Array(name), index: index))
      return .null
    }
    guard index.table == table, !input.column.isRequired else {
      let why = unsafe reason ?? index.reason(of: name)
      return unsafe problem(cell, .foreignKey, why, &found)
    }
    // A row may point at one that comes later in the same file.
    found.pending.append(
      .init(
        column: input.column.name, label: input.label, name: unsafe Array(name), index: index,
        canBeEmpty: input.unknown == .null))
    return .null
  }
}
