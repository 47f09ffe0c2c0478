#if Excel
import CZip

/// Whether a workbook is whole: libxlsxwriter does not tell of a full disk in every case.
enum WorkbookCheck {
  /// Reads every sheet of the file at `path` to its end.
  ///
  /// - Parameters:
  ///   - path: The workbook.
  ///   - sizes: The least bytes of each sheet, in order.
  /// - Returns: Whether each sheet is there with its checksum, its rows and its closing tag.
  static func isWhole(_ path: String, sheetSizes sizes: [Int]) -> Bool {
    var code: Int32 = 0
    guard let archive = unsafe zip_open(path, ZIP_RDONLY, &code) else { return false }
    defer { unsafe zip_discard(archive) }
    return sizes.enumerated().allSatisfy { number, size in
      guard
        let entry = unsafe zip_fopen(archive, "xl/worksheets/sheet\(number + 1).xml", 0)
      else { return false }
      defer { unsafe zip_fclose(entry) }
      var part = [UInt8](repeating: 0, count: 1 << 16)
      var (total, last) = (0, [UInt8]())
      while true {
        let count = unsafe part.withUnsafeMutableBytes {
          unsafe zip_fread(entry, $0.baseAddress, zip_uint64_t($0.count))
        }
        guard count >= 0 else { return false }
        guard count > 0 else { break }
        total += Int(count)
        last = (last + part[..<Int(count)]).suffix(end.count)
      }
      return total >= size && last == end
    }
  }

  private static let end = Array("</worksheet>".utf8)
}
#endif
