import Fixtures
import Postgres
import Testing

@testable import Afklaring

/// Somebody with SQL alone, as the daemon's role: what is set before each statement, and what is found then.
struct Intruder: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What the transaction says first.
  let says: @Sendable (Keyring, Instant) -> SQL

  /// With an actor that the keys signed.
  static func actor(_ name: String, _ standing: Standing, account: AccountID? = AccountID()) -> Intruder {
    Intruder(testDescription: name) { keys, now in
      keys.signed(Actor(accountID: account, sessionID: nil, standing: standing), at: now).statement
    }
  }

  static let silent = Intruder(testDescription: "nobody") { _, _ in "select 1" }

  /// A signature of one's own making over whatever one likes to be.
  static let forger = Intruder(testDescription: "a forger") { _, now in
    Keyring(.new()).signed(.system, at: now).statement
  }

  /// A true signature under another's name.
  static let changer = Intruder(testDescription: "a changer of claims") { keys, now in
    """
    \(keys.signed(Actor(accountID: nil, sessionID: nil, standing: .projectStaff), at: now).statement),
      set_config('afklaring.actor', replace(current_setting('afklaring.actor'), 'project_staff', 'system'), true)
    """
  }

  /// What was signed two hours ago.
  static let late = Intruder(testDescription: "one who comes late") { keys, now in
    keys.signed(.system, at: now.adding(hours: -2)).statement
  }

  static let unsigned = Intruder(testDescription: "one who does not sign") { _, now in
    """
    select set_config('afklaring.actor', '1|' || \(Int(now.microsecondsSinceEpoch / 1_000_000))::bigint || '|system||', true),
      set_config('afklaring.signature', '', true)
    """
  }

  static let disbelieved = [silent, forger, changer, late, unsigned]

  static let strangers = [
    actor("another ward", .dischargeCoordinator(WardID())),
    actor("another municipality", .municipalAuthority(WalledCourse.stranger)),
    actor("another house", .siteStaff(SiteID())),
  ]

  /// Of each relation, how many rows the statement finds; `format` is given its name.
  func tries(
    _ statement: @Sendable (String) -> String, on relations: [String], in test: TestDatabase
  ) async throws -> [String: Int] {
    var found: [String: Int] = [:]
    for relation in relations {
      do {
        let said = says(test.database.keys, SystemClock().now)
        found[relation] = try await test.pool.transaction(preamble: [said]) { transaction in
          try await transaction.query(SQL(trusted: statement(relation)))[0].decode(Int.self)
        }
      } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
        found[relation] = 0
      }
    }
    return found.filter { $0.value > 0 }
  }
}
