public import ClusterStore

extension ColumnAliases {
  /// Lets files call `column` of `table` by the name of a header, without its unit.
  ///
  /// - Throws: As ``ClusterStore/ColumnAliases/add(_:to:of:)``.
  public func add(header: String, to column: String, of table: String) throws {
    try add(HeaderName(header).key, to: column, of: table)
  }

  /// Forgets the alias that a header stands for; false where there is none.
  @discardableResult
  public func remove(header: String, of table: String) throws -> Bool {
    try remove(HeaderName(header).key, of: table)
  }
}
