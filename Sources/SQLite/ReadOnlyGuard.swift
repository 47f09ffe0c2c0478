import CSQLite

extension Connection {
  /// Makes it impossible to write through this connection, for statements of unknown origin.
  ///
  /// On top of a read-only open: an authorizer that lets nothing through but reading, `query_only`,
  /// defensive mode, no schema functions that are not harmless, no extensions, and limits on the
  /// size of a statement. It is not taken back.
  public func guardAgainstWriting() throws(SQLiteError) {
    try execute("PRAGMA query_only = 1")
    for (option, value) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
    ] where agglom_db_config(handle, option, Int32(value)) != SQLITE_OK {
      throw SQLiteError(handle)
    }
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1_000_000)
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 200_000_000)
    // The time that LIKE and GLOB take grows with a power of the wildcards in the pattern.
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000)
    let code = sqlite3_set_authorizer(
      handle,
      { _, action, first, second, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
        case SQLITE_FUNCTION:
          return isName(second, in: deniedFunctions) ? SQLITE_DENY : SQLITE_OK
        case SQLITE_PRAGMA:
          // A pragma with an argument sets something, unless the argument names what to describe.
          return isName(first, in: describingPragmas)
            || (second == nil && isName(first, in: readingPragmas)) ? SQLITE_OK : SQLITE_DENY
        case SQLITE_UPDATE:
          // A virtual table says what its columns are as if it changed the schema; where a
          // statement does, defensive mode and `query_only` still refuse it.
          return isName(first, in: ["sqlite_master"]) ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_DENY
        }
      }, nil)
    guard code == SQLITE_OK else { throw SQLiteError(handle) }
  }
}

/// Functions that reach outside the database or change the connection.
private let deniedFunctions: Set<String> = [
  "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "zeroblob", "randomblob",
]

/// Pragmas whose argument names what they describe.
private let describingPragmas: Set<String> = [
  "table_info", "table_xinfo", "table_list", "index_info", "index_xinfo", "index_list",
  "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check",
]

/// Pragmas that tell something when they have no argument.
private let readingPragmas: Set<String> = [
  "application_id", "user_version", "schema_version", "data_version", "encoding", "page_size",
  "page_count", "freelist_count", "journal_mode", "foreign_keys", "compile_options",
  "database_list", "function_list", "module_list", "pragma_list", "collation_list", "table_list",
]

private func isName(_ text: UnsafePointer<CChar>?, in names: Set<String>) -> Bool {
  text.map { names.contains(String(cString: $0).lowercased()) } ?? false
}
