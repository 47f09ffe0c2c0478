#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import SQLite

/// Runs what is asynchronous to its end on a thread of its own, while the caller waits.
///
/// All that `body` awaits runs on that thread too, so that it ends even where callers hold every thread
/// that Swift keeps for tasks. What it uses of the caller is the caller's no more until it has ended.
///
/// - Throws: What `body` throws, and ``SQLiteError`` where no thread can be made.
func runOnOwnThread<Result>(_ body: @escaping () async throws -> Result) throws -> Result {
  let outcome = Outcome<Result>()
  let executor = OwnThreadExecutor()
  nonisolated(unsafe) let body = body
  let work = Work {
    Task(executorPreference: executor) {
      do { outcome.result = .success(try await body()) } catch { outcome.result = .failure(error) }
      executor.finish()
    }
    executor.run()
  }
  let argument = Unmanaged.passRetained(work).toOpaque()
  #if canImport(Glibc)
  var thread = pthread_t()
  let code = pthread_create(
    &thread, nil,
    { argument in
      argument.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
      return nil
    }, argument)
  if code == 0 { pthread_join(thread, nil) }
  #else
  var thread: pthread_t?
  let code = pthread_create(
    &thread, nil,
    { argument in
      Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
      return nil
    }, argument)
  if code == 0, let thread { pthread_join(thread, nil) }
  #endif
  guard code == 0, let result = outcome.result else {
    if code != 0 { Unmanaged<Work>.fromOpaque(argument).release() }
    let reason = String(cString: strerror(code))
    throw SQLiteError(code: .error, message: "could not start a thread (\(reason))")
  }
  return try result.get()
}

/// What a thread does.
private final class Work {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}

/// `@unchecked Sendable`: it is written by the thread, and read when that has ended.
private final class Outcome<Value>: @unchecked Sendable {
  var result: Swift.Result<Value, any Error>?
}

/// Runs jobs on the thread that calls `run`.
///
/// `@unchecked Sendable`: the lock guards all of its state.
private final class OwnThreadExecutor: TaskExecutor, @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
  private let changed: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
  private var jobs: [UnownedJob] = []
  private var isFinished = false

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    change { jobs.append(job) }
  }

  /// Lets `run` return once no job is left.
  func finish() { change { isFinished = true } }

  /// Runs the jobs as they come.
  func run() {
    while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func change(_ body: () -> Void) {
    pthread_mutex_lock(lock)
    body()
    pthread_cond_signal(changed)
    pthread_mutex_unlock(lock)
  }

  private func next() -> UnownedJob? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while jobs.isEmpty, !isFinished { pthread_cond_wait(changed, lock) }
    return jobs.isEmpty ? nil : jobs.removeFirst()
  }
}
