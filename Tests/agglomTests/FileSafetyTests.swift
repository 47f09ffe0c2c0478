import Foundation
import SQLite
import Testing

/// What the program does to files beside the database, and how it reports what it cannot do.
@Suite struct FileSafetyTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.folder.path()).sorted()
  }

  private func mode(_ name: String) throws -> Int? {
    let path = program.folder.appending(path: name).path()
    return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func setMode(_ mode: Int, of name: String) throws {
    let path = program.folder.appending(path: name).path()
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test func `a backup over the database itself is refused with the status of outputs`() throws {
    let result = try program.run("backup", "./agglom.db", "--force")
    #expect(result.status == 73)
    #expect(result.messages.contains("./agglom.db: is the database itself."))
    #expect(try program.run("check").status == 0)
  }

  @Test func `init names the files that would be applied to the new database`() throws {
    try Data("x".utf8).write(to: program.folder.appending(path: "new.db-wal"))
    let result = try program.run("init", "--db", "new.db")
    #expect(result.status == 73)
    #expect(result.messages.contains("new.db-wal was left by another database"))
    #expect(try names() == ["agglom.db", "new.db-wal"])
  }

  @Test func `no export takes the name of a file in which SQLite looks for changes`() throws {
    for name in ["agglom.db", "agglom.db-journal", "agglom.db-wal"] {
      let result = try program.run("export", "csv", "zone", "-o", name, "--force")
      #expect(result.status == 73, "\(name)")
    }
    #expect(try names() == ["agglom.db"])
    #expect(try program.run("check").status == 0)
  }

  @Test func `what is written from a private database is private`() throws {
    try setMode(0o600, of: "agglom.db")
    try Data("key,kind\n,nonsense\nz1,area\n".utf8).write(
      to: program.folder.appending(path: "z.csv"))
    for arguments in [
      ["backup", "copy.db"], ["export", "csv", "zone", "-o", "zone.csv"],
      ["export", "sql", "-o", "all.sql"], ["query", "SELECT 1", "-o", "one.csv"],
      ["import", "z.csv", "--into", "zone", "--rejects", "bad.csv"],
    ] { #expect(try [0, 2].contains(program.run(arguments).status), "\(arguments)") }
    for name in ["copy.db", "zone.csv", "all.sql", "one.csv", "bad.csv"] {
      #expect(try mode(name) == 0o600, "\(name)")
    }
    #expect(try program.run("export", "dataset", "folder").status == 0)
    #expect(try mode("folder") == 0o700)
    #expect(try mode("folder/zone.csv") == 0o600)
  }

  @Test func `a damaged database is named, with what to do, and without SQL`() throws {
    let file = try FileHandle(forUpdating: program.database)
    try file.seek(toOffset: 4_096)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 400_000))
    try file.close()
    for arguments in [
      ["query", "SELECT count(*) FROM zone"], ["list", "clusters"], ["find", "大连"], ["check"],
      ["backup", "copy.db"], ["export", "sql", "-o", "all.sql"],
    ] {
      let result = try program.run(arguments)
      #expect(result.status == 65, "\(arguments): \(result.status) \(result.messages)")
      #expect(result.messages.contains("agglom.db: the database is damaged"), "\(arguments)")
      #expect(!result.messages.contains("SELECT"), "\(result.messages)")
    }
    #expect(try names() == ["agglom.db"])
  }

  @Test func `a folder in place of a database is no fault of the disk`() throws {
    let result = try program.run("list", "zones", "--db", ".")
    #expect(result.status == 66)
    #expect(result.messages.contains("cannot be opened (Is a directory)"), "\(result.messages)")
  }

  @Test func `rows that lie in each other are rejected with what their cells say`() throws {
    let text = "key,kind,name_zh,parent\nc1,area,甲,c2\nc2,area,乙,c1\n"
    try Data(text.utf8).write(to: program.folder.appending(path: "c.csv"))
    let result = try program.run("import", "c.csv", "--into", "zone")
    #expect(result.status == 65)
    for line in [
      "c.csv:2: parent: 'c2': the chain leads back to where it begins: c1 -> c2 -> c1",
      "c.csv:3: parent: 'c1': the chain leads back to where it begins: c2 -> c1 -> c2",
    ] {
      #expect(result.messages.contains(line), "\(result.messages)")
    }
  }

  @Test func `a disk without room is reported as such, and nothing is left or changed`() throws {
    let before = try Data(contentsOf: program.database)
    let rows = (1...20_000).map { "z\($0),area,新区\($0)" }.joined(separator: "\n")
    try Data("key,kind,name_zh\n\(rows)\n".utf8)
      .write(to: program.folder.appending(path: "zones.csv"))
    let lines = [
      "agglom import zones.csv --into zone", "agglom backup copy.db",
      "agglom export sql -o all.sql",
      "agglom export dataset folder", "agglom init --db new.db",
    ]
    for line in lines {
      // A limit on the size of files, in blocks of 512 bytes, stands for a full disk.
      let blocks = line.contains("zones") ? before.count / 512 + 16 : 1_024
      let result = try program.shell("ulimit -f \(blocks); \(line)")
      #expect(result.status == 74, "\(line): \(result.status) \(result.messages)")
      #expect(!result.messages.contains("INSERT"), "\(result.messages)")
      #expect(!result.messages.contains(".part"), "\(result.messages)")
    }
    #expect(try names() == ["agglom.db", "zones.csv"])
    #expect(try Data(contentsOf: program.database) == before)
  }

  @Test func `a statement that is not understood is shown around the fault, never whole`() throws {
    let long = String(repeating: "SELECT 1 UNION ALL ", count: 500)
    let result = try program.run("query", long + "SELECT 1 FRM zone " + long)
    #expect(result.status == 1)
    #expect(result.messages.contains("FRM zone"))
    #expect(result.messages.utf8.count < 400)
  }

  @Test func `no cell, name or message controls a terminal`() throws {
    let bad = "\u{1B}[31mred\u{9B}2J\u{202E}"
    try Data("key,kind,name_zh\nz1,\(bad),甲\n".utf8)
      .write(to: program.folder.appending(path: "a\u{1B}[2J.csv"))
    let runs = [
      ["import", "a\u{1B}[2J.csv", "--into", "zone"],
      ["query", "SELECT '\(bad)' AS \"\(bad)\" FRM"],
      ["show", "zone", bad], ["find", bad], ["list", bad], [bad],
      ["query", "SELECT '\(bad)'", "--format", "table"], ["stats", bad], ["--\(bad)"],
    ]
    for arguments in runs {
      let result = try program.run(arguments)
      for text in [result.output, result.messages] {
        #expect(
          !text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{202E}" },
          "\(arguments): \(text)")
      }
    }
  }

  @Test func `what a killed run left beside the database is gone after the next`() throws {
    let left = [".new.db.0123456789abc.part", ".new.db.0123456789abc.part-journal"]
    for name in left {
      try Data("left".utf8).write(to: program.folder.appending(path: name))
    }
    #expect(try program.run("init", "--db", "new.db", "--empty").status == 0)
    #expect(try names() == ["agglom.db", "new.db"])
  }
}
