import Afklaring
import ArgumentParser
import Postgres

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Fill an empty database with a made-up country; prints the logins, tab-separated.")

  @OptionGroup var database: DatabaseOptions

  @Option(help: "Made-up people, 1 to 2000.")
  var people = 40

  func validate() throws {
    guard (1...2000).contains(people) else { throw ValidationError("--people: 1 to 2000") }
  }

  func run() async throws {
    let logins = try await database.withDatabase(making: true) { database in
      guard try await Self.isEmpty(database) else {
        throw CommandFailure.notDone("the database holds something already: the made-up country needs an empty one")
      }
      return try await DemoCountry(database: database).fill(people: people)
    }
    for login in logins { print(login.line) }
  }

  private static func isEmpty(_ database: Database) async throws -> Bool {
    let rows = try await database.query(
      as: .system,
      "select exists (select from account) or exists (select from person) or exists (select from site)")
    return try rows[0].decode(Bool.self) == false
  }
}
