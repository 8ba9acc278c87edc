import ArgumentParser

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ingest", abstract: "x")
}
