#if Excel
import CExpat

/// What takes the elements of a part as they come.
class XMLHandler {
  /// Why the rest need not be read; nil to go on.
  var refusal: String?

  /// An element begins; its name is without a prefix.
  func begin(_ element: UInt64, _ attributes: XMLAttributes) {}

  /// An element ends.
  func end(_ element: UInt64) {}

  /// Some of the text of an element.
  func text(_ bytes: UnsafeRawBufferPointer) {}

  /// What stands for the name of an element or attribute.
  static func code(_ name: StaticString) -> UInt64 {
    var hash: UInt64 = 0
    for index in 0..<name.utf8CodeUnitCount {
      hash = unsafe hash &* 0x100_0000_01B3 &+ UInt64(name.utf8Start[index])
    }
    return hash
  }

  /// What stands for the name of an element or attribute, its prefix passed over.
  static func hash(_ name: UnsafePointer<CChar>) -> UInt64 {
    var hash: UInt64 = 0
    var index = 0
    while case let byte = unsafe UInt8(bitPattern: name[index]), byte != 0 {
      hash = byte == UInt8(ascii: ":") ? 0 : hash &* 0x100_0000_01B3 &+ UInt64(byte)
      index += 1
    }
    return hash
  }
}

/// The attributes of an element, while it begins.
@safe struct XMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

  /// Gives each attribute's name and value to `body`.
  func forEach(_ body: (UInt64, UnsafePointer<CChar>) -> Void) {
    var index = 0
    while let name = unsafe pairs[index], let value = unsafe pairs[index + 1] {
      unsafe body(XMLHandler.hash(name), value)
      index += 2
    }
  }

  /// The value of an attribute as text; nil where there is none.
  subscript(_ name: UInt64) -> String? {
    var found: String?
    unsafe forEach { code, value in
      if code == name { found = unsafe String(cString: value) }
    }
    return found
  }
}

/// Reads XML by expat, chunk by chunk.
///
/// A document type is refused, so that no entities but the five of XML itself exist.
@safe final class XMLStream {
  private let parser: OpaquePointer
  private let handler: XMLHandler
  private let part: ZipPart
  private let file: String
  private let path: String
  private let buffer: UnsafeMutableRawBufferPointer
  private var left: Int
  /// Whether the end has been reached.
  private(set) var isAtEnd = false

  /// Prepares to read the part at `path`.
  ///
  /// - Parameters:
  ///   - archive: Where the part is.
  ///   - path: Its path there.
  ///   - handler: What takes its elements.
  ///   - limit: How many bytes it may inflate to, where the archive does not allow fewer.
  /// - Throws: ``ImportError/unreadable(file:reason:)`` where there is no such part.
  init(
    _ archive: ZipArchive, _ path: String, _ handler: XMLHandler, limit: Int
  ) throws(ImportError) {
    guard let part = archive.part(path) else {
      throw .unreadable(file: archive.name, reason: "the .xlsx file has no part \(path)")
    }
    guard let parser = unsafe XML_ParserCreate(nil) else {
      throw .unreadable(file: archive.name, reason: "there is not enough memory")
    }
    self.part = part
    unsafe self.parser = parser
    self.handler = handler
    file = archive.name
    self.path = path
    left = min(limit, archive.mostExpanded)
    unsafe buffer = .allocate(byteCount: 1 << 16, alignment: 16)
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { user, name, attributes in
        guard let name = unsafe name, let attributes = unsafe attributes else { return }
        unsafe XMLStream.from(user)?.handler.begin(
          XMLHandler.hash(name), XMLAttributes(pairs: attributes))
      },
      { user, name in
        guard let name = unsafe name else { return }
        unsafe XMLStream.from(user)?.handler.end(XMLHandler.hash(name))
      })
    unsafe XML_SetCharacterDataHandler(parser) { user, text, count in
      unsafe XMLStream.from(user)?.handler.text(
        UnsafeRawBufferPointer(start: text, count: Int(count)))
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      guard let stream = unsafe XMLStream.from(user) else { return }
      stream.handler.refusal = "it declares a document type"
      unsafe XML_StopParser(stream.parser, 0)
    }
  }

  deinit {
    unsafe XML_ParserFree(parser)
    unsafe buffer.deallocate()
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> XMLStream? {
    guard let user = unsafe user else { return nil }
    return unsafe Unmanaged<XMLStream>.fromOpaque(user).takeUnretainedValue()
  }

  /// Reads the next chunk; false where there was none.
  func advance() throws(ImportError) -> Bool {
    guard !isAtEnd else { return false }
    let count = try unsafe part.read(into: buffer)
    left -= count
    guard left >= 0 else {
      throw damaged("it inflates to more than this program takes of a file of that size")
    }
    isAtEnd = count == 0
    let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    let status = unsafe XML_Parse(parser, start, Int32(count), isAtEnd ? 1 : 0)
    if let refusal = handler.refusal { throw damaged(refusal) }
    guard status == XML_STATUS_OK else {
      let text = unsafe XML_ErrorString(XML_GetErrorCode(parser))
      let line = unsafe XML_GetCurrentLineNumber(parser)
      let reason = unsafe text.map { unsafe String(cString: $0) } ?? ""
      throw damaged("line \(line): \(reason)")
    }
    return !isAtEnd
  }

  /// Reads all of it.
  func finish() throws(ImportError) { while try advance() {} }

  private func damaged(_ reason: String) -> ImportError {
    .unreadable(file: file, reason: "the .xlsx file's part \(path) is not well: \(reason)")
  }
}
#endif
