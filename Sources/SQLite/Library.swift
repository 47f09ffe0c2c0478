import CSQLite

/// The SQLite library as a whole.
public enum Library {
  /// Stops SQLite from counting the memory it uses, which takes a lock at every allocation.
  ///
  /// Of effect only before the first connection is opened.
  public static func countNoMemory() { _ = agglom_count_no_memory() }
}
