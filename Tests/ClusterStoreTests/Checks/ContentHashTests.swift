import ClusterStore
import Testing

struct ContentHashTests {
  @Test func `it is the sum of the first 60 bits of SHA-256`() {
    var hash = ContentHash()
    hash.add("abc")
    // FIPS 180-4: the digest of "abc" begins ba7816bf8f01cfea.
    #expect(hash.sum == 0xBA78_16BF_8F01_CFE)
    #expect(hash.rows == 1)
  }

  @Test func `the order of rows is nothing, their number is something`() {
    var (first, second, third) = (ContentHash(), ContentHash(), ContentHash())
    for text in ["a", "b"] { first.add(text) }
    for text in ["b", "a"] { second.add(text) }
    for text in ["b", "a", "a"] { third.add(text) }
    #expect(first.sum == second.sum && first.sum != third.sum)
  }
}

extension ContentHash {
  fileprivate mutating func add(_ text: String) {
    Array(text.utf8).withUnsafeBytes { add($0) }
  }
}
