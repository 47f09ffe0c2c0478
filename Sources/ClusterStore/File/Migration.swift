import Crypto

/// One step of the schema's history: a file of `migrations/`.
struct Migration: Sendable {
  /// The number its name begins with; 1 for the first.
  let number: Int
  /// The file's name without its ending, such as `0001-provenance`.
  let name: String
  /// The statements.
  let sql: String

  /// The SHA-256 of ``sql``, in hexadecimal.
  let digest: String

  /// Takes the text as it stands in the file.
  init(number: Int, name: String, sql: String) {
    self.number = number
    self.name = name
    self.sql = sql
    digest = SHA256.hash(data: Array(sql.utf8)).hexadecimal
  }

  /// Every migration, in order.
  static let all: [Migration] = EmbeddedText.migrations.map { file in
    Migration(number: Int(file.name.prefix(4)) ?? 0, name: file.name, sql: file.text)
  }
}
