import Testing

@testable import DatasetExport

@Suite struct MarkdownTextTests {
  @Test(
    arguments: [
      ("plain 文字", "plain 文字"), ("a|b", "a\\|b"), ("\\|", "\\\\\\|"), ("C:\\dir", "C:\\dir"),
      ("snake_case", "snake_case"), ("_x_", "\\_x\\_"), ("*x*", "\\*x\\*"), ("`x`", "\\`x\\`"),
      ("[a](b)", "\\[a](b)"), ("~5", "\\~5"), ("<b>", "&lt;b>"), ("R&D", "R&amp;D"),
      ("a & b", "a & b"),

      ("&#65;", "&amp;#65;"), ("a\nb", "a<br>b"), ("a\r\nb", "a&#13;<br>b"), (" a ", "&#32;a&#32;"),
      ("\ta", "&#9;a"), ("a  b", "a  b"), ("", ""), (" ", "&#32;"),
    ])
  func `marks are escaped, and words are left as they are`(text: String, written: String) {
    #expect(MarkdownText.escaped(text) == written)
  }
}
