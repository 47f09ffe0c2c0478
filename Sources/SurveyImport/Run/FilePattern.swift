#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The files that arguments name, of which some may be patterns that no shell has expanded.
public enum FilePattern {
  /// What arguments stand for.
  public struct Files: Hashable, Sendable {
    /// The files, in the order of the arguments and those of a pattern in the order of their names.
    public var paths: [String] = []
    /// Files of rejected rows that patterns match and that are not meant by them.
    public var left: [String] = []
  }

  /// The files that `arguments` name.
  ///
  /// An argument with `*`, `?` or `[` that is no file is a pattern as in a shell. What the import
  /// itself has written beside its files, `survey.csv.rejects.csv`, comes in by a pattern only where
  /// that says `rejects`.
  ///
  /// - Throws: ``ImportError/unreadable(file:reason:)`` for a pattern that no file matches.
  public static func files(_ arguments: [String]) throws(ImportError) -> Files {
    var files = Files()
    for argument in arguments {
      guard argument.contains(where: { "*?[".contains($0) }), unsafe access(argument, F_OK) != 0
      else {
        files.paths.append(argument)
        continue
      }
      let found = matches(argument)
      let left = argument.contains("rejects") ? [] : found.filter(isOfRejects)
      guard found.count > left.count else {
        throw .unreadable(file: argument, reason: "no file matches it")
      }
      files.paths += found.filter { !left.contains($0) }
      files.left += left
    }
    return files
  }

  /// Whether a path is one that rejected rows are written to: `.rejects.csv`, `.rejects-2.csv`.
  private static func isOfRejects(_ path: String) -> Bool {
    guard path.hasSuffix(".csv"), let start = path.ranges(of: ".rejects").last else { return false }
    let number = path[start.upperBound...].dropLast(4)
    return number.isEmpty || (number.first == "-" && number.dropFirst().allSatisfy(\.isNumber))
  }

  private static func matches(_ pattern: String) -> [String] {
    // One character of a name is one of UTF-8, whatever the locale of the process says.
    let locale = unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let former = unsafe locale.map { unsafe uselocale($0) }
    defer {
      if let former = unsafe former { _ = unsafe uselocale(former) }
      if let locale = unsafe locale { unsafe freelocale(locale) }
    }
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(unsafe found.gl_pathc)).compactMap { place in
      unsafe found.gl_pathv[place].map { unsafe String(cString: $0) }
    }
    .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}
