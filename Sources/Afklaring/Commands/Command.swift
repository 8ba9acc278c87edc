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

/// The database as the commands know it: its connections, the clock and the keys.
public struct Database: Sendable {
  public let pool: Pool
  public let clock: any WallClock
  public let keys: Keyring

  public init(pool: Pool, clock: any WallClock, keys: Keyring) {
    self.pool = pool
    self.clock = clock
    self.keys = keys
  }

  /// Reads one state of the database throughout; nothing is written.
  public func reading<Value: Sendable>(
    _ body: @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    try await pool.transaction(.snapshot) { try await body($0) }
  }

  /// Reads what has to be journalled as looked at.
  public func looking<Value: Sendable>(
    _ body: @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    try await pool.transaction { try await body($0) }
  }

  /// Performs a command in one transaction.
  ///
  /// - Throws: the command's own refusal (also where a constraint of the database spoke it), `AccessRefusal`, or
  ///   what went wrong.
  public func perform<One: Command>(_ command: One, by actor: Actor) async throws -> One.Outcome {
    try actor.require(One.permission)
    do {
      return try await pool.transaction { transaction in
        try await command.perform(by: actor, at: clock.now, in: transaction)
      }
    } catch let error as PostgresError {
      if let constraint = error.constraint, let refusal = One.refusal(for: constraint) { throw refusal }
      throw error
    }
  }
}
