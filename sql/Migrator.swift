internal import Crypto
public import Postgres

extension Schema {
  /// What a migration did: the names of the steps taken and the step at which the schema stands now.
  public struct Outcome: Sendable, Equatable {
    public let applied: [String]
    public let version: String
  }

  /// Brings the schema up to date in one transaction, one migrator at a time.
  ///
  /// - Throws: `SchemaError` where the database is newer than this program or a landed step was edited;
  ///   `PostgresError` where a step fails: nothing of it stays then.
  public static func migrate(_ pool: Pool) async throws -> Outcome {
    try await pool.transaction { transaction in
      try await transaction.query("select set_config('statement_timeout', '0', true)")
      try await transaction.query("select set_config('lock_timeout', '0', true)")
      try await transaction.query("select pg_advisory_xact_lock(\(lockKey))")
      try await transaction.run(script: ledger)
      let pending = try await pendingMigrations(in: transaction)
      for migration in pending {
        try await transaction.run(script: migration.script)
        transaction.later(
          "insert into schema_migration (name, checksum) values (\(migration.name), \(checksum(migration.script)))")
      }
      try await replaceViews(in: transaction, evenIfKnown: !pending.isEmpty)
      return Outcome(applied: pending.map(\.name), version: migrations.last?.name ?? "none")
    }
  }

  /// Refuses a database that this program does not fit: to be asked where nothing is to be changed.
  public static func check(_ pool: Pool) async throws {
    guard try await !isMissing(pool) else { throw SchemaError.notMigrated }
    try await pool.transaction(.snapshot) { transaction in
      guard try await pendingMigrations(in: transaction).isEmpty else { throw SchemaError.notMigrated }
    }
  }

  /// What must never be, and is: one line each, the first hundred. To be asked as the owner.
  public static func brokenPromises(_ owner: Pool) async throws -> [String] {
    try await owner.query("select promise, subject_id::text from broken_promise order by promise, subject_id limit 100")
      .map { row in
        let (promise, subject) = try row.decode(String.self, String.self)
        return "\(promise): \(subject)"
      }
  }

  /// Whether the database was never migrated.
  public static func isMissing(_ pool: Pool) async throws -> Bool {
    try await pool.query("select to_regclass('schema_migration') is null")[0].decode(Bool.self)
  }

  private static let lockKey = 5_206_111_822

  private static let ledger = """
    create table if not exists schema_migration (
      name text constraint schema_migration_key primary key,
      checksum text not null,
      applied_at timestamptz not null default now());
    create table if not exists schema_views (
      checksum text constraint schema_views_key primary key);
    """

  private static func pendingMigrations(in transaction: Transaction) async throws -> [Migration] {
    var applied: [String: String] = [:]
    for row in try await transaction.query("select name, checksum from schema_migration order by name") {
      let (name, checksum) = try row.decode(String.self, String.self)
      applied[name] = checksum
    }
    let known = Set(migrations.map(\.name))
    if let unknown = applied.keys.filter({ !known.contains($0) }).max() {
      throw SchemaError.newerThanProgram(database: unknown, program: migrations.last?.name ?? "none")
    }
    for migration in migrations {
      if let checksum = applied[migration.name], checksum != Self.checksum(migration.script) {
        throw SchemaError.edited(migration.name)
      }
    }
    return migrations.filter { applied[$0.name] == nil }
  }

  /// The views, and what the daemon's role is granted: on what a migration has just made, too.
  private static func replaceViews(in transaction: Transaction, evenIfKnown: Bool) async throws {
    let checksum = checksum(views.joined() + roles)
    let known = try await transaction.query("select from schema_views where checksum = \(checksum)")
    guard known.isEmpty || evenIfKnown else { return }
    for view in views { try await transaction.run(script: view) }
    try await transaction.run(script: roles)
    transaction.later("delete from schema_views")
    transaction.later("insert into schema_views (checksum) values (\(checksum))")
  }

  private static func checksum(_ script: String) -> String {
    SHA256.hash(data: Array(script.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// Why a database and this program do not go together.
public enum SchemaError: Error, Sendable, Equatable, CustomStringConvertible {
  case newerThanProgram(database: String, program: String)
  case edited(String)
  case notMigrated

  public var description: String {
    switch self {
    case .newerThanProgram(let database, let program):
      "the database is newer (\(database)) than this program (\(program)): use the newer program"
    case .edited(let name):
      "migration \(name) is not the one that was applied to this database: use the program that made it"
    case .notMigrated:
      "the database is not up to date: run afklaringd migrate first"
    }
  }
}
