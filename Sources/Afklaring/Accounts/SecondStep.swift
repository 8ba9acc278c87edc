internal import Postgres

/// The second step of signing in (to-trins-login): a code from the telephone, or one of those for the day it is lost.
public struct SecondStep: Sendable {
  private let database: Database

  public init(_ database: Database) {
    self.database = database
  }

  /// Whether the code is right; then it is never right again.
  public func take(_ code: String, of account: AccountID) async throws -> Bool {
    let now = database.clock.now
    return try await database.transaction(as: .door) { transaction in
      let rows = try await transaction.query(
        """
        select totp_sealed, totp_step from account
        where account_id = \(account) and not is_disabled and totp_sealed is not null for no key update
        """)
      guard let (sealed, last) = try rows.first?.decode(Bytes.self, Int?.self),
        let secret = OneTimeSecret(hexadecimal: try database.keys.open(sealed, as: .oneTimeSecret))
      else { return false }
      if let step = secret.step(of: code.filter { !$0.isWhitespace }, at: now, after: last) {
        transaction.later("update account set totp_step = \(step) where account_id = \(account)")
        return true
      }
      let index = RecoveryCode(typed: code).index(for: account, database.keys)
      return try await transaction.query(
        "delete from recovery_code where account_id = \(account) and code_index = \(index)"
      ).affected == 1
    }
  }
}
