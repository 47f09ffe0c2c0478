import ClusterStore
import SQLite

/// What is done with each record of a file: which field is read how, and where it goes.
struct ImportPlan {
  /// The table that the rows go into.
  let table: Schema.Table
  /// The columns of the table that a row sets, each parameter of the INSERT in order; the flags are
  /// not among them.
  var inputs: [Input]
  /// What a row says of its firm, where firms are added as they come up.
  var firm: Firm?
  /// What finds the sizes of new firms; nil where they get none.
  var sizes: FirmSizes?
  /// Which rows are taken: those that fit one of these; all where it is nil.
  var alternatives: [[Condition]]?
  /// Whether withheld values are recorded in column `flags`.
  let hasFlags: Bool
  /// Whether the rows have ids, which the importer then gives.
  let hasID: Bool
  /// Whether every CHECK of the table is among the rules of the inputs.
  let knowsEveryRule: Bool

  /// The columns that an INSERT sets, in the order of a row's cells.
  var columns: [String] {
    (hasID ? ["id"] : []) + inputs.map(\.column.name) + (hasFlags ? ["flags"] : [])
  }

  /// The place of the year among the inputs; nil for a table whose rows have none.
  var yearPlace: Int? { inputs.firstIndex { $0.column.name == "year" } }

  /// The columns of a new firm.
  var firmColumns: [String] {
    ["id"] + (firm?.inputs.map(\.column.name) ?? []) + (sizes == nil ? [] : ["size_class"])
  }

  /// Every table that a row points at, once.
  var references: [ReferenceIndex] {
    var references: [ReferenceIndex] = []
    for input in inputs + (firm?.inputs ?? []) {
      guard case .reference(let index) = input.reading,
        !references.contains(where: { $0 === index })
      else { continue }
      references.append(index)
    }
    return references
  }

  /// A column of the table and where its value comes from.
  struct Input {
    var column: Schema.Column
    var origin: Origin
    var reading: Reading
    /// The file's name of the column, for messages.
    var label: String
    /// The place among the plan's inputs.
    var place = 0
    /// Whether a firm that is not there yet is added.
    var addsFirms = false
    /// The CHECKs of this column alone.
    var rules: [CheckRule] = []
    /// What each text of the file becomes; nil where it stays.
    var values: [String: [UInt8]]?
    /// What becomes of a reference to a row that is not there; nil where nothing is said.
    var unknown: Mapping.Column.Unknown?
    /// What its texts are held to beside the schema.
    var check = Mapping.Column.Check.none
    var missing: [[UInt8]]
    var suppressed: [[UInt8]]
    /// The value is withheld where one of these holds of the row.
    var suppressedWhere: [Condition] = []
    /// The unit of the cells as written; nil where none is stated.
    var unit: String?
    /// What a number is multiplied by to be in the column's unit, exactly.
    var factor = UnitFactor.one
    /// How numbers are written that are no plain digits.
    var numbers = NumberReader.Options()
    /// What marks glued to numbers mean; another mark rejects the row.
    var flags: [String: Mapping.Flag] = [:]
    /// Whether the column holds a year, which may be written as 2015年.
    var isYear = false
    /// For a year: that the cells are dates, of which the year is taken.
    var date: Mapping.Column.DateKind?

    /// Whether reading the column holds its values to `rule`.
    func isHeld(to rule: CheckRule) -> Bool {
      guard rule.column == column.name else { return false }
      return switch (rule.demand, reading) {
      case (.range, .integer), (.range, .real), (.texts, .text): true
      default: false
      }
    }
  }

  /// Where a value comes from.
  enum Origin {
    /// The field at this place of the record.
    case field(Int)
    /// The same text in every row.
    case constant([UInt8])
    /// The texts of other origins with a colon between them.
    case joined([Origin])
  }

  /// How a text is read.
  enum Reading {
    case text
    case integer
    case real
    /// The row it names in a table.
    case reference(ReferenceIndex)
  }

  /// Whether a field holds one of some texts.
  struct Condition {
    var field: Int
    var texts: [[UInt8]]
  }

  /// The columns of table `firm` that a row sets when its firm is new, and where the firm's key is.
  struct Firm {
    var key: Origin
    var inputs: [Input]
    /// The input of the main table that points at the firm.
    var input: Int
    /// Whether a new firm's key is the text that its rows name it by.
    var isKnownByKey: Bool
    /// Whether every CHECK of table `firm` is among the rules of the inputs.
    var knowsEveryRule: Bool
  }
}
