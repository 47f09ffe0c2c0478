import Foundation

/// The codes a survey may use: counties of Liaoning that had one code in all of its years, and
/// classes of industry with short names.
struct SurveyCodes {
  /// A county by its GB/T 2260 code, with the name of the prefecture it lies in, such as 营口市.
  struct County {
    let code: [UInt8]
    let prefecture: String
  }

  /// A class of GB/T 4754-2017, with its name, such as 镁冶炼.
  struct Industry {
    let code: [UInt8]
    let name: String
  }

  let counties: [County]
  let industries: [Industry]

  /// Reads `zone_code.csv` and `industry.csv` of the folder `seeds`.
  init(seeds: String, years: ClosedRange<Int>) throws(SurveyFailure) {
    let spells = try Self.records(seeds + "/zone_code.csv").filter {
      $0.count > 7 && $0[1] == "gbt2260" && $0[2].hasPrefix("21")
    }
    let byCode = Dictionary(grouping: spells) { $0[2] }
    counties = byCode.keys.sorted().compactMap { code in
      guard let spells = byCode[code], spells[0][3] == "county",
        Set(spells.map { $0[0] }).count == 1,
        years.allSatisfy({ year in
          spells.contains { (Int($0[6]) ?? .max) <= year && year <= (Int($0[7]) ?? .min) }
        }),
        let prefecture = byCode[code.prefix(4) + "00"]?.max(by: { $0[6] < $1[6] })
      else { return nil }
      return County(code: Array(code.utf8), prefecture: prefecture[4])
    }
    industries = try Self.records(seeds + "/industry.csv").compactMap { record in
      guard record.count > 6, record[1] == "gbt4754-2017", record[3] == "class",
        ("1300"..<"4400").contains(record[2]), record[6].count <= 6
      else { return nil }
      return Industry(code: Array(record[2].utf8), name: record[6])
    }
    guard !counties.isEmpty, !industries.isEmpty else {
      throw SurveyFailure("'\(seeds)' has no counties of Liaoning or no classes of industry.")
    }
  }

  /// The cells of each line but the header; the lines wanted here hold no quotes.
  private static func records(_ path: String) throws(SurveyFailure) -> [[String]] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw SurveyFailure("'\(path)' cannot be read; --seeds names its folder.")
    }
    return text.split(separator: "\n").dropFirst().filter { !$0.contains("\"") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
