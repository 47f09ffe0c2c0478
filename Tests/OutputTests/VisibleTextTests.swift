import Output
import Testing

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain 中文 😀", "plain 中文 😀"), ("\u{1B}[31mred", "␛[31mred"), ("a\u{7}\u{7F}", "a␇␡"),
    ("\u{9B}31m", "\u{FFFD}31m"), ("abc\u{202E}def", "abc\u{FFFD}def"), ("a\r\nb", "a␍␊b"),
    ("a\tb\n", "a␉b␊"),
  ])
  func `a line has nothing that controls a terminal`(text: String, shown: String) {
    #expect(VisibleText.line(text) == shown)
  }

  @Test func `lines keep their ends and tabs`() {
    #expect(VisibleText.lines("a\tb\n\u{1B}c\rd\n") == "a\tb\n␛c␍d\n")
  }
}
