/// Something that can be set in an index, such as how many firms a concentration ratio takes.
public struct IndexParameter: Hashable, Sendable {
  /// What values it takes.
  public enum Kind: Hashable, Sendable {
    /// A number in a range.
    case number(ClosedRange<Double>)
    /// A whole number in a range.
    case whole(ClosedRange<Int>)
    /// Numbers separated by commas, each in a range.
    case numbers(ClosedRange<Double>)
    /// One of these words.
    case choice([String])
    /// This word, such as "auto", or a value of another kind.
    indirect case either(String, Kind)
  }

  /// The name, in lower case with hyphens, unique in its index.
  public let name: String
  /// What values it takes.
  public let kind: Kind
  /// The value that stands where none is given, as it would be written.
  public let usual: String
  /// What it does.
  public let meaning: String

  init(_ name: String, _ kind: Kind, usual: String, _ meaning: String) {
    (self.name, self.kind, self.usual, self.meaning) = (name, kind, usual, meaning)
  }

  /// Which values can be given, in words.
  public var range: String { kind.words }

  /// A value as it has been understood.
  enum Setting: Hashable, Sendable {
    case number(Double)
    case whole(Int)
    case numbers([Double])
    case choice(String)
    case unset
  }

  /// Understands a written value.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where it is of another kind or out of range.
  func read(_ text: String) throws(StatisticError) -> Setting {
    guard let setting = kind.setting(of: text) else {
      throw .invalid("\(name) is '\(text)': give \(range)")
    }
    return setting
  }
}

extension IndexParameter.Kind {
  /// Which values it takes, in words.
  fileprivate var words: String {
    switch self {
    case .number(let range):
      "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .numbers(let range):
      "numbers from \(plain(range.lowerBound)) to \(plain(range.upperBound)), separated by commas"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .either(let word, let kind): "\(word), or \(kind.words)"
    }
  }

  /// What a text says; nil where it is of another kind or out of range.
  fileprivate func setting(of text: String) -> IndexParameter.Setting? {
    switch self {
    case .number(let range):
      Double(text).flatMap { range.contains($0) ? .number($0) : nil }
    case .whole(let range):
      Int(text).flatMap { range.contains($0) ? .whole($0) : nil }
    case .numbers(let range):
      Self.numbers(text).flatMap { numbers in
        numbers.allSatisfy { range.contains($0) } ? .numbers(numbers) : nil
      }
    case .choice(let words): words.contains(text) ? .choice(text) : nil
    case .either(let word, let kind): text == word ? .unset : kind.setting(of: text)
    }
  }

  /// The numbers of a list separated by commas, at least one; nil where a part is none.
  private static func numbers(_ text: String) -> [Double]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.filter { $0 != " " }) }
    return numbers.count == parts.count ? numbers : nil
  }
}

/// The parameters of an index with their values.
public struct IndexParameters: Hashable, Sendable {
  private var settings: [String: IndexParameter.Setting] = [:]

  /// Sets what is given and leaves the rest as it usually is.
  ///
  /// - Parameters:
  ///   - written: Values by the parameters' names, as a user writes them.
  ///   - declared: The parameters that the index has.
  /// - Throws: ``StatisticError/invalid(_:)`` for a name that the index has not, or a value that
  ///   its parameter does not take.
  public init(
    _ written: [String: String] = [:], of declared: [IndexParameter]
  ) throws(StatisticError) {
    for name in written.keys.sorted() where !declared.contains(where: { $0.name == name }) {
      let names = declared.map(\.name)
      throw .invalid(
        names.isEmpty
          ? "there is no parameter '\(name)': the index has none"
          : "there is no parameter '\(name)': the index has \(names.joined(separator: ", "))")
    }
    for parameter in declared {
      settings[parameter.name] = try parameter.read(written[parameter.name] ?? parameter.usual)
    }
  }

  /// The parameter `name`, which the index declares as a number.
  func number(_ name: String) -> Double {
    guard case .number(let value)? = settings[name] else { preconditionFailure(name) }
    return value
  }

  /// The parameter `name`, which the index declares as a whole number.
  func whole(_ name: String) -> Int {
    guard case .whole(let value)? = settings[name] else { preconditionFailure(name) }
    return value
  }

  /// The parameter `name`, which the index declares as a number or a word; nil for the word.
  func optionalNumber(_ name: String) -> Double? {
    settings[name] == .unset ? nil : number(name)
  }

  /// The parameter `name`, which the index declares as a list of numbers or a word; nil for the word.
  func optionalNumbers(_ name: String) -> [Double]? {
    settings[name] == .unset ? nil : numbers(name)
  }

  /// The parameter `name`, which the index declares as a list of numbers.
  func numbers(_ name: String) -> [Double] {
    guard case .numbers(let value)? = settings[name] else { preconditionFailure(name) }
    return value
  }

  /// The parameter `name`, which the index declares as a choice.
  func choice(_ name: String) -> String {
    guard case .choice(let value)? = settings[name] else { preconditionFailure(name) }
    return value
  }
}
