import ArgumentParser
import SurveyImport

/// The options of an import that are more than a text or a number.
extension ImportCommand {
  /// What the arguments say of the import, without its progress.
  func options() throws -> ImportRun.Options {
    var options = ImportRun.Options(table: into)
    options.mapping = try mapping.map { try Mapping(file: $0) }
    options.constants = Dictionary(
      constants.map { ($0.column, $0.value) }, uniquingKeysWith: { $1 })
    options.unknown = Dictionary(
      unknown.map { ($0.table, $0.policy) }, uniquingKeysWith: { first, _ in first })
    options.onConflict = onConflict?.policy
    options.acceptance.maxErrors = maxErrors
    options.acceptance.isStrict = strict
    options.delimiter = delimiter?.byte
    options.quote = quote?.value
    options.isHeaderless = noHeader
    options.encoding = encoding?.value
    options.sheet = sheet
    options.skip = skip
    options.headerRows = headerRows?.range
    options.ignoresUnmapped = ignoreUnmapped
    options.isDryRun = dryRun
    options.version = Version.current
    return options
  }

  /// `column=value`.
  struct Constant: ExpressibleByArgument {
    let column: String
    let value: String

    init?(argument: String) {
      guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
      column = String(argument[..<sign])
      value = String(argument[argument.index(after: sign)...])
    }
  }

  /// A character set by any of its names.
  struct Encoding: ExpressibleByArgument {
    let value: TextEncoding

    init?(argument: String) {
      guard let value = TextEncoding(name: argument) else { return nil }
      self.value = value
    }
  }

  /// `first` or `first-last`, from 1.
  struct HeaderRows: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init?(argument: String) {
      let bounds = argument.split(separator: "-").map { Int($0) }
      guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, bounds.count <= 2,
        first >= 1, last >= first
      else { return nil }
      range = first...last
    }
  }

  /// One character of ASCII that ends no line, or `tab`.
  struct Delimiter: ExpressibleByArgument {
    let byte: UInt8

    init?(argument: String) {
      let text = argument == "tab" || argument == "\\t" ? "\t" : argument
      guard let byte = Self.byte(text) else { return nil }
      self.byte = byte
    }

    /// The character that is all of `text`; nil where it cannot divide or enclose cells.
    static func byte(_ text: String) -> UInt8? {
      guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte != 10, byte != 13
      else { return nil }
      return byte
    }
  }

  /// One character of ASCII that ends no line, or `none`.
  struct Quote: ExpressibleByArgument {
    let value: QuoteMark

    init?(argument: String) {
      if argument == "none" {
        value = .absent
        return
      }
      guard let byte = Delimiter.byte(argument) else { return nil }
      value = .byte(byte)
    }
  }

  /// What becomes of rows that are there already, by its name.
  struct ConflictChoice: ExpressibleByArgument {
    let policy: ConflictPolicy

    init?(argument: String) {
      guard let policy = ConflictPolicy(rawValue: argument) else { return nil }
      self.policy = policy
    }

    static var allValueStrings: [String] { ConflictPolicy.allCases.map(\.rawValue) }
  }

  /// `table=policy`.
  struct UnknownPolicy: ExpressibleByArgument {
    let table: String
    let policy: Mapping.Column.Unknown

    init?(argument: String) {
      let parts = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty,
        let policy = Mapping.Column.Unknown(rawValue: parts[1])
      else { return nil }
      (table, self.policy) = (parts[0], policy)
    }
  }
}
