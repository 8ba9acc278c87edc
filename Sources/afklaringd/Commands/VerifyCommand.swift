import Afklaring
import ArgumentParser
import Postgres
import Schema

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Walk the event log's chain and the database's promises; exit 1 and the first break, if there is one.")

  @OptionGroup var database: DatabaseOptions

  @Option(help: "A head that was printed earlier and kept elsewhere: the chain has to go through it.")
  var head: String?

  func validate() throws {
    if let head, JournalHead(head) == nil {
      throw ValidationError("--head: as verify prints it, a position, a colon and 64 hexadecimal digits")
    }
  }

  func run() async throws {
    let (journal, broken) = try await database.withOwner { owner in
      (
        try await Sealer.verify(owner, try database.keyFile.keyring(), kept: head.flatMap(JournalHead.init)),
        try await Schema.brokenPromises(owner)
      )
    }
    guard broken.isEmpty else { throw CommandFailure(exitCode: 1, lines: broken) }
    print("the event log is whole: \(journal.head.position) entries sealed, \(journal.unsealed) waiting for their seal")
    print("its head: \(journal.head)")
    print("the promises are kept")
  }
}
