public import Afklaring
public import Postgres

/// The number that citizens ring in a municipality, as it is printed in letters to them.
public enum MunicipalityTelephone {
  public static func of(_ municipality: MunicipalityCode, in transaction: Transaction) async throws -> String? {
    try await transaction.query(
      "select telephone from municipality_telephone where municipality_code = \(municipality)"
    ).first?.decode(String.self)
  }
}

/// Sets the number that citizens ring in the administrator's municipality, or takes it away.
public struct SetTelephone: Command {
  public static let permission = Permission.setDeadlines

  /// Digits in groups, with a country before them where need be; nil for none.
  public let telephone: String?

  public init(_ telephone: String?) {
    self.telephone = telephone
  }

  public enum No: String, Refusal {
    case isNoTelephone = "is-no-telephone"

    public var code: String { rawValue }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "municipality_telephone_form" ? .isNoTelephone : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard case .administrator(let municipality) = actor.standing else {
      throw AccessRefusal.notPermitted(Self.permission)
    }
    if let telephone {
      transaction.later(
        """
        insert into municipality_telephone (municipality_code, telephone) values (\(municipality), \(telephone))
        on conflict on constraint municipality_telephone_key do update set telephone = excluded.telephone
        """)
    } else {
      transaction.later("delete from municipality_telephone where municipality_code = \(municipality)")
    }
    JournalEntry.change(Self.permission, .none, person: nil, ["telephone": telephone ?? "none"]).record(
      by: actor, in: transaction)
  }
}
