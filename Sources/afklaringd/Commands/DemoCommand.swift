import Afklaring
import ArgumentParser
import FoundationEssentials
import Postgres

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Fill an empty database with a made-up country; prints the logins, tab-separated.")

  @OptionGroup var database: DatabaseOptions

  @Option(help: "Made-up people, 1 to 2000.")
  var people = 40

  @Flag(help: "A decade of the whole country instead: 500,000 admissions, 60,000 referrals and stays. Takes minutes.")
  var nationalDecade = false

  func validate() throws {
    guard (1...2000).contains(people) else { throw ValidationError("--people: 1 to 2000") }
  }

  func run() async throws {
    let logins = try await database.withDatabase(making: true) { database in
      guard try await Self.isEmpty(database) else {
        throw CommandFailure.notDone("the database holds something already: the made-up country needs an empty one")
      }
      let logins = try await DemoCountry(database: database).fill(people: nationalDecade ? 0 : people)
      if nationalDecade { try await Self.fillDecade(database) }
      return logins
    }
    for login in logins { print(login.line) }
  }

  private static func fillDecade(_ database: Database) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let today = database.clock.now.day
    var decade = try DemoDecade(until: today.adding(days: -today.day))
    try await decade.fill(database, through: folder.path)
  }

  private static func isEmpty(_ database: Database) async throws -> Bool {
    let rows = try await database.query(
      as: .system,
      "select exists (select from account) or exists (select from person) or exists (select from site)")
    return try rows[0].decode(Bool.self) == false
  }
}
