import Foundation
import Output
import ScratchFolder
import Testing

@Suite struct PendingFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func put(_ text: String, into file: PendingFile) throws {
    try #require(write(file.descriptor, text, text.utf8.count) == text.utf8.count)
  }

  @Test func `a file has a hidden name until it is published`() throws {
    let file = try PendingFile(for: scratch.path("a"))
    try put("whole", into: file)
    #expect(try scratch.files().allSatisfy { $0.hasPrefix(".a.") && $0.hasSuffix(".part") })
    try file.publish(replacing: false)
    #expect(try scratch.files() == ["a"])
    #expect(try scratch.bytes("a") == Data("whole".utf8))
  }

  @Test func `a file that appeared meanwhile is never replaced`() throws {
    let file = try PendingFile(for: scratch.path("a"))
    try scratch.write("theirs", to: "a")
    #expect(throws: FileError(path: scratch.path("a"), action: .create, code: EEXIST)) {
      try file.publish(replacing: false)
    }
    #expect(try file.publish(underFirstFree: scratch.path("a")) == scratch.path("a-2"))
    #expect(try scratch.bytes("a") == Data("theirs".utf8))
    #expect(try scratch.files() == ["a", "a-2"])
  }

  @Test func `a link that leads nowhere is not followed`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("a"), withDestinationPath: scratch.path("elsewhere"))
    let file = try PendingFile(for: scratch.path("a"))
    #expect(throws: FileError.self) { try file.publish(replacing: false) }
    #expect(try !scratch.files().contains("elsewhere"))
  }

  @Test func `a file that is given up leaves nothing, nor what SQLite laid beside it`() throws {
    do {
      let file = try PendingFile(for: scratch.path("a"))
      let name = URL(filePath: file.path).lastPathComponent
      for suffix in DatabaseCompanions.suffixes { try scratch.write("x", to: name + suffix) }
    }
    #expect(try scratch.files() == [])
  }

  @Test func `permissions are those that were asked for`() throws {
    let file = try PendingFile(for: scratch.path("a"), mode: 0o600)
    try file.publish(replacing: false)
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path("a"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `what a killed program left is removed, and what another works on is not`() throws {
    let (dead, alike) = (".a.0123456789abc.part", ".a.0123456789abC.part")
    for name in [dead, dead + "-journal", alike, ".ab.0123456789abc.part", ".a.part", "a.part"] {
      try scratch.write("left", to: name)
    }
    try scratch.makeFolder(".a.0123456789abd.part", holding: ["one", "two"])
    let working = try PendingFile(for: scratch.path("a"))
    let before = Set(try scratch.files())
    #expect(
      before.subtracting([URL(filePath: working.path).lastPathComponent]) == [
        alike, ".ab.0123456789abc.part", ".a.part", "a.part",
      ])
    let other = try PendingFile(for: scratch.path("a"))
    #expect(try Set(scratch.files()).isSuperset(of: before))
    try other.publish(replacing: false)
    try working.publish(replacing: true)
  }

  @Test func `a link under a hidden name is left alone, and so is what it leads to`() throws {
    try scratch.write("precious", to: "b")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path(".a.0123456789abc.part"), withDestinationPath: scratch.path("b"))
    try PendingFile(for: scratch.path("a")).publish(replacing: false)
    #expect(try scratch.bytes("b") == Data("precious".utf8))
  }

  @Test(arguments: [
    String(repeating: "n", count: 255), String(repeating: "产", count: 85),
    String(repeating: "👨‍👩‍👧‍👦", count: 10),
  ])
  func `a name may be as long as the system lets it be`(name: String) throws {
    try PendingFile(for: scratch.path("") + name).publish(replacing: false)
    #expect(try scratch.files() == [name])
  }

  @Test func `a folder that is not there is named with the cause`() throws {
    let path = scratch.path("nowhere/a")
    #expect(throws: FileError(path: path, action: .create, code: ENOENT)) {
      try PendingFile(for: path)
    }
    let error = FileError(path: "a", action: .create, code: ENOENT)
    #expect("\(error)".hasPrefix("a: cannot be created (No such file or directory). "))
  }
}
