import ClusterStore

/// A column of texts that occur again and again.
struct TextColumn {
  private var codes = Codes()
  private var texts: [String] = []
  private var known: [String: Int32] = [:]
  private var last: (text: String, code: Int32)?

  mutating func append(_ text: String?) {
    guard let text else {
      codes.append(-1)
      return
    }
    if let last, last.text == text {
      codes.append(last.code)
      return
    }
    let code = known[text] ?? Int32(texts.count)
    if Int(code) == texts.count {
      texts.append(text)
      known[text] = code
    }
    last = (text, code)
    codes.append(code)
  }

  mutating func append(_ text: String?, count: Int) {
    guard count > 0 else { return }
    append(text)
    codes.repeatLast(count - 1)
  }

  func columns(_ name: String) -> [ResultColumns.Column] {
    texts.isEmpty ? [] : [.init(name, .text(codes.list, among: texts))]
  }
}

/// A column of zones or industries.
struct UnitColumn {
  private var codes = Codes()
  private var units: [Int64] = []
  private var known: [Int64: Int32] = [:]
  private var last: (unit: Int64, code: Int32) = (Int64.min, -1)

  mutating func append(_ unit: Int64?) {
    guard let unit else {
      codes.append(-1)
      return
    }
    if unit != last.unit { last = (unit, code(of: unit)) }
    codes.append(last.code)
  }

  private mutating func code(of unit: Int64) -> Int32 {
    if let code = known[unit] { return code }
    let code = Int32(units.count)
    units.append(unit)
    known[unit] = code
    return code
  }

  mutating func append(_ unit: Int64?, count: Int) {
    guard count > 0 else { return }
    append(unit)
    codes.repeatLast(count - 1)
  }

  /// Adds the unit at each position of a list.
  mutating func append(_ list: [Int64], at positions: [Int32]) {
    let listed = list.map { code(of: $0) }
    codes.append(positions.lazy.map { listed[Int($0)] })
  }

  mutating func reserve(_ count: Int) { codes.reserve(count) }

  func columns(_ name: String, _ units: Classification) -> [ResultColumns.Column] {
    guard !self.units.isEmpty else { return [] }
    let nodes = self.units.map { units[$0] }
    return [
      .init(name, .text(codes.list, among: nodes.map { $0?.key ?? "total" })),
      .init("\(name)_name", .text(codes.list, among: nodes.map { $0?.name ?? "all" })),
    ]
  }
}

/// The codes of a column, -1 for none; they take no room as long as none has come.
private struct Codes {
  private(set) var list: [Int32] = []
  private var leading = 0

  mutating func append(_ code: Int32) {
    if code < 0, list.isEmpty {
      leading += 1
    } else {
      begin()
      list.append(code)
    }
  }

  mutating func append(_ more: some Collection<Int32>) {
    begin()
    list.append(contentsOf: more)
  }

  mutating func repeatLast(_ count: Int) {
    if let last = list.last {
      list.append(contentsOf: repeatElement(last, count: count))
    } else {
      leading += count
    }
  }

  mutating func reserve(_ count: Int) { list.reserveCapacity(count) }

  private mutating func begin() {
    guard leading > 0 else { return }
    list.append(contentsOf: repeatElement(-1, count: leading))
    leading = 0
  }
}
