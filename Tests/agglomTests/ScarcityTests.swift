import Foundation
import SampleStore
import Testing

/// The program where memory or threads are scarce.
@Suite struct ScarcityTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    try write("d.csv", "key,name_en,kind\ns,Survey,survey\n")
    let made = try program.run("import", "d.csv", "--into", "dataset")
    try #require(made.status == 0, "\(made.messages)")
  }

  private func write(_ name: String, _ text: String) throws {
    try SampleStore.write(text, to: program.folder.path + "/" + name)
  }

  private static let arguments = "--into firm_year --set dataset=s"

  @Test func `rejected rows are written as they come, and not kept in memory`() throws {
    // Some 3,500 bytes a row, twice: kept in memory they would come to 420 megabytes.
    let filler = String(repeating: "x", count: 3_500)
    let count = 60_000
    let line = "f1,\(filler),bad\n"
    try write("a.csv", "firm,firm_name,year\nf0,A,2021\n" + String(repeating: line, count: count))
    for options in ["--dry-run --progress none", "--progress none"] {
      let result = try program.shell(
        "ulimit -v 400000; agglom import a.csv \(Self.arguments) \(options)")
      #expect(result.status == 2, "\(result.messages.prefix(2_000))")
      #expect(result.messages.contains("\(count) rejected"))
      #expect(result.messages.contains("... \(count) problems in all: \(count) type-error."))
    }
    let rejects = try String(
      contentsOfFile: program.folder.path + "/a.csv.rejects.csv", encoding: .utf8)
    #expect(rejects.split(separator: "\n").count == count + 1)
    let lines = try program.run(
      "query",
      "SELECT count(*), min(line), max(line), sum(line < id - (SELECT min(id) FROM import_reject)) FROM import_reject",
      "--format", "csv")
    #expect(lines.output.hasSuffix("\(count),3,\(count + 2),0\n"), "\(lines.output)")
  }

  /// A library that lets no thread be started; nil where there is no compiler.
  private func threadlessLibrary() throws -> String? {
    try write(
      "no-threads.c",
      """
      #include <errno.h>
      int pthread_create(void *thread, const void *kind, void *(*work)(void *), void *argument) {
        return EAGAIN;
      }

      """)
    let made = try program.shell(
      "command -v cc >/dev/null || exit 127; cc -shared -fPIC -o no-threads.so no-threads.c")
    guard made.status == 0 else {
      print("skipped: no C compiler makes the library that refuses threads")
      return nil
    }
    return program.folder.path + "/no-threads.so"
  }

  @Test func `an import needs no second thread`() throws {
    guard let library = try threadlessLibrary() else { return }
    let rows = (0..<50_000).map { "f\($0),A\($0),2021\n" }.joined()
    try write("a.csv", "firm,firm_name,year\n" + rows)
    let result = try program.shell(
      "export LD_PRELOAD='\(library)'; agglom import a.csv \(Self.arguments)")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("50000 inserted"))
  }

  @Test func `a function of SQL that needs a thread says that there is none`() throws {
    guard let library = try threadlessLibrary() else { return }
    let result = try program.shell(
      """
      export LD_PRELOAD='\(library)'
      agglom query "SELECT * FROM location_quotient('employees', 2021)"
      """)
    #expect(result.status == 1, "\(result.messages)")
    #expect(result.messages.contains("could not start a thread (Resource temporarily unavailable)"))
  }
}
