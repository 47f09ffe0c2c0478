#if Excel
import CZip

/// A zip archive in memory.
@safe final class ZipArchive {
  let name: String
  /// How many bytes a part may inflate to, and the records of a sheet come to: 64 MiB, or what else is
  /// allowed to the smallest of archives, and 200 times those of the archive.
  ///
  /// Workbooks of surveys come to some 10 to 50 times theirs; an archive that is made to fill the
  /// memory comes to a thousand times, and cells that repeat one long text to any number.
  let mostExpanded: Int
  private let bytes: UnsafeMutableRawBufferPointer
  private let archive: OpaquePointer

  /// The largest file that is taken.
  private static let largest = 1 << 30

  /// Reads all of `file`.
  ///
  /// - Parameters:
  ///   - file: The file, not read yet.
  ///   - allowance: How many bytes the smallest of archives may come to.
  /// - Throws: ``ImportError/unreadable(file:reason:)`` where it is no archive, or a part of one.
  init(_ file: any ByteSource, allowance: Int = 1 << 26) throws(ImportError) {
    name = file.name
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    var count = 0
    do throws(ImportError) {
      while true {
        if count == buffer.count {
          guard count < Self.largest else {
            throw .unreadable(file: file.name, reason: "it is larger than a gigabyte")
          }
          let wider = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * count, alignment: 16)
          unsafe wider.copyMemory(from: UnsafeRawBufferPointer(buffer))
          unsafe buffer.deallocate()
          unsafe buffer = wider
        }
        let got = try unsafe file.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        if got == 0 { break }
        count += got
      }
      unsafe archive = try Self.open(buffer, count, file.name)
      mostExpanded = allowance + 200 * count
      unsafe bytes = buffer
    } catch {
      unsafe buffer.deallocate()
      throw error
    }
  }

  deinit {
    unsafe zip_discard(archive)
    unsafe bytes.deallocate()
  }

  private static func open(
    _ buffer: UnsafeMutableRawBufferPointer, _ count: Int, _ name: String
  ) throws(ImportError) -> OpaquePointer {
    let start = unsafe Array(buffer[..<min(count, 4)])
    if start == [0xD0, 0xCF, 0x11, 0xE0] {
      throw .unreadable(
        file: name,
        reason: "it is an old .xls file or has a password; save it as .xlsx without one")
    }
    guard start.starts(with: [0x50, 0x4B]) else {
      throw .unreadable(file: name, reason: "it is not an .xlsx file")
    }
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    defer { unsafe zip_error_fini(&error) }
    if let source = unsafe zip_source_buffer_create(
      buffer.baseAddress, zip_uint64_t(count), 0, &error)
    {
      if let archive = unsafe zip_open_from_source(source, zip_flags_t(ZIP_RDONLY).bits, &error) {
        return unsafe archive
      }
      unsafe zip_source_free(source)
    }
    let reason = unsafe String(cString: zip_error_strerror(&error))
    throw .unreadable(file: name, reason: "the .xlsx file is damaged or cut off: \(reason)")
  }

  /// Opens the part at `path`; nil where there is none.
  func part(_ path: String) -> ZipPart? {
    guard let part = unsafe zip_fopen(archive, path, 0) else { return nil }
    return unsafe ZipPart(part, of: self, path: path)
  }
}

extension zip_flags_t {
  fileprivate var bits: Int32 { Int32(self) }
}

/// A file in an archive, which is read once from its beginning.
@safe final class ZipPart {
  private let part: OpaquePointer
  private let archive: ZipArchive
  private let path: String

  fileprivate init(_ part: OpaquePointer, of archive: ZipArchive, path: String) {
    unsafe self.part = part
    self.archive = archive
    self.path = path
  }

  deinit { unsafe zip_fclose(part) }

  /// Fills `buffer`; 0 at the end.
  ///
  /// - Throws: ``ImportError/unreadable(file:reason:)`` where it does not inflate.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let count = unsafe zip_fread(part, buffer.baseAddress, zip_uint64_t(buffer.count))
    guard count >= 0 else {
      let reason = unsafe String(cString: zip_file_strerror(part))
      throw .unreadable(
        file: archive.name,
        reason: "the .xlsx file is damaged or cut off in \(path): \(reason)")
    }
    return Int(count)
  }
}
#endif
