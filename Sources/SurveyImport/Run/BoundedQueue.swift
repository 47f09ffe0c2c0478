#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Hands elements from one thread to another, holding the giver back when the taker is behind.
///
/// `@unchecked Sendable`: the lock guards all of its state, and an element belongs to the queue from
/// `put` to `take`.
@safe final class BoundedQueue<Element>: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private let capacity: Int
  private var elements: [Element] = []
  private var isClosed = false
  private var isFinished = false

  init(capacity: Int) {
    self.capacity = capacity
    unsafe lock = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(lock)
    unsafe changed.deallocate()
    unsafe lock.deallocate()
  }

  /// Gives an element, once there is room; false where nobody takes any more.
  func put(_ element: consuming Element) -> Bool {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while elements.count >= capacity, !isClosed { unsafe pthread_cond_wait(changed, lock) }
    guard !isClosed else { return false }
    elements.append(element)
    unsafe pthread_cond_broadcast(changed)
    return true
  }

  /// Takes the oldest element, once there is one; nil where none will come.
  func take() -> Element? {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while elements.isEmpty, !isClosed, !isFinished { unsafe pthread_cond_wait(changed, lock) }
    guard !elements.isEmpty, !isClosed else { return nil }
    let element = elements.removeFirst()
    unsafe pthread_cond_broadcast(changed)
    return element
  }

  /// Says that no more elements are given; those given can still be taken.
  func finish() {
    unsafe pthread_mutex_lock(lock)
    isFinished = true
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(lock)
  }

  /// Says that no more elements are given or taken.
  func close() {
    unsafe pthread_mutex_lock(lock)
    isClosed = true
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(lock)
  }
}

/// A thread that runs one piece of work.
struct WorkThread {
  private let handle: pthread_t

  /// Starts `work`; nil where the system gives no thread, as when a process has all that it may have.
  init?(_ work: @escaping @Sendable () -> Void) {
    let work = Work(work)
    let box = unsafe Unmanaged.passRetained(work).toOpaque()
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        }
        return nil
      }, box)
    guard code == 0 else {
      unsafe Unmanaged<Work>.fromOpaque(box).release()
      return nil
    }
    handle = thread
  }

  /// Waits until the work is done.
  func join() { pthread_join(handle, nil) }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
