import ClusterModel
import VirtualTable

extension ColumnReader {
  /// The text in a cell, which stays as it is.
  func text(
    _ cell: UnsafeRawBufferPointer, _ trimmed: UnsafeRawBufferPointer, _ found: inout Findings
  ) -> RowFeed.Cell {
    if unsafe hasBadByte(cell, &found) { return .null }
    if isCode, unsafe !CodeReader.isPlain(cell) {
      do throws(CellRefusal) {
        let code = try CodeReader.code(unsafe String(decoding: cell, as: UTF8.self))
        if let suspicion = code.suspicion, unsafe CreditCode.problem(trimmed) != nil {
          return unsafe problem(cell, .typeError, suspicion, &found)
        }
      } catch {
        return unsafe problem(cell, error.code, error.reason, &found)
      }
    }
    if isCreditCode {
      if let reason = unsafe Self.creditCodeProblem(trimmed) {
        return unsafe problem(cell, .constraintError, reason, &found)
      }
      return unsafe allowed(trimmed, &found)
    }
    return unsafe allowed(cell, &found)
  }

  /// A text, where it is one of those that the column takes.
  private func allowed(
    _ text: UnsafeRawBufferPointer, _ found: inout Findings
  ) -> RowFeed.Cell {
    if let texts, !texts.contains(where: { unsafe $0.elementsEqual(text) }) {
      return unsafe broken(text, &found)
    }
    return unsafe .text(text)
  }

  /// Whether bytes of a cell are no characters, which is then a problem.
  func hasBadByte(_ cell: UnsafeRawBufferPointer, _ found: inout Findings) -> Bool {
    guard let bad = unsafe CellParser.badByte(cell) else { return false }
    let byte = unsafe Self.hex(of: cell, at: bad)
    _ = unsafe problem(
      cell, .encodingError, "byte 0x\(byte) at position \(bad + 1) is no character", &found)
    return true
  }

  /// What is wrong with the code of an organisation, and what would fit; nil where nothing is.
  private static func creditCodeProblem(_ code: UnsafeRawBufferPointer) -> String? {
    guard let problem = unsafe CreditCode.problem(code) else { return nil }
    let plain = unsafe CreditCode.normalised(Array(code))
    if unsafe !plain.elementsEqual(code),
      unsafe plain.withUnsafeBytes({ unsafe CreditCode.problem($0) }) == nil
    {
      let written = String(decoding: plain, as: UTF8.self)
      return "write it as \(written): in capitals, without spaces and hyphens"
    }
    return "it is no unified social credit code (GB 32100-2015) and no registration number: "
      + "\(problem); mend it, leave the cell empty, or let the column pass with "
      + "\"check\": \"none\" in a --mapping file"
  }
}
