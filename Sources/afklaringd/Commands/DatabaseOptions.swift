import Afklaring
import ArgumentParser
import FoundationEssentials
import Logging
import Postgres
import PrivateCluster
import Schema

/// Where the database is: given, or our own.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("database-url"),
    help: "A libpq URI, several hosts allowed (or AFKLARING_DATABASE_URL). Without one: a private PostgreSQL.")
  var databaseURL: String?

  @Option(name: .customLong("owner-url"), help: "The same database as the role that owns the schema.")
  var ownerURL: String?

  @Option(name: .customLong("data-dir"), help: "The folder of the private PostgreSQL and of the keys.")
  var dataDirectory = ".afklaring"

  @Option(name: .customLong("keys"), help: "The key file; made on first use (default: keys in the data folder).")
  var keys: String?

  var givenURL: String? { databaseURL ?? ProcessInfo.processInfo.environment["AFKLARING_DATABASE_URL"] }

  func validate() throws {
    guard givenURL != "" else {
      throw ValidationError("--database-url (AFKLARING_DATABASE_URL): expected postgresql://user@host:port/database")
    }
    guard !dataDirectory.isEmpty else { throw ValidationError("--data-dir: expected a folder") }
  }

  var cluster: ClusterSettings { ClusterSettings(dataDirectory: dataDirectory) }

  /// Whether the private PostgreSQL was made already.
  var hasCluster: Bool { FileManager.default.fileExists(atPath: dataDirectory + "/postgres/PG_VERSION") }

  /// The daemon's role in the private cluster; nil where the database was given.
  var privateRole: String? { givenURL == nil ? cluster.daemonRole : nil }

  var keyFile: KeyFile { KeyFile(path: keys ?? dataDirectory + "/keys") }

  /// Lends the database to a command: through the daemon that serves it, or by starting the private PostgreSQL.
  ///
  /// - Parameter making: whether the command may begin a private PostgreSQL where there is none.
  func withDatabase<Value: Sendable>(
    making: Bool = false, _ body: @Sendable (Database) async throws -> Value
  ) async throws -> Value {
    try await withURLs(making: making) { urls in
      if privateRole != nil { try await migrateNewCluster(urls.owner) }
      return try await lend(urls.daemon, as: Schema.daemonRole) { pool in
        try await Schema.check(pool)
        let database = Database(pool: pool, clock: SystemClock(), keys: try keyFile.keyring())
        try await database.requireBelief()
        return try await body(database)
      }
    }
  }

  /// Lends the database as its owner.
  func withOwner<Value: Sendable>(
    making: Bool = false, _ body: @Sendable (Pool) async throws -> Value
  ) async throws -> Value {
    try await withURLs(making: making) { urls in try await lend(urls.owner, body) }
  }

  /// A private cluster that was just made has no schema yet; one that has is migrated by `serve` and `migrate` alone.
  private func migrateNewCluster(_ url: String) async throws {
    try await lend(url) { owner in
      if try await Schema.isMissing(owner) {
        _ = try await MigrateCommand.migrate(owner, for: privateRole, keys: keyFile)
      }
    }
  }

  private func lend<Value: Sendable>(
    _ url: String, as role: String? = nil, _ body: @Sendable (Pool) async throws -> Value
  ) async throws -> Value {
    var settings = ConnectionSettings(url: url)
    // A command is waited for by a person, not by a browser: its statements may take their time.
    settings.statementTimeout = 0
    settings.lockTimeout = 60_000
    settings.role = role
    let pool = Pool(settings)
    do {
      let value = try await body(pool)
      await pool.close()
      return value
    } catch {
      await pool.close()
      throw error
    }
  }

  private func withURLs<Value: Sendable>(
    making: Bool, _ body: @Sendable ((daemon: String, owner: String)) async throws -> Value
  ) async throws -> Value {
    if let givenURL { return try await body((givenURL, ownerURL ?? givenURL)) }
    guard making || hasCluster else {
      throw CommandFailure.notDone("there is no database in \(dataDirectory): give --data-dir, or --database-url")
    }
    return try await ClusterAccess.using(cluster, logger: Logger(label: "afklaringd")) { urls in
      try await body((urls.daemon, urls.owner))
    }
  }
}

/// An error whose description is fit for the command line as it is.
protocol CommandLineReason: Error, CustomStringConvertible {}

extension ClusterError: CommandLineReason {}
extension PostgresError: CommandLineReason {}
extension SchemaError: CommandLineReason {}
extension KeyringError: CommandLineReason {}
extension JournalBreak: CommandLineReason {}
