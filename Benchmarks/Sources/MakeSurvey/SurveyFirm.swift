import Foundation

/// An invented firm, whose figures go on from year to year.
struct SurveyFirm {
  /// The cells that are the same in each of its rows, each with the comma after it.
  private let identity: [UInt8]
  private var employees: Double
  /// In 万元.
  private var output: Double
  private let exportShare: Double?
  private let researchShare: Double?
  private var random: RandomSource

  private static let names = Array("华东北盛鑫宏泰远源达通利安和兴成")

  init(number: Int, seed: UInt64, codes: SurveyCodes) {
    random = RandomSource(seed: seed &* 0xD1B5_4A32_D192_ED03 &+ UInt64(number))
    let county = codes.counties[random.below(codes.counties.count)]
    let industry = codes.industries[random.below(codes.industries.count)]
    let brand = [random.below(16), random.below(16)].map { String(Self.names[$0]) }.joined()
    // 61,803,399 and 100,000,000 have no common factor: numbers in disorder, none of them twice.
    let code = CreditCode.enterprise(
      county: county.code, number: (number * 61_803_399 + 27_182_818) % 100_000_000)
    let name = "\(county.prefecture.dropLast())\(brand)\(number)\(industry.name)有限公司"
    let comma = UInt8(ascii: ",")
    identity =
      code + [comma] + Array(name.utf8) + [comma] + county.code + [comma] + industry.code + [comma]
    employees = exp(random.normal(4.1, 1.1))
    output = employees * exp(random.normal(3.5, 0.6))
    exportShare = random.chance(0.3) ? random.unit() * 0.5 : nil
    researchShare = random.chance(0.4) ? random.unit() * 0.05 : nil
  }

  /// The row of the next year, as a line of text.
  mutating func line(year: Int) -> [UInt8] {
    employees = max(1, employees * exp(random.normal(0.02, 0.08)))
    output *= exp(random.normal(0.05, 0.12))
    var line = CellLine(beginning: identity)
    line.append(Double(year), decimals: 0)
    line.append(employees, decimals: 0)
    line.append(output, decimals: 2)
    line.append(output * random.normal(0.96, 0.02), decimals: 2)
    line.append(output * random.normal(1.3, 0.1), decimals: 2)
    line.append(output * random.normal(0.05, 0.06), decimals: 2)
    line.append(output * 0.045, decimals: 2)
    line.append(exportShare.map { output * $0 }, decimals: 2)
    line.append(researchShare.map { output * $0 }, decimals: 2)
    line.append(random.chance(0.3) ? Double(random.below(10)) : nil, decimals: 0)
    line.append(output * random.normal(0.3, 0.02), decimals: 1)
    line.append(output * 2.2, decimals: 0)
    line.append(output * 0.06, decimals: 1)
    return line.ended
  }
}
