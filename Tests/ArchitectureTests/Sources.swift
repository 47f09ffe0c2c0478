import Foundation

/// A source file of the package.
struct SourceFile {
  /// The path below the package, such as `Sources/SQLite/Row.swift`.
  let path: String
  let lines: [String]

  /// The folder below `Sources` or `Tests`, which is the name of the target.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// The file's name without its ending.
  var name: String {
    String(path.split(separator: "/").last?.split(separator: ".").first ?? "")
  }
}

/// The folder of the package.
let packageRoot: URL = {
  var folder = URL(filePath: #filePath).deletingLastPathComponent()
  while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path()),
    folder.path() != "/"
  {
    folder.deleteLastPathComponent()
  }
  return folder
}()

/// The Swift files below the folder `name` of the package, by path.
func swiftFiles(below name: String) throws -> [SourceFile] {
  let folder = packageRoot.appending(path: name)
  return try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    .filter { $0.hasSuffix(".swift") }.sorted()
    .map { path in
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last?.isEmpty == true { lines.removeLast() }
      return SourceFile(path: "\(name)/\(path)", lines: lines)
    }
}
