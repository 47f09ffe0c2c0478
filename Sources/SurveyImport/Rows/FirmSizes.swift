import ClusterModel
import ClusterStore
import VirtualTable

/// The size class of each firm that comes up in a survey, by the rules of 2017 (统计上大中小微型企业划分办法)
/// and the latest year whose figures settle it.
///
/// The rules bound persons and CNY by groups of GB/T 4754-2017, so that a survey in another currency,
/// or one of firms without industry, has no sizes.
struct FirmSizes {
  /// The bounds of each group of industries.
  private let bounds: [SizeBounds]
  /// The group of each industry by its id.
  private let groups: [Int64: Int16]
  private let firmCell: Int
  private let yearCell: Int
  private let industryCell: Int
  private let employeesCell: Int?
  private let revenueCell: Int?
  private let assetsCell: Int?
  private var firstFirm: Int64 = 0
  /// What is known of each new firm, in the order of their ids.
  private var firms: [(year: Int32, size: Firm.SizeClass?)] = []
  /// The firms whose size changes after they have gone into the database.
  private var late: Set<Int> = []

  /// Nil where the plan adds no firms, says their sizes itself, or does not say what they follow from.
  init?(_ store: Store, plan: ImportPlan, currency: String?) throws {
    func cell(_ name: String) -> Int? { plan.columns.firstIndex(of: name) }
    guard let firm = plan.firm, currency == "CNY",
      !firm.inputs.contains(where: { $0.column.name == "size_class" }),
      let firmCell = cell("firm_id"), let yearCell = cell("year"),
      let industryCell = cell("industry_id")
    else { return nil }
    (self.firmCell, self.yearCell, self.industryCell) = (firmCell, yearCell, industryCell)
    employeesCell = cell("employees")
    revenueCell = cell("revenue")
    assetsCell = cell("assets")
    let rules = try SizeRuleRepository(store).all().map(\.value).filter { $0.edition == "2017" }
    let classifier = SizeClassifier(rules)
    var bounds: [SizeBounds] = []
    var groups: [Int64: Int16] = [:]
    var places: [SizeBounds: Int16] = [:]
    let industries = try ReferenceReader(store, table: "industry").ids(scheme: "gbt4754-2017")
    for (code, id) in industries {
      guard let found = classifier.bounds(ofIndustry: code) else { continue }
      let place = places[found] ?? Int16(bounds.count)
      if places[found] == nil {
        places[found] = place
        bounds.append(found)
      }
      groups[id] = place
    }
    guard !bounds.isEmpty, employeesCell ?? revenueCell ?? assetsCell != nil else { return nil }
    (self.bounds, self.groups) = (bounds, groups)
  }

  /// Says which id the first new firm gets.
  mutating func begin(at firstFirm: Int64) { self.firstFirm = firstFirm }

  /// Takes note of a row of a new firm that comes up with it, and gives its size.
  mutating func add(_ row: [RowFeed.Cell]) -> RowFeed.Cell {
    let size = size(row)
    firms.append((year(row), size))
    return Self.cell(size)
  }

  /// Takes note of a later row; the firm and its size where that becomes another.
  mutating func note(_ row: [RowFeed.Cell]) -> (firm: Int64, size: RowFeed.Cell)? {
    let firm = Int64(bitPattern: row[firmCell].bits)
    guard firm >= firstFirm, firm - firstFirm < Int64(firms.count) else { return nil }
    let place = Int(firm - firstFirm)
    let year = year(row)
    // A year without the figures leaves the size of the year before.
    guard year > firms[place].year || firms[place].size == nil, let size = size(row) else {
      return nil
    }
    let before = firms[place].size
    firms[place] = (year, size)
    return before == size ? nil : (firm, Self.cell(size))
  }

  /// Takes note that a firm is in the database, where its size is to be changed at the end.
  mutating func postpone(_ firm: Int64) { late.insert(Int(firm - firstFirm)) }

  /// The firms whose size the database does not have yet.
  var changes: [(firm: Int64, size: Firm.SizeClass)] {
    late.sorted().compactMap { place in
      firms[place].size.map { (firstFirm + Int64(place), $0) }
    }
  }

  /// The size of a new firm; nil where it has none.
  func size(ofFirm id: Int64) -> Firm.SizeClass? {
    let place = Int(id - firstFirm)
    return firms.indices.contains(place) ? firms[place].size : nil
  }

  /// How many of the new firms have a size.
  var count: Int { firms.count { $0.size != nil } }

  private func year(_ row: [RowFeed.Cell]) -> Int32 {
    Int32(truncatingIfNeeded: row[yearCell].bits)
  }

  private func size(_ row: [RowFeed.Cell]) -> Firm.SizeClass? {
    guard row[industryCell].kind == .integer,
      let group = groups[Int64(bitPattern: row[industryCell].bits)]
    else { return nil }
    return try? bounds[Int(group)].size(
      .init(
        employees: Self.figure(row, employeesCell), revenue: Self.figure(row, revenueCell),
        assets: Self.figure(row, assetsCell)))
  }

  private static func figure(_ row: [RowFeed.Cell], _ place: Int?) -> Double? {
    guard let place else { return nil }
    return switch row[place].kind {
    case .integer: Double(Int64(bitPattern: row[place].bits))
    case .real: Double(bitPattern: row[place].bits)
    case .null, .text: nil
    }
  }

  /// The size as the database stores it; its bytes last as long as the program.
  private static func cell(_ size: Firm.SizeClass?) -> RowFeed.Cell {
    let name: StaticString
    switch size {
    case nil: return .null
    case .large: name = "large"
    case .medium: name = "medium"
    case .small: name = "small"
    case .micro: name = "micro"
    }
    return unsafe .text(
      UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }
}
