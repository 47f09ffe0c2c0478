import DatasetExport
import Foundation
import Testing

struct RowFormatCatalogTests {
  @Test func `every file in the folder is a format in the catalogue, and the other way round`()
    throws
  {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/DatasetExport/Formats")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    let types = RowFormatCatalog.all.map { "\(type(of: $0.make(FormatOptions()))).swift" }
    #expect(files.sorted() == types.sorted())
  }

  @Test func `names and file endings are each there once`() {
    #expect(Set(RowFormatCatalog.all.map(\.name)).count == RowFormatCatalog.all.count)
    #expect(Set(RowFormatCatalog.all.map(\.fileExtension)).count == RowFormatCatalog.all.count)
  }

  @Test func `a format is found by name and by path`() throws {
    #expect(try RowFormatCatalog.format("CSV").name == "csv")
    #expect(RowFormatCatalog.format(forPath: "a/b.MD")?.name == "markdown")
    #expect(RowFormatCatalog.format(forPath: "csv") == nil)
    let error = #expect(throws: ExportError.self) { try RowFormatCatalog.format("xml") }
    #expect(
      error?.description == "there is no format 'xml'. There are table, csv, tsv, json, ndjson, "
        + "markdown, html, geojson.")
  }
}
