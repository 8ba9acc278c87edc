import Afklaring
import ArgumentParser

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print what the database holds of a kind, as CSV that import takes; names and numbers stand in full.",
    discussion: "Kinds: \(ImportCommand.kinds.map(\.name).joined(separator: ", ")).")

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "What to print.")
  var kind: String

  func validate() throws { try ImportCommand.check(kind) }

  func run() async throws {
    try await database.withDatabase { database in
      try await Exporter(database, kinds: ImportCommand.kinds).run(kind: kind) { try Output.write($0) }
    }
  }
}
