import Afklaring
import Fixtures
import Foundation
import Postgres

@testable import afklaringd

/// A database of one test, as a command finds it: by options. Beside it a folder for files, gone when the test ends.
struct CommandDatabase: Sendable {
  let test: TestDatabase
  let folder: String
  let options: [String]

  static func with(_ body: @Sendable (CommandDatabase) async throws -> Void) async throws {
    try await TestDatabase.with { test in
      let folder = FileManager.default.temporaryDirectory.path + "/afk-command-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try await body(CommandDatabase(test, folder))
      try FileManager.default.removeItem(atPath: folder)
    }
  }

  private init(_ test: TestDatabase, _ folder: String) throws {
    (self.test, self.folder) = (test, folder)
    options = ["--database-url", test.settings.url, "--keys", folder + "/keys"]
    try write("keys", KeySet(keyID: 1, secret: [UInt8](repeating: 7, count: 32)).text)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Writes a file, and the folders that it lies in.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let place = URL(filePath: path(name))
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
    return place.path
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}
