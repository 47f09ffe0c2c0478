import ClusterStore
import SQLite
import SurveyImport
let a = CommandLine.arguments
do {
  if a[1] == "init" {
    let s = try Store.create(path: a[2]); print(try Seeder(s, version: "0").seed().count)
  } else {
    let s = try Store.open(path: a[2], mode: .readWrite)
    var o = ImportRun.Options(table: a.count > 4 ? a[4] : nil)
    if a[1] == "map" { o.mapping = try Mapping(file: a[4]); o.table = nil }
    let r = try ImportRun(s, options: o).run(path: a[3])
    print(r.read, r.inserted, r.skipped, r.rejected, r.suppressed, r.problems, r.rejects.prefix(3).map { "\($0.line) " + $0.sentence })
  }
} catch { print("ERR", error) }
