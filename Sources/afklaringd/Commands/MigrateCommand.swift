import Afklaring
import ArgumentParser
import Postgres
import Referral
import Schema

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the database's schema up to date, and say to what.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let outcome = try await database.withOwner(making: true) {
      try await Self.migrate($0, for: database.privateRole, keys: try database.keyring())
    }
    for name in outcome.applied { print("applied \(name)") }
    print("the schema is at \(outcome.version)")
  }

  /// The schema, and the municipalities and regions that come with the program.
  ///
  /// - Parameter role: the private cluster's daemon role, which may then do what the daemon does; nil where the operator
  ///   grants that.
  static func migrate(_ owner: Pool, for role: String?, keys: Keyring) async throws -> Schema.Outcome {
    let outcome = try await Schema.migrate(owner)
    try await Places.load().store(in: owner)
    try await MessageTables.storeTestReceiver(in: owner)
    try await owner.transaction { keys.storeActorKeys(in: $0) }
    if let role { try await owner.query(SQL(trusted: "grant \(Schema.daemonRole) to \(role)")) }
    return outcome
  }
}
