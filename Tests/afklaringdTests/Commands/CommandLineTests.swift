import ArgumentParser
import Foundation
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

  @Test func `makes the folder of the keys where the database was given`() throws {
    let folder = Self.missingFolder()
    defer {
      do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }
    _ = try KeyFile(path: folder + "/keys").keyring()
    #expect(FileManager.default.fileExists(atPath: folder + "/keys"))
  }

  @Test func `counts messages in the singular too, and names the order of the files`() {
    #expect(IngestCommand.refused(1, of: 20) == "1 of 20 messages was refused")
    #expect(IngestCommand.refused(2, of: 20) == "2 of 20 messages were refused")
    #expect(ImportCommand.helpMessage(columns: 400).contains("beds, closures, agreements, rates, residence, episodes"))
  }
}
