import ClusterStore
import Testing

@Suite struct KeyResolverTests {
  let resolver: KeyResolver

  init() throws { resolver = KeyResolver(try SmallStore.make()) }

  @Test(
    arguments: [
      "yingkou", "210800", "gbt2260:210800", "210899", "gbt2260:210899", "Yingkou", "yingKOU", "营口",
    ])
  func `a zone is known by key, code, former code and name`(text: String) throws {
    #expect(try resolver.row(of: "zone", text).key == "yingkou")
  }

  @Test(arguments: ["LN", "liao", "辽宁"])
  func `an alias is a name`(text: String) throws {
    #expect(try resolver.row(of: "zone", text).key == "liaoning")
  }

  @Test func `a bare code prefers the national classification`() throws {
    #expect(try resolver.row(of: "industry", "34").key == "gbt4754-2017:34")
    #expect(try resolver.row(of: "industry", "naics2017:34").key == "naics2017:34")
  }

  @Test func `a code of several other schemes is ambiguous`() throws {
    let error = try #require(throws: KeyError.self) { try resolver.row(of: "industry", "10") }
    guard case .ambiguous(_, _, let candidates) = error else {
      Issue.record("not ambiguous: \(error)")
      return
    }
    #expect(candidates.map(\.key) == ["isic4:10", "naics2017:10"])
    #expect("\(error)".contains("isic4:10  Food"))
  }

  @Test func `a name that two rows have is ambiguous`() {
    #expect(throws: KeyError.self) { try resolver.row(of: "zone", "North") }
  }

  @Test func `what is unknown is answered by what comes near`() throws {
    let byLetters = try #require(throws: KeyError.self) { try resolver.row(of: "zone", "yinkou") }
    #expect("\(byLetters)".contains("yingkou"))
    let byName = try #require(throws: KeyError.self) { try resolver.row(of: "cluster", "镁质") }
    #expect("\(byName)".contains("magnesia"))
    let none = try #require(throws: KeyError.self) { try resolver.row(of: "zone", "xxxxxxx") }
    #expect("\(none)".contains("agglom find"))
  }

  @Test func `a key alone is looked for in every table`() throws {
    #expect(try resolver.row("magnesia").table == "cluster")
    #expect(try resolver.row("t1").table == "statistic")
    #expect(throws: KeyError.self) { try resolver.row("nowhere") }
  }
}

@Suite struct NearestNamesTests {
  @Test(arguments: [("lst", "list"), ("exprot", "export"), ("chekc", "check")])
  func `a slip of the finger is mended`(written: String, meant: String) {
    #expect(
      NearestNames.of(written, in: ["list", "export", "check", "query"], limit: 1) == [meant])
  }

  @Test func `what is far off is not suggested`() {
    #expect(NearestNames.of("frobnicate", in: ["list", "export"], limit: 3).isEmpty)
  }
}
