import SQLite

/// Turns a value of the domain into the columns of its row, by the names of its properties.
///
/// `nameEn` is column `name_en`, `zoneID` is `zone_id`; a type with other names gives its own
/// `CodingKeys`. Text, numbers, truth values, and enums and identifiers over them are taken.
struct RowEncoder {
  /// The columns of `value`; a nil property is NULL.
  func columns(of value: some Encodable) throws -> [String: Value] {
    let sink = Sink()
    try value.encode(to: ColumnEncoder(sink: sink, column: nil))
    return sink.columns
  }
}

/// Makes a value of the domain from the columns of a row.
struct RowDecoder {
  /// The value whose properties are `columns`.
  func decode<Element: Decodable>(
    _ type: Element.Type, from columns: [String: Value]
  ) throws -> Element {
    try Element(from: ColumnDecoder(columns: columns, column: nil))
  }
}

/// The column of a property: words in lower case with `_` between them.
func columnName(of property: String) -> String {
  var name = ""
  var previousIsLower = false
  for character in property {
    if character.isUppercase {
      if previousIsLower { name += "_" }
      name += character.lowercased()
      previousIsLower = false
    } else {
      name.append(character)
      previousIsLower = true
    }
  }
  return name
}

private final class Sink {
  var columns: [String: Value] = [:]
}

/// What a property's type must be made of.
private struct UnsupportedShape: Error {}

private struct ColumnEncoder: Encoder {
  let sink: Sink
  let column: String?
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Properties<Key>(sink: sink))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    preconditionFailure("a row has no lists")
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    Single(sink: sink, column: column ?? "")
  }

  struct Properties<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: Sink
    var codingPath: [any CodingKey] { [] }

    func encode(_ value: some Encodable, forKey key: Key) throws {
      try value.encode(
        to: ColumnEncoder(sink: sink, column: columnName(of: key.stringValue)))
    }

    func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
      if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) throws { put(Value(value), key) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) throws { put(Value(value), key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws {
      put(value.map(Value.integer) ?? .null, key)
    }
    func encodeIfPresent(_ value: Double?, forKey key: Key) throws { put(Value(value), key) }
    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
      put(value.map { .integer($0 ? 1 : 0) } ?? .null, key)
    }
    func encodeNil(forKey key: Key) { put(.null, key) }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { preconditionFailure("a row has no parts") }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      preconditionFailure("a row has no lists")
    }
    func superEncoder() -> any Encoder { preconditionFailure("a row has no parts") }
    func superEncoder(forKey key: Key) -> any Encoder {
      preconditionFailure("a row has no parts")
    }

    private func put(_ value: Value, _ key: Key) {
      sink.columns[columnName(of: key.stringValue)] = value
    }
  }

  struct Single: SingleValueEncodingContainer {
    let sink: Sink
    let column: String
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { sink.columns[column] = .null }

    func encode(_ value: some Encodable) throws {
      switch value {
      case let text as String: sink.columns[column] = .text(text)
      case let number as Int: sink.columns[column] = .integer(Int64(number))
      case let number as Int64: sink.columns[column] = .integer(number)
      case let number as Double: sink.columns[column] = .real(number)
      case let flag as Bool: sink.columns[column] = .integer(flag ? 1 : 0)
      case is any BinaryInteger, is any BinaryFloatingPoint: throw UnsupportedShape()
      default: try value.encode(to: ColumnEncoder(sink: sink, column: column))
      }
    }
  }
}

private struct ColumnDecoder: Decoder {
  let columns: [String: Value]
  let column: String?
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Properties<Key>(columns: columns))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw UnsupportedShape() }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    Single(columns: columns, column: column ?? "")
  }

  struct Properties<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let columns: [String: Value]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { columns[columnName(of: key.stringValue)] != nil }
    func decodeNil(forKey key: Key) -> Bool {
      columns[columnName(of: key.stringValue), default: .null] == .null
    }
    func decode<Element: Decodable>(_ type: Element.Type, forKey key: Key) throws -> Element {
      try Single(columns: columns, column: columnName(of: key.stringValue)).decode(type)
    }
    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw UnsupportedShape() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      throw UnsupportedShape()
    }
    func superDecoder() throws -> any Decoder { throw UnsupportedShape() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw UnsupportedShape() }
  }

  struct Single: SingleValueDecodingContainer {
    let columns: [String: Value]
    let column: String
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { columns[column, default: .null] == .null }

    func decode<Element: Decodable>(_ type: Element.Type) throws -> Element {
      switch (columns[column, default: .null], type) {
      case (.text(let text), is String.Type): return try cast(text)
      case (.integer(let number), is Int.Type): return try cast(Int(number))
      case (.integer(let number), is Int64.Type): return try cast(number)
      case (.integer(let number), is Double.Type): return try cast(Double(number))
      case (.integer(let number), is Bool.Type): return try cast(number != 0)
      case (.real(let number), is Double.Type): return try cast(number)
      // Without these, a number would ask this container for itself without end.
      case (_, is String.Type), (_, is Bool.Type), (_, is any BinaryInteger.Type),
        (_, is any BinaryFloatingPoint.Type):
        throw DecodingError.typeMismatch(
          type, .init(codingPath: [], debugDescription: "column \(column) holds another type"))
      default: return try Element(from: ColumnDecoder(columns: columns, column: column))
      }
    }

    private func cast<Element>(_ value: some Any) throws -> Element {
      guard let element = value as? Element else { throw UnsupportedShape() }
      return element
    }
  }
}
