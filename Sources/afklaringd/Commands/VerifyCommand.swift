import Afklaring
import ArgumentParser
import Postgres

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Walk the event log's chain; exit 1 and the first break, if there is one.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let (sealed, unsealed) = try await database.withOwner { try await Sealer.verify($0) }
    print("the event log is whole: \(sealed) entries sealed, \(unsealed) waiting for their seal")
  }
}
