import Testing

@testable import SurveyImport

struct HeaderNameTests {
  @Test(
    arguments: [
      ("工业总产值(万元)", "工业总产值", "万元"), ("工业总产值（万元）", "工业总产值", "万元"), ("工业总产值【万元】", "工业总产值", "万元"),
      ("output_10k_cny", "output", "10k_cny"), ("能耗(吨标准煤)", "能耗", "吨标准煤"),
      ("Umsatz [TEUR]", "umsatz", "TEUR"), ("revenue (million USD)", "revenue", "million USD"),
      ("employees, persons", "employees", "persons"), ("从业人员_人", "从业人员", "人"),
      ("assets_bn_rmb", "assets", "bn_rmb"), ("占比(%)", "占比", "%"), ("占比%", "占比", "%"),
      ("energy_tce", "energy", "tce"), ("water_m3", "water", "m3"),
      ("solid_waste_t", "solid_waste", "t"),
      ("rd_10k_cny", "rd", "10k_cny"), ("总产值(当年价, 万元)", "总产值_当年价", "万元"),
      ("总产值（当年价、万元）", "总产值_当年价", "万元"), ("产值(单位:亿元)", "产值", "亿元"),
      ("人口数(人口抽样调查)(人)", "人口数_人口抽样调查", "人"), ("ＯＵＴＰＵＴ（万元）", "output", "万元"),
      ("R&D经费(万元)", "r&d经费", "万元"), (" 用水量 (立方米) ", "用水量", "立方米"),
    ])
  func `a name is split from its unit`(header: String, key: String, unit: String) {
    let name = HeaderName(header)
    #expect(name.key == key)
    #expect(name.unit == unit)
  }

  @Test(
    arguments: [
      ("工业总产值(当年价格)", "工业总产值_当年价格"), ("Zone Code", "zone_code"), ("zone-code", "zone_code"),
      ("year", "year"), ("founded_year", "founded_year"), ("Ｙｅａｒ", "year"),
      ("firm  name", "firm_name"),
      ("人均产值(元/人)", "人均产值_元_人"), ("own_code", "own_code"), ("name", "name"), ("(万元)", "万元"),
      ("行业代码\u{3000}", "行业代码"), ("GDP(2010=100)", "gdp_2010=100"), ("", ""),
    ])
  func `what is no unit stays in the name`(header: String, key: String) {
    let name = HeaderName(header)
    #expect(name.key == key)
    #expect(name.wholeKey == key)
    #expect(name.unit == nil)
  }

  @Test func `the whole name is kept beside`() {
    #expect(HeaderName("area_km2").wholeKey == "area_km2")
    #expect(HeaderName("area_km2").key == "area")
    #expect(HeaderName("人口数(人口抽样调查)(人)").text == "人口数(人口抽样调查)")
  }
}
