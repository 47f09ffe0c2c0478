/// Numbers of one to nine bytes, the high bits first, as SQLite's file format has them.
enum Varint {
  /// Writes `number`, which is below 2^56, and moves `place` behind it.
  static func write(_ number: UInt64, at place: inout UnsafeMutablePointer<UInt8>) {
    var shift = 7 * (max(1, (70 - number.leadingZeroBitCount) / 7) - 1)
    while shift > 0 {
      place.pointee = UInt8(truncatingIfNeeded: number >> UInt64(shift)) | 0x80
      place += 1
      shift -= 7
    }
    place.pointee = UInt8(truncatingIfNeeded: number) & 0x7F
    place += 1
  }

  /// The bytes of `number`, which is below 2^56.
  static func bytes(_ number: UInt64) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 9) { buffer, count in
      let start = buffer.baseAddress.unsafelyUnwrapped
      var place = start
      write(number, at: &place)
      count = place - start
    }
  }
}
