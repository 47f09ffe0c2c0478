import ArgumentParser
import ClusterStore
import DatasetExport
import Output
import SurveyImport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the program tells the one that called it.
enum ExitStatus: Int32, CaseIterable {
  case done = 0
  case failed = 1
  case rejected = 2
  case nothing = 3
  case usage = 64
  case badInput = 65
  case noInput = 66
  case cannotCreate = 73
  case inputOutput = 74
  case busy = 75
  case hungUp = 129
  case interrupted = 130
  case terminated = 143

  /// What it stands for.
  var meaning: String {
    switch self {
    case .done: "done; an empty result is a result"
    case .failed: "failed, or a check found something"
    case .rejected: "done, but some rows of the input were rejected"
    case .nothing: "nothing found (only with --exit-code)"
    case .usage: "the command was written wrongly"
    case .badInput: "the input, or the file given as a database, is not what it should be"
    case .noInput: "there is no such database or input file, or it cannot be opened"
    case .cannotCreate: "the output cannot be created, or is there already"
    case .inputOutput: "reading or writing failed"
    case .busy: "another program holds the database, or the time given was too short"
    case .hungUp: "as 130, since the terminal was closed"
    case .interrupted: "interrupted; what was begun has been rolled back"
    case .terminated: "as 130, since the system or another program asked for it"
    }
  }

  /// The page of `agglom help exit-codes`.
  static var help: String {
    let lines = allCases.map { status in
      let number = "\(status.rawValue)"
      return "  " + String(repeating: " ", count: 3 - number.count) + "\(number)  \(status.meaning)"
    }
    return """
      EXIT STATUSES

      \(lines.joined(separator: "\n"))

      Messages go to standard error and say what, where and what to do.

      """
  }

  /// The status that stands for `error`.
  static func of(_ error: any Error) -> ExitStatus {
    switch error {
    case let error as StoreError: of(error)
    case let error as QueryError: of(error)
    case let error as BackupError: of(error)
    case let error as ExportError: of(error)
    case let error as ImportError: of(error)
    case let error as TextFileError: error.isNotText ? .badInput : .noInput
    case is ListError, is DescriptionError: .usage
    case let error as FileError: of(error)
    case let error as AliasError: of(error)
    case is KeyError: .failed
    case is RestoreError: .badInput
    default: DatabaseFailure(error).map(of) ?? .failed
    }
  }

  private static func of(_ error: StoreError) -> ExitStatus {
    switch error {
    case .missing: .noInput
    case .exists, .companions: .cannotCreate
    case .foreign, .changedMigration: .badInput
    case .outdated, .newer, .duplicate, .notFound, .danglingReference, .referenced, .invalid:
      .failed
    case .database: DatabaseFailure(error).map(of) ?? .failed
    }
  }

  private static func of(_ error: QueryError) -> ExitStatus {
    switch error {
    case .unknownQuery, .unknownParameter, .missingParameter, .unnamedParameter, .wrongKind:
      .usage
    case .notUnderstood, .failed, .notReading: .failed
    case .outOfTime: .busy
    }
  }

  private static func of(_ error: BackupError) -> ExitStatus {
    switch error {
    case .exists, .isSource, .isNoFile, .isCompanion, .companions: .cannotCreate
    case .inUse: .busy
    case .damaged: .badInput
    }
  }

  private static func of(_ error: FileError) -> ExitStatus {
    error.action == .create && !error.isOfDisk ? .cannotCreate : .inputOutput
  }

  private static func of(_ error: ExportError) -> ExitStatus {
    switch error {
    case .closedPipe: .done
    case .exists, .isDatabase, .isFolder, .isNoFolder, .holdsMore, .cannotCreate: .cannotCreate
    case .cannotWrite: .inputOutput
    case .unrepresentable, .duplicateColumn, .refused, .noEncoding, .noExcel, .foreignObject:
      .failed
    case .unknownFormat, .missingColumn: .usage
    }
  }

  private static func of(_ error: ImportError) -> ExitStatus {
    switch error {
    case .unreadable: .noInput
    case .empty, .malformed, .header, .mapping, .nothingFits, .tooManyErrors, .notStrict,
      .unclear:
      .badInput
    case .notImportable, .option: .usage
    }
  }

  private static func of(_ error: AliasError) -> ExitStatus {
    switch error {
    case .empty, .notFilled: .usage
    case .taken, .notAdded: .failed
    }
  }

  private static func of(_ failure: DatabaseFailure) -> ExitStatus {
    switch failure.kind {
    case .busy: .busy
    case .interrupted: .interrupted
    case .full, .inputOutput: .inputOutput
    case .cannotOpen: .noInput
    case .readOnly: .cannotCreate
    case .damaged: .badInput
    }
  }

  /// Prints what `error` says and ends the program with its status.
  static func leave(with error: any Error) -> Never {
    if let status = error as? ExitStatus { exit(status.rawValue) }
    // The reader went away: what it wanted it has.
    if error as? ExportError == .closedPipe { exit(done.rawValue) }
    if let signal = Interruption.signal {
      StandardStream.error.write("Interrupted.\n")
      exit(128 + signal)
    }
    let exitCode = Agglom.exitCode(for: error)
    if exitCode == .success || exitCode == .validationFailure {
      // Help, the version, completion scripts, and refusals with the usage.
      let message = Agglom.fullMessage(for: error)
      let stream = exitCode == .success ? StandardStream.output : StandardStream.error
      if !message.isEmpty { stream.write(message + "\n") }
      exit(exitCode.rawValue)
    }
    if let code = error as? ExitCode { exit(code.rawValue) }
    let text = DatabaseFailure(error).map(DatabaseMessage.text) ?? "\(error)"
    StandardStream.error.write("Error: \(text)\n")
    exit(of(error).rawValue)
  }
}

/// Statuses that end a command without a message are thrown as they are.
extension ExitStatus: Error {}
