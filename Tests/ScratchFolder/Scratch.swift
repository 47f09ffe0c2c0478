public import Foundation

/// A folder of its own that goes with the value.
public final class Scratch {
  /// The folder.
  public let folder: URL

  /// Makes an empty folder.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "agglom-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file in the folder.
  public func path(_ name: String) -> String { folder.appending(path: name).path() }

  /// What a file holds.
  public func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: name))
  }

  /// Writes a file.
  public func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// Makes a folder with files that hold their own names.
  public func makeFolder(_ name: String, holding files: [String]) throws {
    let made = folder.appending(path: name)
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    for file in files { try Data(file.utf8).write(to: made.appending(path: file)) }
  }

  /// The names of what is in the folder, sorted.
  public func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
  }
}
