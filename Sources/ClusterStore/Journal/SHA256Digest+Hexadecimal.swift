public import Crypto

extension SHA256Digest {
  /// The digest as 64 hexadecimal digits in lower case.
  public var hexadecimal: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
