/// What is to be written, as the command line says it.
struct SurveyOptions {
  enum Kind {
    /// Firms by years.
    case survey
    /// Zones by industries by years.
    case cells
    /// Firms with coordinates.
    case places
  }

  private(set) var kind = Kind.survey
  /// Of places, how many firms the first class of industry has.
  var rows = 0
  /// Of places, how many firms the other classes have.
  private(set) var others = 0
  /// A workbook where it ends with `.xlsx`, else delimited text; of cells the folder of three files.
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
           MakeSurvey --cells FOLDER [--seed N]
           MakeSurvey --places OTHERS FIRMS FILE [--seed N] [--seeds FOLDER]
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
      case "--cells": (kind, path) = (.cells, try value())
      case "--places":
        guard let count = Int(try value()), count > 0 else { throw SurveyFailure(Self.usage) }
        (kind, others) = (.places, count)
      default: plain.append(argument)
      }
    }
    if kind == .cells, plain.isEmpty { return }
    guard kind != .cells, plain.count == 2, let rows = Int(plain[0]), rows > 0 else {
      throw SurveyFailure(Self.usage)
    }
    (self.rows, path) = (rows, plain[1])
  }
}
