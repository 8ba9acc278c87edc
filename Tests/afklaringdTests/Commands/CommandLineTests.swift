import Afklaring
import ArgumentParser
import Fixtures
import Foundation
import Postgres
import Testing

@testable import afklaringd

@Suite struct `The command line` {
  private static func missingFolder() -> String {
    FileManager.default.temporaryDirectory.path + "/afk-missing-\(UUID().uuidString)"
  }

  @Test func `looks for a database where there is none, says so and makes none`() async throws {
    let folder = Self.missingFolder()
    let command = try VerifyCommand.parse(["--data-dir", folder])
    let failure = await #expect(throws: CommandFailure.self) { try await command.run() }
    #expect(failure?.exitCode == 1)
    #expect(failure?.lines.first?.hasPrefix("there is no database in \(folder)") == true)
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `refuses a kind or a file that is none before it makes a database`() async throws {
    let folder = Self.missingFolder()
    let kinds =
      "the kind is one of sites, beds, closures, agreements, rates, residence, episodes, services, "
      + "contacts, overnights, ratings, measurements"
    let imported = #expect(throws: (any Error).self) { try ImportCommand.parse(["beards", "x.csv"]) }
    #expect(imported.map(ImportCommand.message) == kinds)
    let exported = #expect(throws: (any Error).self) { try ExportCommand.parse(["beards"]) }
    #expect(exported.map(ExportCommand.message) == kinds)
    for (file, reason) in [
      ("/nowhere/sites.csv", "there is no such file"), ("/tmp", "this is a folder: a file was expected"),
    ] {
      let command = try ImportCommand.parse(["--data-dir", folder, "sites", file])
      let failure = await #expect(throws: CommandFailure.self) { try await command.run() }
      #expect(failure?.exitCode == 2)
      #expect(failure?.lines == ["\(file): \(reason)"])
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `makes the folder of the keys where the database was given`() throws {
    let folder = Self.missingFolder()
    defer {
      do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }
    try KeyFile(path: folder + "/keys").makeIfMissing()
    #expect(FileManager.default.fileExists(atPath: folder + "/keys"))
  }

  @Test func `makes a key file only for a database that never had one, and takes no other`() async throws {
    try await TestDatabase.with { test in
      let folder = Self.missingFolder()
      defer {
        do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
      }
      let (lost, file) = (KeyFile(path: folder + "/lost"), KeyFile(path: folder + "/keys"))
      await #expect(throws: CommandFailure.self) { try await lost.agree(with: test.owner) }
      #expect(!lost.isThere)

      try await test.owner.query("delete from key_check")
      try await test.owner.query("delete from actor_key")
      _ = try await file.agree(with: test.owner)
      _ = try await file.agree(with: test.owner)
      let other = KeyFile(path: folder + "/other")
      try other.makeIfMissing()
      await #expect(throws: KeyringError.otherDatabase) { try await other.agree(with: test.owner) }
    }
  }

  @Test func `knows another file's key of the same number in a database that keeps no check yet`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.query("delete from key_check")
      let other = Keyring(.new())
      #expect(other.numbers == test.database.keys.numbers)
      await #expect(throws: KeyringError.otherDatabase) {
        try await test.owner.transaction { try await other.agree(in: $0) }
      }
      let kept = try await test.owner.query("select (select count(*) from key_check), (select count(*) from actor_key)")
      #expect(try kept[0].decode(Int.self, Int.self) == (0, 1))
      try await test.database.requireBelief()
    }
  }

  @Test func `asks for the newer key file where the database uses a key that is not in it`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.query(
        "insert into actor_key (key_id, inner_block, outer_block) values (2, '\\x00', '\\x00')")
      await #expect(throws: KeyringError.keyMissing(number: 2)) {
        try await test.owner.transaction { try await test.database.keys.agree(in: $0) }
      }
    }
  }

  @Test func `counts messages in the singular too, and names the order of the files`() {
    #expect(IngestCommand.notTaken(1, of: 20) == "1 of 20 messages was not taken")
    #expect(IngestCommand.notTaken(2, of: 20) == "2 of 20 messages were not taken")
    #expect(
      ImportCommand.helpMessage(columns: 400).contains(
        "beds, closures, agreements, rates, residence, episodes, services, "
          + "contacts, overnights, ratings, measurements"))
  }
}
