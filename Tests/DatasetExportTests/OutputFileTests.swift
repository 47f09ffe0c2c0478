import DatasetExport
import Foundation
import Testing

struct OutputFileTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  func write(_ text: String, to path: String, force: Bool = false) throws {
    try OutputFile.write(to: path, force: force) { $0.buffer.append(text) }
  }

  func contents(_ name: String) throws -> String {
    try String(contentsOfFile: folder.file(name), encoding: .utf8)
  }

  @Test func `a file is there whole`() throws {
    let text = String(repeating: "温州 leather\n", count: 100_000)
    try OutputFile.write(to: folder.file("a")) { sink in
      for _ in 0..<3 {
        sink.buffer.append(text)
        try sink.drain()
      }
    }
    #expect(try contents("a") == text + text + text)
    #expect(try folder.names == ["a"])
  }

  @Test func `a file that is there stays unless it is forced`() throws {
    try write("one", to: folder.file("a"))
    let path = folder.file("a")
    #expect(throws: ExportError.exists(path: path)) { try write("two", to: path) }
    #expect(try contents("a") == "one")
    try write("two", to: path, force: true)
    #expect(try contents("a") == "two")
    #expect(try folder.names == ["a"])
  }

  @Test func `a file that comes meanwhile stays`() throws {
    let path = folder.file("a")
    let file = try OutputFile(path: path)
    file.sink.buffer.append("mine")
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: ExportError.exists(path: path)) { try file.commit() }
    #expect(try contents("a") == "theirs")
    #expect(try folder.names == ["a"])
  }

  @Test func `a failure leaves nothing, and what was there as it was`() throws {
    struct Failure: Error {}
    try write("one", to: folder.file("a"))
    for name in ["a", "b"] {
      #expect(throws: Failure.self) {
        try OutputFile.write(to: folder.file(name), force: true) { sink in
          sink.buffer.append("half")
          try sink.flush()
          throw Failure()
        }
      }
    }
    #expect(try folder.names == ["a"])
    #expect(try contents("a") == "one")
  }

  @Test func `a link's file is replaced and keeps its rights`() throws {
    try write("one", to: folder.file("a"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.file("a"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("a"))
    try write("two", to: folder.file("link"), force: true)
    #expect(try contents("a") == "two")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("a"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try folder.names == ["a", "link"])
  }

  @Test func `a folder, a missing folder and a full disk are told apart`() throws {
    let folderPath = folder.path
    #expect(throws: ExportError.isFolder(path: folderPath)) { try write("x", to: folderPath) }
    let missing = folder.file("none/a")
    #expect(throws: ExportError.cannotCreate(path: missing, code: ENOENT)) {
      try write("x", to: missing)
    }
    #if os(Linux)
    #expect(throws: ExportError.cannotWrite(path: "/dev/full", code: ENOSPC)) {
      try write("x", to: "/dev/full")
    }
    #endif
    try write("x", to: "/dev/null")
  }

  @Test func `a closed pipe is an error of its own`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let sink = OutputSink(descriptor: ends[1], name: "pipe")
    sink.buffer.append("x")
    #expect(throws: ExportError.closedPipe) { try sink.flush() }
    #expect(!sink.isTerminal)
  }

  @Test func `a limit on the size of files leaves no half file`() async {
    // In a process of its own, since the limit holds for a whole process.
    await #expect(processExitsWith: .success) {
      let folder = try ScratchFolder()
      let path = folder.file("a")
      try FileSizeLimit.set(bytes: 300_000)
      let error = #expect(throws: ExportError.self) {
        try OutputFile.write(to: path) { sink in
          for _ in 0..<10 {
            sink.buffer.append(String(repeating: "x", count: 100_000))
            try sink.drain()
          }
        }
      }
      try #require(error == .cannotWrite(path: path, code: EFBIG))
      try #require(folder.names.isEmpty)
    }
  }

  @Test func `every error says what to do`() {
    let errors: [ExportError] = [
      .exists(path: "a"), .isFolder(path: "a"), .cannotCreate(path: "a", code: EACCES),
      .cannotWrite(path: "a", code: ENOSPC), .duplicateColumn(format: "JSON", column: "c"),
      .unrepresentable(format: "JSON", table: "t", column: "c", row: 3, reason: "it is infinite"),
    ]
    for error in errors { #expect(error.description.count > 30) }
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect(errors[3].description.contains("No space left on device"))
  }
}
