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
      try await Self.migrate($0, for: database.privateRole, keys: database.keyFile).outcome
    }
    for name in outcome.applied { print("applied \(name)") }
    print("the schema is at \(outcome.version)")
  }

  /// The schema, the keys it believes, and the municipalities and regions that come with the program.
  ///
  /// - Parameter role: the private cluster's daemon role, which may then do what the daemon does; nil where the operator
  ///   grants that.
  static func migrate(
    _ owner: Pool, for role: String?, keys: KeyFile
  ) async throws -> (outcome: Schema.Outcome, keys: Keyring) {
    let outcome = try await Schema.migrate(owner)
    try await Places.load().store(in: owner)
    try await MessageTables.storeTestReceiver(in: owner)
    let keyring = try await keys.agree(with: owner)
    if let role { try await owner.query(SQL(trusted: "grant \(Schema.daemonRole) to \(role)")) }
    return (outcome, keyring)
  }
}
