/// Why a cell is not stored: a code of the frictionless vocabulary and a reason for people.
struct CellRefusal: Error, Hashable, Sendable {
  /// `type-error` for a text that cannot be read, `constraint-error` for a value that does not fit.
  var code = RejectCode.typeError
  /// What is wrong and, where it can be told, what would make it right.
  var reason: String

  init(_ reason: String, code: RejectCode = .typeError) {
    self.code = code
    self.reason = reason
  }
}
