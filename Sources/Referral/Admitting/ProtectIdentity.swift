public import Afklaring
public import Postgres

/// Records that a person's name and address are protected (navne- og adressebeskyttelse), or no longer.
public struct ProtectIdentity: Command {
  public static let permission = Permission.protectIdentity

  public let admission: AdmissionID
  public let isProtected: Bool

  public init(_ admission: AdmissionID, isProtected: Bool) {
    (self.admission, self.isProtected) = (admission, isProtected)
  }

  public enum No: String, Refusal {
    case isSoAlready = "protection-is-so-already"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    let person = try await transaction.query(
      "select is_protected from person where person_id = \(admission.person) for no key update")
    let wasProtected: Bool = try person[0].decode(Bool.self)
    guard wasProtected != isProtected else { throw No.isSoAlready }
    Self.store(isProtected, of: admission.person, in: transaction)
    JournalEntry.change(
      Self.permission, .admission(admission.id), person: admission.person, ["protected": "\(isProtected)"]
    ).record(by: actor, in: transaction)
  }

  /// By somebody in the person's circle.
  static func store(_ isProtected: Bool, of person: PersonID, in transaction: Transaction) {
    transaction.later("update person set is_protected = \(isProtected) where person_id = \(person)")
  }
}
