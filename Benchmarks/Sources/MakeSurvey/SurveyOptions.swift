/// What is to be written, as the command line says it.
struct SurveyOptions {
  var rows = 0
  /// A workbook where it ends with `.xlsx`, else delimited text.
  var path = ""
  /// Year after year, not firm after firm; then all rows are held in memory.
  var isByYear = false
  /// A name that iconv knows.
  var encoding = "UTF-8"
  /// The years that each firm reports.
  var years = 2011...2020
  var seed: UInt64 = 1
  /// The folder with the codes of zones and industries.
  var seeds = "seeds"

  static let usage = """
    usage: MakeSurvey ROWS FILE [--by-year] [--encoding NAME] [--years 1-14] [--seed N] \
    [--seeds FOLDER]
    """

  init(_ arguments: [String]) throws(SurveyFailure) {
    var plain: [String] = []
    var rest = arguments[...]
    func value() throws(SurveyFailure) -> String {
      guard let value = rest.popFirst() else { throw SurveyFailure(Self.usage) }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--by-year": isByYear = true
      case "--encoding": encoding = try value()
      case "--years":
        guard let count = Int(try value()), (1...14).contains(count) else {
          throw SurveyFailure(Self.usage)
        }
        years = 2011...(2010 + count)
      case "--seed":
        guard let number = UInt64(try value()) else { throw SurveyFailure(Self.usage) }
        seed = number
      case "--seeds": seeds = try value()
      default: plain.append(argument)
      }
    }
    guard plain.count == 2, let rows = Int(plain[0]), rows > 0 else {
      throw SurveyFailure(Self.usage)
    }
    (self.rows, path) = (rows, plain[1])
  }
}
