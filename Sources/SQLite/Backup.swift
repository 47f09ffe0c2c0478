import CSQLite

extension Connection {
  /// Copies the whole database into the file at `path`, also while others read and write it.
  ///
  /// - Parameters:
  ///   - path: The file to write; what it holds is replaced.
  ///   - progress: Gets the pages still to come and the pages in all, now and then.
  /// - Throws: ``SQLiteError`` where the file cannot be written, another connection keeps its lock for
  ///   longer than a statement waits, or ``mustStop`` says so; the caller removes what is there.
  public func backup(
    to path: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(SQLiteError) {
    try backup(into: Connection(path: path, mode: .create), progress: progress)
  }

  /// Copies the whole database into the one that `target` has open, which it replaces.
  public func backup(
    into target: Connection, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(SQLiteError) {
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw SQLiteError(target.handle)
    }
    var code: Int32
    repeat {
      code = sqlite3_backup_step(backup, 4_096)
      progress(Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
    } while code == SQLITE_OK && !mustStop()
    let finished = sqlite3_backup_finish(backup)
    if code == SQLITE_OK { throw SQLiteError(code: .interrupted, message: "interrupted") }
    guard code == SQLITE_DONE, finished == SQLITE_OK else { throw SQLiteError(target.handle) }
  }
}
