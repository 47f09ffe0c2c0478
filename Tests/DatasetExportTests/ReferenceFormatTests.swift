import ClusterModel
import DatasetExport
import Testing

struct ReferenceFormatTests {
  func article() -> Source {
    var source = Source(
      key: "wang 2003, a", kind: "cited journal article", title: "50% of {R&D} #1_a")
    source.authors = "Wang, J.; 国家统计局；Smith and Sons"
    source.publisher = "Regional Studies"
    source.year = 2003
    source.url = "https://example.org/a_b%20c?x=1&y={z}"
    source.language = "zh"
    source.keywords = "clusters; 产业集群"
    source.note = "line\nfeed \\ ~ ^ $"
    return source
  }

  func written(_ sources: [Source], as format: some ReferenceFormat) -> String {
    var format = format
    var buffer = ByteBuffer()
    for source in sources { format.write(source, into: &buffer) }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func `a document becomes an entry of BibTeX with its signs escaped`() {
    #expect(
      written([article()], as: BibTeXFormat()) == ##"""
        @article{wang-2003--a,
          title = {{50\% of \{R\&D\} \#1\_a}},
          author = {Wang, J. and 国家统计局 and {Smith and Sons}},
          journal = {Regional Studies},
          year = {2003},
          url = {https://example.org/a_b%20c?x=1&y=%7Bz%7D},
          language = {zh},
          keywords = {clusters, 产业集群},
          note = {line feed \textbackslash{} \textasciitilde{} \textasciicircum{} \$},
        }


        """##)
  }

  @Test func `keys of entries are told apart, and an entry that lacks a field is misc`() {
    let sources = [
      Source(key: "a b", kind: "article", title: "x"),
      Source(key: "A-B", kind: "yearbook", title: "y"),
      Source(key: "统计", kind: "thesis", title: "z"),
    ]
    let text = written(sources, as: BibTeXFormat())
    #expect(text.contains("@misc{a-b,"))
    #expect(text.contains("@misc{A-B-2,"))
    #expect(text.contains("@misc{--,"))
  }

  @Test func `a document becomes a record of RIS, each value on a line`() {
    #expect(
      written([article()], as: RISFormat())
        == [
          "TY  - JOUR", "ID  - wang 2003, a", "TI  - 50% of {R&D} #1_a", "AU  - Wang, J.",
          "AU  - 国家统计局", "AU  - Smith and Sons", "JO  - Regional Studies", "PY  - 2003",
          "UR  - https://example.org/a_b%20c?x=1&y={z}", "LA  - zh", "KW  - clusters",
          "KW  - 产业集群", "N1  - line feed \\ ~ ^ $", "ER  - ", "", "",
        ].joined(separator: "\r\n"))
  }

  @Test(arguments: [
    ("paper", "GEN"), ("yearbook", "BOOK"), ("web page", "ELEC"), ("master's thesis", "THES"),
    ("report", "RPRT"), ("article", "JOUR"),
  ])
  func `the sort of a document follows from its kind`(kind: String, type: String) {
    let text = written([Source(key: "k", kind: kind, title: "t")], as: RISFormat())
    #expect(text.hasPrefix("TY  - \(type)\r\n"))
  }
}
