/// A survey that MakeSurvey writes.
struct SurveyFile: Sendable {
  let rows: Int
  var isByYear = false
  var encoding = "utf-8"
  var ending = "csv"

  /// The same survey always has the same name, and no other has it.
  var fileName: String {
    "survey-\(rows)-\(isByYear ? "by-year" : "by-firm")-\(encoding).\(ending)"
  }

  /// What MakeSurvey takes after the rows and the file.
  var arguments: [String] { ["--encoding", encoding] + (isByYear ? ["--by-year"] : []) }
}
