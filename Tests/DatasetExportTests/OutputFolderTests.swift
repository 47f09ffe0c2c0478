import DatasetExport
import Foundation
import Testing

struct OutputFolderTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  func write(_ files: [String: String], to name: String = "a", force: Bool = false) throws {
    try OutputFolder.write(to: folder.file(name), force: force) { output in
      for (file, text) in files.sorted(by: { $0.key < $1.key }) {
        try output.write(file) { $0.buffer.append(text) }
      }
    }
  }

  func contents(_ name: String) throws -> String {
    try String(contentsOfFile: folder.file(name), encoding: .utf8)
  }

  @Test func `a folder is there whole, with the folders in it`() throws {
    try write(["one": "1", "in/two": "2", "in/deep/three": "3"])
    #expect(try contents("a/one") == "1")
    #expect(try contents("a/in/two") == "2")
    #expect(try contents("a/in/deep/three") == "3")
    #expect(try folder.names == ["a"])
  }

  @Test func `the folder that a link leads to is replaced, and not the link`() throws {
    try write(["one": "1"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: "a")
    try write(["one": "2"], to: "link/", force: true)
    #expect(try contents("a/one") == "2")
    #expect(try folder.names == ["a", "link"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == "a")
  }

  @Test func `a file is found in its folder over links`() throws {
    try write(["one": "1"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: "a/one")
    #expect(OutputFolder.holds(folder.file("link"), in: folder.file("a")))
    #expect(OutputFolder.holds(folder.file("a/../a/one"), in: folder.file("a/")))
    #expect(!OutputFolder.holds(folder.file("link"), in: folder.file("b")))
  }

  @Test func `a script can be run`() throws {
    try OutputFolder.write(to: folder.file("a/")) { output in
      try output.write("load.sh", isExecutable: true) { $0.buffer.append("#!/bin/sh\n") }
    }
    #expect(FileManager.default.isExecutableFile(atPath: folder.file("a/load.sh")))
  }

  @Test func `a folder that is there stays unless it is empty or forced`() throws {
    try write(["one": "1", "in/two": "2"])
    let path = folder.file("a")
    #expect(throws: ExportError.exists(path: path)) { try write(["one": "new"]) }
    #expect(try contents("a/one") == "1")
    try write(["one": "new", "in/two": "2", "three": "3"], force: true)
    #expect(try contents("a/one") == "new")
    #expect(try contents("a/three") == "3")
    try FileManager.default.createDirectory(
      atPath: folder.file("empty"), withIntermediateDirectories: false)
    try write(["one": "1"], to: "empty")
    #expect(try folder.names == ["a", "empty"])
  }

  @Test func `a folder with other files in it is not replaced even by force`() throws {
    try write(["one": "1", "in/mine": "2"])
    let path = folder.file("a")
    #expect(throws: ExportError.holdsMore(path: path, file: "in/mine")) {
      try write(["one": "new"], force: true)
    }
    #expect(try contents("a/one") == "1")
    #expect(try contents("a/in/mine") == "2")
    #expect(try folder.names == ["a"])
  }

  @Test func `a failure leaves nothing, and what was there as it was`() throws {
    struct Failure: Error {}
    try write(["one": "1"])
    for name in ["a", "b"] {
      #expect(throws: Failure.self) {
        try OutputFolder.write(to: folder.file(name), force: true) { output in
          try output.write("in/half") { $0.buffer.append("x") }
          try output.write("one") { _ in throw Failure() }
        }
      }
    }
    #expect(try folder.names == ["a"])
    #expect(try contents("a/one") == "1")
  }

  @Test func `a file in its place, a missing folder and a folder that came meanwhile are refused`()
    throws
  {
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file("file")))
    let file = folder.file("file")
    #expect(throws: ExportError.isNoFolder(path: file)) { try write([:], to: "file") }
    let missing = folder.file("none/a")
    #expect(throws: ExportError.cannotCreate(path: missing, code: ENOENT)) {
      try write([:], to: "none/a")
    }
    let path = folder.file("a")
    #expect(throws: ExportError.exists(path: path)) {
      try OutputFolder.write(to: path) { output in
        try output.write("one") { $0.buffer.append("mine") }
        try write(["one": "theirs"])
      }
    }
    #expect(try contents("a/one") == "theirs")
    #expect(try folder.names == ["a", "file"])
  }

  @Test func `a limit on the size of files leaves no half folder`() async {
    await #expect(processExitsWith: .success) {
      let folder = try ScratchFolder()
      let path = folder.file("a")
      try FileSizeLimit.set(bytes: 300_000)
      let error = #expect(throws: ExportError.self) {
        try OutputFolder.write(to: path) { output in
          try output.write("small") { $0.buffer.append("x") }
          try output.write("large") { sink in
            for _ in 0..<10 {
              sink.buffer.append(String(repeating: "x", count: 100_000))
              try sink.drain()
            }
          }
        }
      }
      try #require(error == .cannotWrite(path: "\(path)/large", code: EFBIG))
      try #require(folder.names.isEmpty)
    }
  }
}
