#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Files under names of their own that are not whole yet, and are to go where the process ends in
/// the middle of its work.
///
/// Who makes such a file adds it, and takes it off again when it has got its name or is gone.
public enum UnfinishedFiles {
  /// How many files are kept in mind; those beyond are not.
  private static let most = 64

  /// Keeps the file at `path` in mind.
  ///
  /// - Returns: What ``forget(_:)`` takes.
  public static func add(_ path: String) -> Int? {
    for place in 0..<most where unsafe paths[place] == nil {
      unsafe paths[place] = strdup(path)
      return place
    }
    return nil
  }

  /// Does not keep the file in mind any longer.
  public static func forget(_ place: Int?) {
    guard let place else { return }
    let path = unsafe paths[place]
    unsafe paths[place] = nil
    unsafe free(path)
  }

  /// Removes all of them; a signal handler may call it, once ``add(_:)`` or ``prepare()`` has been
  /// called.
  public static func remove() {
    for place in 0..<most {
      if let path = unsafe paths[place] { _ = unsafe unlink(path) }
    }
  }

  /// Initialises what ``remove()`` uses.
  public static func prepare() { _ = unsafe paths[0] }

  /// Written by the thread that makes the files, and read by the handler that ends the process.
  nonisolated(unsafe) private static let paths: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> =
    {
      let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: most)
      unsafe paths.initialize(repeating: nil, count: most)
      return unsafe paths
    }()
}
