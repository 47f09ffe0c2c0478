/// A unit by name: what it measures and how many standard units it is.
struct UnitName: Sendable {
  /// Which multiples may stand beside the name.
  enum Multiples: Sendable {
    /// Words and Chinese numerals, and letters such as `k` and `bn`.
    case letters
    /// Words and Chinese numerals: `mm2` and `mg` are no millions.
    case words
    case none
  }

  let dimension: MeasurementUnit.Dimension
  let factor: UnitFactor
  let currencies: [String]
  let multiples: Multiples

  init(
    _ dimension: MeasurementUnit.Dimension, _ factor: UnitFactor = .one,
    _ currencies: [String] = [], multiples: Multiples = .letters
  ) {
    self.dimension = dimension
    self.factor = factor
    self.currencies = currencies
    self.multiples = multiples
  }

  /// Every known name in lower case, without spaces.
  static let all: [String: UnitName] = {
    var all: [String: UnitName] = [:]
    for (names, unit) in table {
      for name in names.split(separator: " ") { all[String(name)] = unit }
    }
    for code in currencyCodes {
      all[code] = UnitName(.money, .one, [code.uppercased()])
      // Thousands of a currency, as accounts in Europe write them.
      all["t" + code] = UnitName(.money, .ten(3), [code.uppercased()], multiples: .none)
    }
    return all
  }()

  /// The names, longest first, so that 吨标准煤 is found before 煤 and `kwh` before `h`.
  static let byLength = all.keys.sorted { ($1.count, $0) < ($0.count, $1) }

  private static let currencyCodes = [
    "usd", "eur", "jpy", "krw", "gbp", "hkd", "twd", "chf", "inr", "rub", "sek", "nok", "dkk",
    "pln", "czk", "huf", "try", "brl", "mxn", "cad", "aud", "nzd", "sgd", "myr", "thb", "vnd",
    "idr", "php", "zar", "cny",
  ]

  /// What a dollar sign can stand for.
  private static let dollars = ["USD", "CAD", "AUD", "NZD", "HKD", "TWD", "SGD"]

  private static let table: [(String, UnitName)] = [
    // 元 alone is the unit of several currencies, but of none outside of China and its neighbours.
    ("元", UnitName(.money, .one, ["CNY", "HKD", "TWD", "MOP"])),
    (
      "rmb yuan renminbi rmbyuan yuanrmb 人民币 元人民币 人民币元 chineseyuan",
      UnitName(.money, .one, ["CNY"])
    ),
    ("美元 us$ usdollar usdollars", UnitName(.money, .one, ["USD"])),
    ("$ dollar dollars", UnitName(.money, .one, dollars)),
    ("欧元 € euro euros", UnitName(.money, .one, ["EUR"])),
    ("日元 yen", UnitName(.money, .one, ["JPY"])), ("¥", UnitName(.money, .one, ["CNY", "JPY"])),
    ("港元 港币 hk$", UnitName(.money, .one, ["HKD"])), ("英镑 £", UnitName(.money, .one, ["GBP"])),
    ("新台币 nt$", UnitName(.money, .one, ["TWD"])), ("韩元 won", UnitName(.money, .one, ["KRW"])),
    ("currency", UnitName(.money, multiples: .none)),
    ("人 名 person persons people employees workers 从业人员", UnitName(.persons, multiples: .words)),
    (
      "吨标准煤 吨标煤 tce tsce tonsofsce tonofsce tonsofstandardcoal tonsofstandardcoalequivalent "
        + "tonnesofcoalequivalent tonsofcoalequivalent 吨煤当量",
      UnitName(.coal)
    ),
    ("千克标准煤 公斤标准煤 kgce", UnitName(.coal, .ten(-3), multiples: .words)),
    ("kwh 千瓦时 度电 千瓦小时", UnitName(.electricity, multiples: .words)),
    ("mwh 兆瓦时", UnitName(.electricity, .ten(3), multiples: .words)),
    ("gwh", UnitName(.electricity, .ten(6), multiples: .words)),
    ("twh", UnitName(.electricity, .ten(9), multiples: .words)),
    ("gj 吉焦 百万千焦", UnitName(.heat, multiples: .words)),
    ("tj", UnitName(.heat, .ten(3), multiples: .words)),
    ("mj 兆焦", UnitName(.heat, .ten(-3), multiples: .words)),
    ("t 吨 公吨 ton tons tonne tonnes metricton metrictons", UnitName(.mass)),
    ("kg 千克 公斤", UnitName(.mass, .ten(-3), multiples: .words)),
    ("g 克", UnitName(.mass, .ten(-6), multiples: .none)),
    ("mg 毫克", UnitName(.mass, .ten(-9), multiples: .none)),
    (
      "m3 cum cbm 立方米 立方公尺 cubicmetre cubicmetres cubicmeter cubicmeters",
      UnitName(.volume, multiples: .words)
    ),
    ("l litre litres liter liters 升", UnitName(.volume, .ten(-3), multiples: .none)),
    (
      "item items 件 个 项 家 户 篇 piece pieces count 个数 firms establishments enterprises units pcs",
      UnitName(.count, multiples: .words)
    ),
    (
      "km2 sqkm 平方公里 平方千米 squarekilometres squarekilometers squarekm",
      UnitName(.area, multiples: .words)
    ),
    ("m2 sqm 平方米 平米 squaremetres squaremeters", UnitName(.area, .ten(-6), multiples: .words)),
    ("ha 公顷 hectare hectares", UnitName(.area, .ten(-2), multiples: .words)),
    ("亩 mu", UnitName(.area, UnitFactor(denominator: 1500), multiples: .words)),
    ("% percent pct 百分比 百分点", UnitName(.percent, multiples: .none)),
    ("‰ permille permil", UnitName(.percent, .ten(-1), multiples: .none)),
    ("degree degrees °", UnitName(.degree, multiples: .none)),
    ("year years 年", UnitName(.year, multiples: .none)),
  ]
}
