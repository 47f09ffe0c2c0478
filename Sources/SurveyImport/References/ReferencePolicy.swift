import ClusterStore

/// What may become of references from one column to rows that are not there.
///
/// A row may always be rejected. The reference may be left empty where the column may be, and a row
/// may be added where it is enough to know its code, or where the file says what the firm is.
struct ReferencePolicy {
  private let column: Schema.Column
  private let table: String
  private let mapping: Mapping

  /// Why a policy makes no sense.
  struct Refusal: Error {
    /// What speaks against it and what there is instead, without a full stop.
    let reason: String
  }

  /// The policies for `column` of `table`, in rows that go where `mapping` says.
  init(_ column: Schema.Column, of table: String, into mapping: Mapping) {
    self.column = column
    self.table = table
    self.mapping = mapping
  }

  /// The policies that make sense.
  var permitted: [Mapping.Column.Unknown] {
    guard let target = column.target else { return [] }
    let isDescribed = target == "firm" && mapping.columns.contains { $0.to.hasPrefix("firm.") }
    // A row of the table itself comes by the file, under an id of its own.
    let isKnownByCode = ImportTarget.tablesOfCodes.contains(target) && target != mapping.table
    return [.reject] + (column.isRequired ? [] : [.null])
      + (isKnownByCode || isDescribed ? [.add] : [])
  }

  /// Refuses a policy that makes no sense, with those that do.
  func check(_ unknown: Mapping.Column.Unknown) throws(Refusal) {
    guard let target = column.target else {
      throw Refusal(reason: "'\(column.name)' of \(table) points at no table")
    }
    guard !permitted.contains(unknown) else { return }
    let why =
      switch unknown {
      case .reject: ""
      case .null: "'\(column.name)' of \(table) cannot be empty"
      case .add where target == "firm":
        "nothing in the file says what a new firm is; map a column to firm.name_zh or firm.name_en"
      case .add where target == mapping.table: "the rows of \(target) are those of the file itself"
      case .add: "a \(target) is not known by its code alone"
      }
    let choices = permitted.map(\.rawValue).joined(separator: " and ")
    throw Refusal(reason: "\(why); for \(target) there is \(choices)")
  }
}

extension Mapping {
  /// The mapping with `policies`, by the table pointed at, for the columns that say nothing of what
  /// becomes of references to rows that are not there.
  ///
  /// - Throws: ``ImportError/option(name:reason:)`` for a table that no row points at, and for a
  ///   policy that makes no sense of it.
  func taking(_ policies: [String: Column.Unknown], _ store: Store) throws -> Mapping {
    guard !policies.isEmpty else { return self }
    let own = try Schema(store).table(table)
    let firm = try Schema(store).table("firm")
    let targets = Set((own.columns + firm.columns).compactMap(\.target))
    let places = Set(own.columns.compactMap(\.target))
    for (target, policy) in policies.sorted(by: { $0.key < $1.key }) where !targets.contains(target)
    {
      let near = NearestNames.of(target, in: places, limit: 1).first
      throw ImportError.option(
        name: "unknown \(target)=\(policy.rawValue)",
        reason: "no row of \(table) points at a '\(target)'"
          + (near.map { "; did you mean \($0)?" } ?? "")
          + " It points at \(places.sorted().joined(separator: ", "))")
    }
    var mapping = self
    for (place, column) in columns.enumerated() where column.unknown == nil {
      let isFirm = column.to.hasPrefix("firm.")
      let name = isFirm ? String(column.to.dropFirst(5)) : column.to
      let table = isFirm ? firm : own
      guard let found = table.column(name) ?? table.column(name + "_id"),
        let target = found.target, let policy = policies[target]
      else { continue }
      do throws(ReferencePolicy.Refusal) {
        try ReferencePolicy(found, of: table.name, into: self).check(policy)
      } catch {
        throw ImportError.option(
          name: "unknown \(target)=\(policy.rawValue)", reason: error.reason)
      }
      mapping.columns[place].unknown = policy
    }
    return mapping
  }
}
