public import Afklaring
internal import FoundationEssentials
public import Postgres

public enum EmergencySubject {}
public typealias EmergencyAccessID = Identifier<EmergencySubject>

/// Looks at somebody whose case is others', in an emergency and with a reason (nødadgang, værdispring). It is good for four
/// hours and for the account alone; the person's municipality is shown who it was and why.
public struct OpenEmergencyAccess: Command {
  public static let permission = Permission.openEmergencyAccess
  public static let hours = 4
  public static let leastReason = 10

  public let number: PersonNumber
  public let reason: String
  private let keys: Keyring

  public init(to number: PersonNumber, reason: String, keys: Keyring) {
    (self.number, self.reason, self.keys) = (number, reason, keys)
  }

  public enum No: String, Refusal {
    case reasonTooShort = "reason-too-short"

    public var code: String { rawValue }
  }

  /// By the database's clock, as the policies that end it.
  ///
  /// - Returns: nil where nothing is kept about anybody with the number; that somebody tried is kept.
  public func perform(
    by actor: Actor, at now: Instant, in transaction: Transaction
  ) async throws -> EmergencyAccessID? {
    guard let account = actor.accountID else { throw AccessRefusal.notPermitted(Self.permission) }
    guard reason.count >= Self.leastReason else { throw No.reasonTooShort }
    let index = keys.index(number.digits)
    let found = try await transaction.query("select person_with_number(\(index))")[0].decode(PersonID?.self)
    guard let person = found else {
      JournalEntry.change(Self.permission, .none, person: nil, ["emergency": "nobody"]).on(.emergency)
        .record(by: actor, in: transaction)
      return nil
    }
    let id = EmergencyAccessID()
    transaction.later(
      """
      insert into emergency_access
        (emergency_access_id, person_id, account_id, account_name, role, organisation, reason_sealed, began_at, ends_at)
      select \(id), \(person), account.account_id, account.display_name, \(actor.standing.role.rawValue),
        \(actor.standing.organisation), \(try keys.seal(reason, as: .emergencyReason)), now(),
        now() + make_interval(hours => \(Self.hours)::int)
      from account where account.account_id = \(account)
      """)
    JournalEntry.change(Self.permission, .none, person: person, ["emergency": "\(id)"]).on(.emergency)
      .record(by: actor, in: transaction)
    return id
  }
}
