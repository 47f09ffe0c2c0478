/// The description of a data package, which becomes `datapackage.json`.
///
/// The properties are those of the Data Package standard, version 2.0 (Open Knowledge Foundation,
/// 2024); `unit` and `titleZh` are of our own, as the standard lets in.
struct DataPackage: Encodable {
  var schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name: String
  var title: String
  var description: String
  var licenses: [License]?
  var sources: [Origin]?
  var resources: [Resource]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case name, title, description, licenses, sources, resources
  }

  /// Terms of use: by a name, or by the address of their text.
  struct License: Encodable, Hashable {
    var name: String?
    var path: String?
    var title: String
  }

  /// Where data come from.
  struct Origin: Encodable, Hashable {
    var title: String
    var path: String?
  }

  /// A table.
  struct Resource: Encodable {
    var name: String
    var type = "table"
    var path: String
    var title: String
    var titleZh: String
    var scheme = "file"
    var format = "csv"
    var mediatype = "text/csv"
    var encoding = "utf-8"
    var schema: TableSchema
  }

  /// The columns of a table and how they point at other tables.
  struct TableSchema: Encodable {
    var fields: [Field]
    var missingValues = [""]
    var primaryKey: [String]?
    var foreignKeys: [ForeignKey]?
  }

  /// A column.
  struct Field: Encodable {
    var name: String
    var type: String
    var title: String?
    var titleZh: String?
    var description: String?
    var unit: String?
    var constraints: Constraints?
  }

  /// What the values of a column must keep.
  struct Constraints: Encodable, Hashable {
    var required: Bool?
    var unique: Bool?
    var `enum`: [String]?

    var isEmpty: Bool { required == nil && unique == nil && `enum` == nil }
  }

  /// A column that points at the rows of a table.
  struct ForeignKey: Encodable {
    var fields: [String]
    var reference: Reference

    /// The rows pointed at; those of the same table where no resource is named.
    struct Reference: Encodable {
      var resource: String?
      var fields: [String]
    }
  }
}
