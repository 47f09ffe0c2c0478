import Foundation
import Output
import ScratchFolder
import Testing

@Suite struct ReplacedFolderTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `a folder makes way and can be put back`() throws {
    try scratch.makeFolder("a", holding: ["one"])
    let old = try ReplacedFolder(scratch.path("a"))
    #expect(try !scratch.files().contains("a"))
    old.putBack()
    #expect(try scratch.files() == ["a"])
    #expect(try scratch.bytes("a/one") == Data("one".utf8))
  }

  @Test func `a folder that a killed program had renamed comes back`() throws {
    try scratch.makeFolder(".a.0123456789abc.old", holding: ["one"])
    ReplacedFolder.restore(scratch.path("a"))
    #expect(try scratch.files() == ["a"])
    #expect(try scratch.bytes("a/one") == Data("one".utf8))
  }

  @Test func `a renamed folder goes where the new one has come`() throws {
    try scratch.makeFolder(".a.0123456789abc.old", holding: ["one"])
    try scratch.makeFolder("a", holding: ["two"])
    try scratch.makeFolder(".b.0123456789abc.old", holding: ["three"])
    ReplacedFolder.restore(scratch.path("a"))
    #expect(try scratch.files() == [".b.0123456789abc.old", "a"])
    #expect(try scratch.bytes("a/two") == Data("two".utf8))
  }

  @Test func `nothing comes back while another program is replacing it`() throws {
    try scratch.makeFolder("a", holding: ["one"])
    let old = try ReplacedFolder(scratch.path("a"))
    ReplacedFolder.restore(scratch.path("a"))
    #expect(try !scratch.files().contains("a"))
    old.putBack()
  }
}
