internal import CLibPQ

/// Where the server is and how long things may take there.
public struct ConnectionSettings: Sendable {
  /// A libpq URI or keyword string; several hosts and `target_session_attrs` work as libpq documents them.
  public var url: String
  /// Seconds that one host may take to answer.
  public var connectTimeout = 5
  /// Milliseconds that one statement may run.
  public var statementTimeout = 30_000
  /// Milliseconds that one statement may wait for a lock.
  public var lockTimeout = 5_000
  /// Milliseconds that a transaction may sit idle.
  public var idleInTransactionTimeout = 60_000
  /// Prepared statements kept by name for the connection's life. Off behind a pooler that shares server connections
  /// between transactions (pgbouncer before 1.21 in transaction mode); there the time-outs belong in the role.
  public var keepsPreparedStatements = true
  public var applicationName = "afklaringd"
  /// The role to act as, of which the one that connects is a member; nil: as the one that connects.
  public var role: String?

  public init(url: String) {
    self.url = url
  }

  /// The URI's own parameters, then ours where it says nothing; but texts are UTF-8 whatever it says.
  func parameters() throws(PostgresError) -> [(String, String)] {
    var given = try Self.parse(url)
    try Self.check(given)
    given["client_encoding"] = "UTF8"
    let ours = [
      "application_name": applicationName,
      "connect_timeout": "\(connectTimeout)",
      "keepalives_idle": "30",
      "keepalives_interval": "10",
      "keepalives_count": "3",
      "tcp_user_timeout": "60000",
    ]
    for (name, value) in ours where given[name] == nil { given[name] = value }
    if keepsPreparedStatements {
      given["options"] = [serverOptions, given["options"] ?? ""].joined(separator: " ")
    }
    return given.sorted { $0.key < $1.key }
  }

  private var serverOptions: String {
    let options =
      [
        "statement_timeout=\(statementTimeout)",
        "lock_timeout=\(lockTimeout)",
        "idle_in_transaction_session_timeout=\(idleInTransactionTimeout)",
        "TimeZone=Europe/Copenhagen",
        "DateStyle=ISO",
        "IntervalStyle=iso_8601",
        // Each request asks the same few statements; planning one anew for its values takes longer than answering it.
        "plan_cache_mode=force_generic_plan",
      ] + (role.map { ["role=\($0)"] } ?? [])
    return options.map { "-c \($0)" }.joined(separator: " ")
  }

  private static func parse(_ url: String) throws(PostgresError) -> [String: String] {
    var complaint: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(url, &complaint) else {
      PQfreemem(complaint)
      // libpq's complaint may quote the URL, and so its password.
      throw .badConnectionString("expected postgresql://user@host:port/database")
    }
    defer { PQconninfoFree(options) }
    var found: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { found[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return found
  }

  /// A password with a bare `@` or `/` in it falls into other parts, which libpq's errors quote.
  private static func check(_ given: [String: String]) throws(PostgresError) {
    let ports = (given["port"] ?? "").split(separator: ",")
    let places = (given["host"] ?? "").split(separator: ",") + [(given["dbname"] ?? "")[...]]
    // An abstract socket's name begins with an @.
    guard ports.allSatisfy({ UInt16($0) != nil }), places.allSatisfy({ !$0.dropFirst().contains("@") }) else {
      throw .badConnectionString("a password's own @, / and : are written as %40, %2F and %3A")
    }
  }
}
