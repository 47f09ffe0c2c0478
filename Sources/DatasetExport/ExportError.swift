#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What can go wrong between the database and the file that takes it away.
public enum ExportError: Error, Hashable, Sendable {
  /// Whoever read the output reads no more; a command ends quietly on it.
  case closedPipe
  /// There is a file at the path already.
  case exists(path: String)
  /// The file is a SQLite database, which force does not replace either.
  case isDatabase(path: String)
  /// The path is a folder.
  case isFolder(path: String)
  /// A folder is to be made where there is something else.
  case isNoFolder(path: String)
  /// A folder that is to be replaced holds a file that the new one does not hold.
  case holdsMore(path: String, file: String)
  /// The file cannot be made; the number is the system's `errno`.
  case cannotCreate(path: String, code: Int32)
  /// Writing failed part of the way; the number is the system's `errno`.
  case cannotWrite(path: String, code: Int32)
  /// The format has no way to write a value; rows count from 1.
  case unrepresentable(format: String, table: String?, column: String, row: Int, reason: String)
  /// The format tells columns apart by name, and two have the same.
  case duplicateColumn(format: String, column: String)
  /// The engine cannot hold everything, and losses were not allowed.
  case refused(engine: String, findings: Int)
  /// The format needs a column that the rows do not have.
  case missingColumn(format: String, column: String)
  /// The system cannot write that character set.
  case noEncoding(String)
  /// The database holds a table, view, index or trigger that is not of the program's schema.
  case foreignObject(String)
  /// The program was built without Excel files.
  case noExcel
  /// There is no format of that name.
  case unknownFormat(name: String, known: [String])
}

extension ExportError {
  /// The error with the table named that the row is of.
  func naming(_ table: String) -> ExportError {
    guard case .unrepresentable(let format, nil, let column, let row, let reason) = self else {
      return self
    }
    return .unrepresentable(
      format: format, table: table, column: column, row: row, reason: reason)
  }
}

extension ExportError: CustomStringConvertible {
  /// What happened, where, and what to do about it.
  public var description: String {
    switch self {
    case .closedPipe: "the output was closed before everything was written."
    case .exists(let path):
      "\(path): is there already. Name another, or replace it with --force."
    case .isDatabase(let path):
      "\(path): is a database, which no export replaces. Name another file."
    case .isFolder(let path): "\(path): is a folder. Name a file in it."
    case .isNoFolder(let path): "\(path): is no folder. Name another place for the folder."
    case .holdsMore(let path, let file):
      """
      \(path): holds '\(file)', which this export does not write, so the folder is not replaced. \
      Empty it, or name another.
      """
    case .cannotCreate(let path, let code):
      "\(path): cannot be made (\(Self.reason(code))). Check that the folder is there and writable."
    case .cannotWrite(let path, let code):
      "\(path): cannot be written (\(Self.reason(code))). Free some space or write elsewhere."
    case .unrepresentable(let format, let table, let column, let row, let reason):
      """
      \(table.map { "table \($0), " } ?? "")row \(row), column \(column): \(reason), which \
      \(format) cannot hold. Leave the row or column out, or choose another format.
      """
    case .duplicateColumn(let format, let column):
      """
      two columns are named '\(column)', and \(format) tells columns apart by name. Name one of \
      them otherwise with AS.
      """
    case .refused(let engine, let findings):
      """
      nothing was written: \(engine) cannot hold \(findings == 1 ? "one thing" : "\(findings) things") \
      of this database as they are. Correct them, narrow the export, or allow the losses with --lossy.
      """
    case .missingColumn(let format, let column):
      """
      the rows have no column '\(column)', which \(format) needs. Export a table that has it, or name \
      a column so in a query with AS.
      """
    case .noEncoding(let name):
      "this system's iconv cannot write \(name). Write UTF-8, which is the default."
    case .foreignObject(let object):
      """
      \(object) is not of agglom's schema, and a dataset holds that alone. Drop it, or keep everything \
      with 'agglom export sql'.
      """
    case .noExcel:
      "this program was built without Excel files; `scripts/install-requirements && "
        + "swift build --traits Excel` adds them."
    case .unknownFormat(let name, let known):
      "there is no format '\(name)'. There are \(known.joined(separator: ", "))."
    }
  }

  private static func reason(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
