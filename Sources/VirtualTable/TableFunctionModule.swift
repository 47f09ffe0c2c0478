import CSQLite
public import SQLite

extension Connection {
  /// Offers `function` to SQL; it is let go with the connection.
  ///
  /// - Throws: ``SQLiteError`` where the description of the function contradicts itself.
  public func addTableFunction(_ function: TableFunction) throws(SQLiteError) {
    if let fault = function.fault {
      throw SQLiteError(
        code: .misuse, message: "the function '\(function.name)' cannot be made: \(fault)")
    }
    try addTableFunction(named: function.name) { function }
  }

  /// Offers a function that is described when a statement first names it, so that many can be
  /// offered in no time; it is let go with the connection.
  ///
  /// A description that contradicts itself becomes the error of that statement.
  ///
  /// - Parameters:
  ///   - name: What SQL calls it.
  ///   - make: Describes it; asked once at most. It must not hold the connection.
  /// - Throws: ``SQLiteError`` where SQLite refuses the name.
  public func addTableFunction(
    named name: String, _ make: @escaping () -> TableFunction
  ) throws(SQLiteError) {
    let definition = Unmanaged.passRetained(Definition(make))
    let code = sqlite3_create_module_v2(
      handle, name, functionModule, definition.toOpaque(),
      { $0.map { Unmanaged<Definition>.fromOpaque($0).release() } })
    guard code == SQLITE_OK else {
      throw SQLiteError(
        code: ResultCode(rawValue: code), message: "the function '\(name)' cannot be made")
    }
  }
}

private final class Definition {
  private let make: () -> TableFunction
  private(set) lazy var function = make()
  init(_ make: @escaping () -> TableFunction) { self.make = make }
}

private struct FunctionTable {
  var base = sqlite3_vtab()
  var definition: Unmanaged<Definition>
}

private struct FunctionCursor {
  var base = sqlite3_vtab_cursor()
  var state: Unmanaged<TableFunctionCursor>
}

private func function(_ table: UnsafeMutablePointer<sqlite3_vtab>?) -> TableFunction {
  UnsafeMutableRawPointer(table.unsafelyUnwrapped).assumingMemoryBound(to: FunctionTable.self)
    .pointee.definition.takeUnretainedValue().function
}

