import ArgumentParser

/// The folder that an export makes, and the database it comes from.
struct FolderTarget: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder to make.", valueName: "folder"), completion: .directory)
  var folder: String

  @Flag(help: "Replace the folder if it is there and holds nothing else.")
  var force = false

  @OptionGroup var store: StoreOptions

  func validate() throws {
    guard !folder.isEmpty, folder != "-" else {
      throw ValidationError("a folder cannot be written to the standard output; name one.")
    }
  }

  /// Tells what was written.
  func report(_ text: String) { StandardStream.error.write("\(folder): \(text)\n") }
}
