import DatasetExport
import Foundation
import Testing

struct OutputFolderTests {
  struct Stop: Error {}
  let scratch = try? ScratchFolder()

  func fill(_ folder: OutputFolder, _ text: String) throws {
    try folder.makeFolder("inner/most")
    try folder.write("inner/most/file.txt") { $0.buffer.append(text) }
  }

  @Test func `a folder appears whole`() throws {
    let scratch = try #require(scratch)
    try OutputFolder.write(to: scratch.file("out/")) { folder in
      try fill(folder, "one")
      #expect(try !scratch.names.contains("out"))
    }
    #expect(try scratch.names == ["out"])
    #expect(
      try String(contentsOfFile: scratch.file("out/inner/most/file.txt"), encoding: .utf8) == "one")
  }

  @Test func `nothing stays of one that fails`() throws {
    let scratch = try #require(scratch)
    #expect(throws: Stop.self) {
      try OutputFolder.write(to: scratch.file("out")) { folder in
        try fill(folder, "one")
        throw Stop()
      }
    }
    #expect(try scratch.names == [])
  }

  @Test func `one that is there is replaced only by force, and stays where that fails`() throws {
    let scratch = try #require(scratch)
    let path = scratch.file("out")
    try OutputFolder.write(to: path) { try fill($0, "one") }
    #expect(throws: ExportError.exists(path: path)) {
      try OutputFolder.write(to: path) { try fill($0, "two") }
    }
    #expect(throws: Stop.self) {
      try OutputFolder.write(to: path, force: true) { folder in
        try fill(folder, "two")
        throw Stop()
      }
    }
    #expect(try String(contentsOfFile: path + "/inner/most/file.txt", encoding: .utf8) == "one")
    try OutputFolder.write(to: path, force: true) { try fill($0, "two") }
    #expect(try String(contentsOfFile: path + "/inner/most/file.txt", encoding: .utf8) == "two")
    #expect(try scratch.names == ["out"])
  }

  @Test func `a file of that name is never replaced`() throws {
    let scratch = try #require(scratch)
    try "kept".write(toFile: scratch.file("out"), atomically: true, encoding: .utf8)
    #expect(throws: ExportError.self) {
      _ = try OutputFolder(path: scratch.file("out"), force: true)
    }
    #expect(throws: ExportError.self) { _ = try OutputFolder(path: scratch.file("no/such/out")) }
    #expect(try scratch.names == ["out"])
  }
}
