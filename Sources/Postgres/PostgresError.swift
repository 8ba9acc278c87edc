/// Everything that can go wrong between us and the server, as values.
public enum PostgresError: Error, Sendable, Equatable {
  /// The server refused a statement.
  case server(ServerError)
  /// The connection broke; whether the last statement took effect is not known.
  case connectionLost(String)
  /// No connection could be made before the time was up.
  case cannotConnect(String)
  /// The connection string does not parse.
  case badConnectionString(String)
  /// All connections stayed in use for the whole time a caller may wait.
  case poolExhausted
  /// The pool was closed.
  case poolClosed
  /// Two statements at once on one connection or transaction.
  case busy
  /// The transaction ended in a rollback, for a refusal in it had been passed over.
  case rolledBack
  /// A statement came after the end of its transaction.
  case transactionEnded
  /// The statement was refused before it was sent, or is of a kind that cannot run where it stood.
  case notSent(String)

  public var sqlState: SQLState? {
    if case .server(let error) = self { error.sqlState } else { nil }
  }

  /// The name of the constraint that said no, if one did.
  public var constraint: String? {
    if case .server(let error) = self { error.constraint } else { nil }
  }

  /// Whether the same thing may well succeed when tried again a little later.
  public var isPassing: Bool {
    switch self {
    case .server(let error): error.sqlState.isPassing
    case .connectionLost, .cannotConnect, .poolExhausted: true
    case .badConnectionString, .poolClosed, .busy, .rolledBack, .transactionEnded, .notSent: false
    }
  }
}

extension PostgresError: CustomStringConvertible {
  /// One line for a log: never the detail or the values of a row, which may be about a person.
  public var description: String {
    switch self {
    case .server(let error): error.description
    case .connectionLost(let why): "the connection to PostgreSQL was lost: \(why)"
    case .cannotConnect(let why): "cannot connect to PostgreSQL: \(why)"
    case .badConnectionString(let why): "the database URL is not a PostgreSQL URI: \(why)"
    case .poolExhausted: "all database connections are in use"
    case .poolClosed: "the database connections are closed"
    case .busy: "a connection runs one exchange at a time"
    case .rolledBack: "the transaction was rolled back"
    case .transactionEnded: "the transaction had ended before the statement"
    case .notSent(let why): "the statement could not be sent: \(why)"
    }
  }
}

/// What the server said, without `DETAIL`, `CONTEXT` and `HINT`: those quote rows.
public struct ServerError: Sendable, Equatable, CustomStringConvertible {
  public let sqlState: SQLState
  public let severity: String
  public let message: String
  public let schema: String?
  public let table: String?
  public let column: String?
  public let dataType: String?
  public let constraint: String?

  /// The server closes the connection with it.
  var endsTheSession: Bool { severity == "FATAL" || severity == "PANIC" }

  /// SQLSTATE and the places; the message itself only where it cannot quote a value.
  public var description: String {
    let places = [("constraint", constraint), ("table", table), ("column", column)]
      .compactMap { name, value in value.map { " \(name) \($0)" } }.joined()
    let text = sqlState.isWrittenWithoutValues ? " \(message)" : ""
    return "PostgreSQL \(sqlState.code)\(places)\(text)"
  }
}

/// A five-character SQLSTATE. Source: PostgreSQL documentation, appendix A.
public struct SQLState: Hashable, Sendable {
  public let code: String

  public init(_ code: String) {
    self.code = code
  }

  public static let uniqueViolation = SQLState("23505")
  public static let foreignKeyViolation = SQLState("23503")
  public static let checkViolation = SQLState("23514")
  public static let exclusionViolation = SQLState("23P01")
  public static let serializationFailure = SQLState("40001")
  public static let deadlockDetected = SQLState("40P01")
  public static let lockNotAvailable = SQLState("55P03")
  public static let idleInTransaction = SQLState("25P03")
  public static let queryCanceled = SQLState("57014")
  public static let adminShutdown = SQLState("57P01")
  public static let raised = SQLState("P0001")
  public static let insufficientPrivilege = SQLState("42501")
  /// Raised by the schema itself: an event-log entry of a session that is no more.
  public static let sessionEnded = SQLState("28000")
  public static let cachedPlanChanged = SQLState("0A000")
  public static let unknownStatement = SQLState("26000")
  public static let duplicateDatabase = SQLState("42P04")

  var isPassing: Bool {
    [.serializationFailure, .deadlockDetected, .lockNotAvailable, .idleInTransaction].contains(self)
      || code.hasPrefix("57P") || code.hasPrefix("53") || code.hasPrefix("08")
  }

  /// What the schema raises itself, and what speaks of tables, transactions and the server only. The rest may quote a
  /// value: data exceptions and constraints, but also a syntax error (`to_tsquery`) or an unknown name (a cast).
  var isWrittenWithoutValues: Bool {
    ["P0001", "42501", "42703", "42883", "42804", "42P01", "42P18"].contains(code)
      || ["08", "0A", "25", "26", "40", "53", "55", "57"].contains(code.prefix(2))
  }
}
