import ClusterModel
import Foundation
import SQLite
import ScratchFolder
import Testing

@testable import ClusterStore

@Suite struct BackupTests {
  let scratch: Scratch
  let store: Store
  let copy: String

  init() throws {
    scratch = try Scratch()
    store = try Store.create(path: scratch.path("a.db"))
    try SourceRepository(store).insert(.init(key: "s", kind: "paper", title: "A paper"))
    copy = scratch.path("b.db")
  }

  private func count(_ path: String) throws -> Value? {
    let connection = try Connection(path: path, mode: .readWrite)
    #expect(try connection.value("PRAGMA integrity_check") == .text("ok"))
    return try connection.value("SELECT count(*) FROM source")
  }

  /// A database at `copy` that a program was killed in: its last row lies in the write-ahead log.
  private func leaveUnfinishedDatabase() throws {
    let work = scratch.path("work.db")
    let connection = try Connection(path: work, mode: .create)
    try connection.execute(
      "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: work + suffix, toPath: copy + suffix)
    }
    withExtendedLifetime(connection) {}
  }

  @Test(arguments: ["-journal", "-wal", "-shm"])
  func `a database or backup is not made where another's unfinished changes lie`(
    suffix: String
  ) throws {
    try scratch.write("changes", to: "b.db" + suffix)
    let files = [copy + suffix]
    #expect(throws: StoreError.companions(path: copy, files: files)) {
      try Store.create(path: copy)
    }
    #expect(throws: BackupError.companions(path: copy, files: files)) {
      try store.backUp(to: copy, replacing: true)
    }
    #expect(try scratch.files() == ["a.db", "b.db" + suffix])
  }

  @Test(arguments: ["-journal", "-wal"])
  func `unfinished changes that appear while a database is made keep it from appearing`(
    suffix: String
  ) throws {
    #expect(throws: StoreError.companions(path: copy, files: [copy + suffix])) {
      try Store.create(path: copy) { _ in try scratch.write("changes", to: "b.db" + suffix) }
    }
    #expect(try scratch.files() == ["a.db", "b.db" + suffix])
  }

  @Test func `what a killed program left beside a backup is settled before that is replaced`()
    throws
  {
    try leaveUnfinishedDatabase()
    _ = try store.backUp(to: copy, replacing: true)
    #expect(try count(copy) == .integer(1))
    #expect(try scratch.files().filter { $0.hasPrefix("b.db") } == ["b.db"])
  }

  @Test func `a database that another program uses is not replaced`() throws {
    let other = try Connection(path: copy, mode: .create)
    try other.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    #expect {
      try store.backUp(to: copy, replacing: true)
    } throws: { error in
      guard case BackupError.inUse(copy, _) = error else { return false }
      return true
    }
    #expect(try other.value("SELECT x FROM t") == .integer(1))
  }

  @Test func `a database is never its own backup, by whatever name`() throws {
    let (hard, soft) = (scratch.path("hard.db"), scratch.path("soft.db"))
    try FileManager.default.linkItem(atPath: store.path, toPath: hard)
    try FileManager.default.createSymbolicLink(atPath: soft, withDestinationPath: store.path)
    let before = try scratch.bytes("a.db")
    for path in [store.path, hard, soft, scratch.folder.path() + "/./a.db"] {
      #expect(throws: BackupError.isSource(path: path)) {
        try store.backUp(to: path, replacing: true)
      }
    }
    for suffix in ["-journal", "-wal", "-shm"] {
      let path = store.path + suffix
      #expect(throws: BackupError.isCompanion(path: path, database: store.path)) {
        try store.backUp(to: path, replacing: false)
      }
    }
    #expect(try scratch.bytes("a.db") == before)
    #expect(try scratch.files() == ["a.db", "hard.db", "soft.db"])
  }

  @Test func `a folder is not replaced, and a link to a file is kept`() throws {
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
    #expect(throws: BackupError.isNoFile(path: copy)) {
      try store.backUp(to: copy, replacing: true)
    }
    try scratch.write("old", to: "target.db")
    let link = scratch.path("link.db")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: scratch.path("target.db"))
    _ = try store.backUp(to: link, replacing: true)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: link) == scratch.path("target.db"))
    #expect(try count(scratch.path("target.db")) == .integer(1))
  }

  @Test(arguments: [0o600, 0o640, 0o644])
  func `a backup may be read by those who may read the database`(mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: store.path)
    _ = try store.backUp(to: copy, replacing: false)
    let attributes = try FileManager.default.attributesOfItem(atPath: copy)
    #expect(attributes[.posixPermissions] as? Int == mode)
  }

  @Test func `a damaged database gives no backup`() throws {
    let damaged = scratch.path("damaged.db")
    _ = try store.backUp(to: damaged, replacing: false)
    let file = try FileHandle(forUpdating: URL(filePath: damaged))
    try file.seek(toOffset: 8_192)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 40_000))
    try file.close()
    let broken = try Connection(path: damaged, mode: .readOnly)
    #expect {
      _ = try DatabaseCopy(of: broken, at: damaged, for: copy)
    } throws: { error in
      guard case BackupError.damaged(damaged, _) = error else { return false }
      return true
    }
    #expect(try scratch.files() == ["a.db", "damaged.db"])
  }

  @Test func `a file that appears while a database is made stays`() throws {
    #expect(throws: StoreError.exists(path: copy)) {
      try Store.create(path: copy) { _ in try scratch.write("theirs", to: "b.db") }
    }
    #expect(try scratch.bytes("b.db") == Data("theirs".utf8))
    #expect(try scratch.files() == ["a.db", "b.db"])
  }
}
