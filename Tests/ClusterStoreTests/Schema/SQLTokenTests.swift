import ClusterStore
import Testing

struct SQLTokenTests {
  func texts(_ sql: String) -> [String] { SQLToken.tokens(of: sql).map(\.text) }

  @Test func `words, names, texts, numbers and operators stand apart`() {
    #expect(
      texts("a.\"b \"\"c\"\"\"<>'it''s'||x'00FF' -- gone\n/* gone */ [d e]->>`f`>=1.5e-3")
        == ["a", ".", "b \"c\"", "<>", "it's", "||", "00FF", "d e", "->>", "f", ">=", "1.5e-3"])
  }

  @Test func `the kind says what quotes held`() {
    let kinds = SQLToken.tokens(of: "x \"x\" 'x' X'78' .5 (").map(\.kind)
    #expect(kinds == [.word, .quotedName, .text, .blob, .number, .symbol])
  }

  @Test func `Chinese is a name`() {
    #expect(texts("CHECK (企业 名称 > 0)") == ["CHECK", "(", "企业", "名称", ">", "0", ")"])
  }

  @Test(arguments: ["", "'open", "\"open", "/* open", "--", "x'", "1e", "1e+"])
  func `an end in the middle is an end`(sql: String) {
    #expect(SQLToken.tokens(of: sql).count <= 1)
  }
}
