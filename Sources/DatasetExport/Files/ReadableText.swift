import SQLite

extension RowCell {
  /// Why what people read, a page or a table of Markdown, cannot hold the cell; nil where it can.
  var unreadable: String? {
    guard storage == .text else { return nil }
    return unsafe withBytes { text in
      guard unsafe isASCII(text) || isUTF8(text) else { return "the text is not UTF-8" }
      return unsafe text.contains(0) ? "the text holds a zero byte" : nil
    }
  }
}
