public import Postgres

/// One thing that somebody does: its inputs are its properties, its refusals a closed enum, its work one transaction.
public protocol Command: Sendable {
  associatedtype Outcome: Sendable
  associatedtype No: Refusal

  /// What the actor needs to be allowed.
  static var permission: Permission { get }

  /// Does it, in this order: load and lock, decide, save, journal, enqueue. A throw undoes all of it.
  func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws -> Outcome

  /// The refusal that a named constraint of the database stands for, if it is one of this command's.
  static func refusal(for constraint: String) -> No?
}

extension Command {
  public static func refusal(for constraint: String) -> No? { nil }
}

/// A business "no": closed enums conform, one per command. The code is stable and stands in the API.
public protocol Refusal: Error, Sendable, Equatable {
  var code: String { get }
}

/// Nobody may, or there is nothing: the two answers that any command can give before its own.
public enum AccessRefusal: Error, Sendable, Equatable {
  case notPermitted(Permission)
  /// There is no such thing, or it is not the actor's to see; the two are not told apart.
  case notFound
}

/// The database as the commands know it: its connections, the clock and the keys. Every transaction begins by saying who
/// acts; without it the database's policies show nothing.
public struct Database: Sendable {
  private let pool: Pool
  private let looks: LookWriter
  public let clock: any WallClock
  public let keys: Keyring

  public init(pool: Pool, clock: any WallClock, keys: Keyring) {
    self.pool = pool
    self.clock = clock
    self.keys = keys
    looks = LookWriter(pool, keys)
  }

  /// The same database at another time.
  public func told(_ clock: any WallClock) -> Database {
    Database(pool: pool, clock: clock, keys: keys)
  }

  /// Runs `body` in a transaction of the actor's: committed when it returns, rolled back when it throws.
  public func transaction<Value: Sendable>(
    as actor: Actor, _ mode: TransactionMode = .readWrite, _ body: @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    try await pool.transaction(mode, preamble: Self.preamble(claim(of: actor)), body)
  }

  /// One statement as a transaction of its own, in one round trip.
  @discardableResult
  public func query(as actor: Actor, _ statement: SQL) async throws -> Rows {
    try await pool.withConnection { connection in
      let preamble = Self.preamble(claim(of: actor))
      return try await connection.pipeline(preamble + [statement])[preamble.count]
    }
  }

  /// Nil in the build that shows what walls cost.
  private func claim(of actor: Actor) -> SignedClaim? {
    #if WITHOUT_WALLS
      nil
    #else
      keys.signed(actor, at: SystemClock().now)
    #endif
  }

  private static func preamble(_ claim: SignedClaim?) -> [SQL] { claim.map { [$0.statement] } ?? [] }

  /// Reads one state of the database throughout; nothing is written.
  public func reading<Value: Sendable>(
    as actor: Actor, _ body: @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    try await transaction(as: actor, .snapshot, body)
  }

  /// The same for who looks at somebody: the looks that `body` notes are in the event log when this returns.
  public func looking<Value: Sendable>(
    as actor: Actor, _ body: @Sendable (Transaction, Looks) async throws -> Value
  ) async throws -> Value {
    let claim = claim(of: actor)
    let looks = Looks(of: actor, claim, looks)
    let value = try await pool.transaction(.snapshot, preamble: Self.preamble(claim)) { transaction in
      try await body(transaction, looks)
    }
    try await looks.finish()
    return value
  }

  /// Performs a command in one transaction.
  ///
  /// - Throws: the command's own refusal (also where a constraint of the database spoke it), `AccessRefusal`, or
  ///   what went wrong.
  public func perform<One: Command>(_ command: One, by actor: Actor) async throws -> One.Outcome {
    try actor.require(One.permission)
    do {
      return try await transaction(as: actor) { transaction in
        try await command.perform(by: actor, at: clock.now, in: transaction)
      }
    } catch let error as PostgresError {
      if let constraint = error.constraint, let refusal = One.refusal(for: constraint) { throw refusal }
      throw error
    }
  }
}
