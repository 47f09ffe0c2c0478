import CSQLite
public import SQLite

extension Connection {
  /// Offers `body` to SQL as a function of `name`.
  ///
  /// - Parameters:
  ///   - name: What SQL calls it.
  ///   - arguments: How many arguments it takes; nil for any number.
  ///   - body: Gets the arguments; an error it throws becomes the statement's error.
  /// - Throws: ``SQLiteError`` where the name or number is out of range.
  public func addFunction(
    _ name: String, arguments: Int?, _ body: @escaping ([Value]) throws -> Value
  ) throws(SQLiteError) {
    let definition = Unmanaged.passRetained(ScalarFunction(body: body))
    let code = sqlite3_create_function_v2(
      handle, name, Int32(arguments ?? -1),
      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, definition.toOpaque(),
      { context, count, values in
        guard let user = sqlite3_user_data(context) else { return }
        let function = Unmanaged<ScalarFunction>.fromOpaque(user).takeUnretainedValue()
        setResult(context) { try function.body(read(count, values)) }
      }, nil, nil, { $0.map { Unmanaged<ScalarFunction>.fromOpaque($0).release() } })
    guard code == SQLITE_OK else { throw SQLiteError(handle) }
  }

  /// Offers an aggregate to SQL.
  ///
  /// - Parameters:
  ///   - name: What SQL calls it.
  ///   - arguments: How many arguments it takes; nil for any number.
  ///   - initial: The state before the first row of a group.
  ///   - step: Takes one row into the state.
  ///   - final: The result of a group; also asked of a group without rows.
  /// - Throws: ``SQLiteError`` where the name or number is out of range.
  public func addAggregate<State>(
    _ name: String, arguments: Int?, initial: @escaping () -> State,
    step: @escaping (inout State, [Value]) throws -> Void,
    final: @escaping (State) throws -> Value
  ) throws(SQLiteError) {
    let definition = AggregateFunction(make: {
      var state = initial()
      return AggregateState(step: { try step(&state, $0) }, final: { try final(state) })
    })
    let code = sqlite3_create_function_v2(
      handle, name, Int32(arguments ?? -1),
      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
      Unmanaged.passRetained(definition).toOpaque(), nil,
      { context, count, values in
        guard let state = aggregateState(context) else { return }
        do { try state.step(read(count, values)) } catch { setError(context, error) }
      },
      { context in
        guard let state = aggregateState(context) else { return }
        setResult(context, state.final)
        releaseAggregateState(context)
      }, { $0.map { Unmanaged<AggregateFunction>.fromOpaque($0).release() } })
    guard code == SQLITE_OK else { throw SQLiteError(handle) }
  }
}

private final class ScalarFunction {
  let body: ([Value]) throws -> Value
  init(body: @escaping ([Value]) throws -> Value) { self.body = body }
}

private final class AggregateFunction {
  let make: () -> AggregateState
  init(make: @escaping () -> AggregateState) { self.make = make }
}

/// What one group has gathered so far.
private final class AggregateState {
  let step: ([Value]) throws -> Void
  let final: () throws -> Value

  init(step: @escaping ([Value]) throws -> Void, final: @escaping () throws -> Value) {
    self.step = step
    self.final = final
  }
}

private func aggregateState(_ context: OpaquePointer?) -> AggregateState? {
  guard let user = sqlite3_user_data(context),
    let place = sqlite3_aggregate_context(context, Int32(MemoryLayout<UInt>.size))?
      .assumingMemoryBound(to: UnsafeRawPointer?.self)
  else { return nil }
  if let there = place.pointee {
    return Unmanaged<AggregateState>.fromOpaque(there).takeUnretainedValue()
  }
  let state = Unmanaged<AggregateFunction>.fromOpaque(user).takeUnretainedValue().make()
  place.pointee = UnsafeRawPointer(Unmanaged.passRetained(state).toOpaque())
  return state
}

private func releaseAggregateState(_ context: OpaquePointer?) {
  let place = sqlite3_aggregate_context(context, 0)?
    .assumingMemoryBound(to: UnsafeRawPointer?.self)
  guard let place, let there = place.pointee else { return }
  place.pointee = nil
  Unmanaged<AggregateState>.fromOpaque(there).release()
}

private func read(_ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?) -> [Value] {
  (0..<Int(count)).map { Value(values?[$0]) }
}

func setResult(_ context: OpaquePointer?, _ body: () throws -> Value) {
  do {
    switch try body() {
    case .null: sqlite3_result_null(context)
    case .integer(let number): sqlite3_result_int64(context, number)
    case .real(let number): sqlite3_result_double(context, number)
    case .text(var text):
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_result_text64(
            context, $0.baseAddress, UInt64($0.count), agglom_transient(), UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        // A null pointer would be NULL and not a blob of no bytes.
        $0.isEmpty
          ? _ = sqlite3_result_zeroblob64(context, 0)
          : sqlite3_result_blob64(context, $0.baseAddress, UInt64($0.count), agglom_transient())
      }
    }
  } catch {
    setError(context, error)
  }
}

private func setError(_ context: OpaquePointer?, _ error: any Error) {
  sqlite3_result_error(context, "\(error)", -1)
}
