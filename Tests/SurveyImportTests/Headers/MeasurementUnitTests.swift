import Testing

@testable import SurveyImport

struct MeasurementUnitTests {
  @Test(
    arguments: [
      ("元", "currency", "1"), ("万元", "currency", "10000"), ("亿元", "currency", "100000000"),
      ("千元", "currency", "1000"), ("百万元", "currency", "1000000"), ("十亿元", "currency", "1000000000"),
      ("10k_cny", "currency", "10000"), ("thousand", "currency", "1000"),
      ("million USD", "currency", "1000000"), ("bn rmb", "currency", "1000000000"),
      ("TEUR", "currency", "1000"), ("Mio EUR", "currency", "1000000"),
      ("Mio. €", "currency", "1000000"),
      ("'000 USD", "currency", "1000"), ("100 million yuan", "currency", "100000000"),
      ("10 000 yuan", "currency", "10000"), ("RMB", "currency", "1"), ("万美元", "currency", "10000"),
      ("人民币万元", "currency", "10000"), ("单位：万元", "currency", "10000"), ("$m", "currency", "1000000"),
      ("人", "persons", "1"), ("万人", "persons", "10000"), ("thousand persons", "persons", "1000"),
      ("10000 persons", "persons", "10000"), ("吨标准煤", "tce", "1"), ("万吨标准煤", "tce", "10000"),
      ("kgce", "tce", "0.001"), ("立方米", "m3", "1"), ("万立方米", "m3", "10000"),
      ("亿立方米", "m3", "100000000"),
      ("m³", "m3", "1"), ("吨", "t", "1"), ("万吨", "t", "10000"), ("kg", "t", "0.001"),
      ("kt", "t", "1000"),
      ("10 000 tons", "t", "10000"), ("件", "item", "1"), ("家", "firms", "1"),
      ("万件", "item", "10000"),
      ("平方公里", "km2", "1"), ("公顷", "km2", "0.01"), ("亩", "km2", "1/1500"),
      ("万亩", "km2", "10000/1500"),
      ("平方米", "km2", "0.000001"), ("%", "percent", "1"), ("‰", "percent", "0.1"),
      ("亿元", "万元", "10000"), ("元", "万元", "0.0001"), ("万千瓦时", "kwh", "10000"),
    ])
  func `a unit has its factor`(text: String, target: String, factor: String) throws {
    let unit = try #require(MeasurementUnit(text))
    let column = try #require(MeasurementUnit(target))
    #expect(try unit.factor(to: column).description == factor)
  }

  @Test(arguments: [
    "", "产值", "元/人", "人/平方公里", "当年价", "2010=100", "k", "100", "2000元", "mg m3", "10km2x", "名称",
    "code", "year on year", "mm2", "kb", "USD per person",
  ])
  func `what is no unit is none`(text: String) { #expect(MeasurementUnit(text) == nil) }

  @Test(
    arguments: [
      ("吨", "currency", "holds currency"), ("万元", "persons", "holds persons"),
      ("kWh", "tce", "what a kWh is in coal"), ("万千瓦时", "tce", "convention"), ("GJ", "tce", "coal"),
      ("吨", "m3", "density"), ("立方米", "t", "density"), ("%", "currency", "holds currency"),
      ("万", "percent", "holds percent"), ("人", "item", "holds item"), ("m2", "m3", "holds m3"),
    ])
  func `a unit of another kind is refused`(text: String, target: String, part: String) throws {
    let unit = try #require(MeasurementUnit(text))
    let column = try #require(MeasurementUnit(target))
    let error = #expect(throws: MeasurementUnit.Mismatch.self) { try unit.factor(to: column) }
    #expect("\(error as Any)".contains(part), "\(error as Any)")
  }

  @Test func `a currency is that of the dataset or refused`() throws {
    let money = try #require(MeasurementUnit("currency"))
    for (text, currency) in [
      ("万元", "CNY"), ("TEUR", "EUR"), ("million", "USD"), ("$", "USD"), ("亿日元", "JPY"),
    ] {
      let unit = try #require(MeasurementUnit(text))
      #expect(throws: Never.self) { try unit.factor(to: money, currency: currency) }
    }
    for (text, currency) in [("万元", "USD"), ("TEUR", "CNY"), ("万美元", "CNY"), ("£", "EUR")] {
      let unit = try #require(MeasurementUnit(text))
      let error = #expect(throws: MeasurementUnit.Mismatch.self) {
        try unit.factor(to: money, currency: currency)
      }
      #expect("\(error as Any)".contains("the dataset is in \(currency)"))
    }
    #expect(throws: Never.self) { try MeasurementUnit("万元")?.factor(to: money) }
  }
}