private func state(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> TableFunctionCursor {
  UnsafeMutableRawPointer(cursor.unsafelyUnwrapped).assumingMemoryBound(to: FunctionCursor.self)
    .pointee.state.takeUnretainedValue()
}

/// Leaves `message` where SQLite takes it from, and answers the code of the error.
private func fail(
  _ table: UnsafeMutablePointer<sqlite3_vtab>?, _ message: String, _ code: Int32 = SQLITE_ERROR
) -> Int32 {
  sqlite3_free(table?.pointee.zErrMsg)
  table?.pointee.zErrMsg = allocated(message)
  return code
}

/// A text that SQLite frees.
private func allocated(_ message: String) -> UnsafeMutablePointer<CChar>? {
  let bytes = message.utf8CString
  let copy = sqlite3_malloc64(UInt64(bytes.count))?.assumingMemoryBound(to: CChar.self)
  bytes.withUnsafeBufferPointer {
    guard let start = $0.baseAddress else { return }
    copy?.update(from: start, count: $0.count)
  }
  return copy
}

/// Runs `body`; what it throws becomes the statement's error.
private func attempt(
  _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?, _ body: () throws -> Void
) -> Int32 {
  do { try body() } catch let error as SQLiteError {
    // A statement inside the function may have been interrupted, which ends this one likewise.
    return fail(cursor?.pointee.pVtab, error.message, error.code.rawValue)
  } catch {
    return fail(cursor?.pointee.pVtab, "\(error)")
  }
  return SQLITE_OK
}

/// Whether a way to run a statement gives a function its arguments.
private enum Plan {
  case givesAll
  /// An argument is not known yet in this order of the tables.
  case comesTooEarly
  case lacks(TableFunction.Parameter, number: Int)
}

/// Says which parameters have an argument, by bits in `idxNum`, and that they come in their order.
private func plan(_ function: TableFunction, _ info: inout sqlite3_index_info) -> Plan {
  var givenAt = [Int?](repeating: nil, count: function.parameters.count)
  var isAwaited = [Bool](repeating: false, count: function.parameters.count)
  for place in 0..<Int(info.nConstraint) {
    let constraint = info.aConstraint[place]
    let parameter = Int(constraint.iColumn) - function.columns.count
    guard parameter >= 0, constraint.op == UInt8(SQLITE_INDEX_CONSTRAINT_EQ) else { continue }
    if constraint.usable == 0 {
      isAwaited[parameter] = true
    } else if givenAt[parameter] == nil {
      givenAt[parameter] = place
    }
  }
  var count: Int32 = 0
  for (number, parameter) in function.parameters.enumerated() {
    guard let place = givenAt[number] else {
      if isAwaited[number] { return .comesTooEarly }
      guard parameter.defaultValue == nil else { continue }
      return .lacks(parameter, number: number + 1)
    }
    count += 1
    info.aConstraintUsage[place].argvIndex = count
    info.aConstraintUsage[place].omit = 1
    info.idxNum |= 1 << Int32(number)
  }
  // Asking the function is dear, so that it comes before tables that can be looked up.
  (info.estimatedCost, info.estimatedRows) = (1e6, 1_000)
  return .givesAll
}

/// The callbacks that SQLite reads a function through; they live as long as the program.
nonisolated(unsafe) private let functionModule: UnsafeMutablePointer<sqlite3_module> = {
  // Without a callback to create a table the module is the table, and functions have arguments.
  var module = sqlite3_module()
  module.xConnect = { connection, user, _, _, table, message in
    let definition = Unmanaged<Definition>.fromOpaque(user.unsafelyUnwrapped)
    let function = definition.takeUnretainedValue().function
    if let fault = function.fault {
      message?.pointee = allocated("the function '\(function.name)' cannot be made: \(fault)")
      return SQLITE_ERROR
    }
    let code = sqlite3_declare_vtab(connection, function.declaration)
    guard code == SQLITE_OK else { return code }
    let made = UnsafeMutablePointer<FunctionTable>.allocate(capacity: 1)
    made.initialize(to: FunctionTable(definition: definition))
    table.unsafelyUnwrapped.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(
      to: sqlite3_vtab.self)
    return SQLITE_OK
  }
  module.xDisconnect = { table in
    UnsafeMutableRawPointer(table.unsafelyUnwrapped).assumingMemoryBound(to: FunctionTable.self)
      .deallocate()
    return SQLITE_OK
  }
  module.xBestIndex = { table, info in
    let function = function(table)
    switch plan(function, &info.unsafelyUnwrapped.pointee) {
    case .givesAll: return SQLITE_OK
    case .comesTooEarly: return SQLITE_CONSTRAINT
    case .lacks(let parameter, let number):
      return fail(
        table,
        """
        \(function.name): parameter '\(parameter.name)' has no value. Give it as argument \
        \(number), or by WHERE \(parameter.name) = ...
        """)
    }
  }
  module.xOpen = { table, cursor in
    let made = UnsafeMutablePointer<FunctionCursor>.allocate(capacity: 1)
    made.initialize(
      to: FunctionCursor(state: .passRetained(TableFunctionCursor(function(table)))))
    cursor.unsafelyUnwrapped.pointee = UnsafeMutableRawPointer(made)
      .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
  }
  module.xClose = { cursor in
    let made = UnsafeMutableRawPointer(cursor.unsafelyUnwrapped)
      .assumingMemoryBound(to: FunctionCursor.self)
    made.pointee.state.release()
    made.deallocate()
    return SQLITE_OK
  }
  module.xFilter = { cursor, given, _, _, values in
    attempt(cursor) {
      var place = 0
      let parameters = function(cursor?.pointee.pVtab).parameters
      let arguments = parameters.enumerated().map { number, parameter in
        guard given & 1 << Int32(number) != 0 else { return parameter.defaultValue ?? .null }
        defer { place += 1 }
        return Value(values?[place])
      }
      try state(cursor).begin(arguments)
    }
  }
  module.xNext = { cursor in attempt(cursor) { try state(cursor).advance() } }
  module.xEof = { cursor in state(cursor).row == nil ? 1 : 0 }
  module.xColumn = { cursor, context, column in
    let state = state(cursor)
    guard let row = state.row else { return SQLITE_OK }
    let column = Int(column)
    let value = column < row.count ? row[column] : state.arguments?[column - row.count]
    setResult(context) { value ?? .null }
    return SQLITE_OK
  }
  module.xRowid = { cursor, id in
    id.unsafelyUnwrapped.pointee = Int64(state(cursor).number)
    return SQLITE_OK
  }
  let place = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
  place.initialize(to: module)
  return place
}()
