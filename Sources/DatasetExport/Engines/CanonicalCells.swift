/// The canonical text of a row, over which both engines compute a hash.
///
/// A cell is `N` for NULL, `i`, decimal digits and `;` for a whole number, `r` and the 16
/// hexadecimal digits of its bits for a real, `t` or `b`, the number of bytes, `:` and the text or
/// the hexadecimal digits for text and bytes. So no two rows have the same text.
struct CanonicalCells: CellWriter {
  func null(into output: inout ByteBuffer) { output.append(UInt8(ascii: "N")) }

  func integer(_ number: Int64, into output: inout ByteBuffer) {
    output.append(UInt8(ascii: "i"))
    output.append(integer: number)
    output.append(UInt8(ascii: ";"))
  }

  func real(_ number: Double, into output: inout ByteBuffer) {
    output.append(UInt8(ascii: "r"))
    unsafe withUnsafeBytes(of: number.bitPattern.bigEndian) { unsafe output.append(digits: $0) }
  }

  @unsafe func text(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.append(UInt8(ascii: "t"))
    output.append(digits: UInt64(bytes.count))
    output.append(UInt8(ascii: ":"))
    unsafe output.append(raw: bytes)
  }

  @unsafe func bytes(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    output.append(UInt8(ascii: "b"))
    output.append(digits: UInt64(bytes.count))
    output.append(UInt8(ascii: ":"))
    unsafe output.append(digits: bytes)
  }
}
