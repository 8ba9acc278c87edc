internal import FoundationEssentials
public import Postgres

/// One line of the event log (hændelseslog): what was changed or looked at. Codes and ids only, never a name or number.
public struct JournalEntry: Sendable {
  public enum Kind: String, Sendable {
    case change
    case look
  }

  /// What the entry is about.
  public enum Subject: Sendable {
    case admission(AdmissionID)
    case referral(ReferralID)
    case account(AccountID)
    case none

    var columns: (kind: String?, id: UUID?) {
      switch self {
      case .admission(let id): ("admission", id.rawValue)
      case .referral(let id): ("referral", id.rawValue)
      case .account(let id): ("account", id.rawValue)
      case .none: (nil, nil)
      }
    }
  }

  public let kind: Kind
  public let action: String
  public let subject: Subject
  public let person: PersonID?
  public let details: [String: String]
  /// Nil for what the actor's role usually stands on.
  public private(set) var ground: Ground?

  /// A change, named as the permission that allowed it.
  public static func change(
    _ permission: Permission, _ subject: Subject, person: PersonID?, _ details: [String: String] = [:]
  ) -> JournalEntry {
    JournalEntry(kind: .change, action: permission.rawValue, subject: subject, person: person, details: details)
  }

  /// A look at somebody's record.
  public static func look(_ action: String, _ subject: Subject, person: PersonID?) -> JournalEntry {
    JournalEntry(kind: .look, action: action, subject: subject, person: person, details: [:])
  }

  /// Something that happened to an account.
  public static func account(
    _ action: String, _ account: AccountID, _ details: [String: String] = [:]
  ) -> JournalEntry {
    JournalEntry(kind: .change, action: action, subject: .account(account), person: nil, details: details)
  }

  /// The same on a ground that is not the role's usual one.
  public func on(_ ground: Ground) -> JournalEntry {
    var entry = self
    entry.ground = ground
    return entry
  }

  /// Writes the entry with the transaction; it is chained afterwards, by the sealer.
  public func record(by actor: Actor, in transaction: Transaction) {
    #if !WITHOUT_WALLS
      let row = JournalRow(self, by: actor)
      transaction.later(
        """
        insert into journal_entry
          (kind, action, account_id, session_id, role, organisation, ground, person_id, subject_kind, subject_id, details)
        values
          (\(row.kind), \(row.action), \(row.account), \(row.session), \(row.role), \(row.organisation), \(row.ground),
           \(row.person), \(row.subjectKind), \(row.subject), \(row.details))
        """)
    #endif
  }
}

extension Standing {
  /// The organisation as the event log writes it.
  public var organisation: String? {
    switch self {
    case .dischargeCoordinator(let ward): "ward \(ward)"
    case .municipalAuthority(let code), .administrator(let code): "municipality \(code.digits)"
    case .siteStaff(let site): "site \(site)"
    case .projectStaff, .auditor, .system, .door, .reporting: nil
    }
  }
}
