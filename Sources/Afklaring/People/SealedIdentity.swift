public import Postgres

/// Who somebody is, as the database keeps it: number and name sealed, the number's index, and what follows from it.
public struct SealedIdentity: Sendable {
  public let numberIndex: Bytes
  public let number: Bytes
  public let name: Bytes?
  public let bornOn: CalendarDay?
  public let sex: Sex?
}

extension Keyring {
  /// - Parameter name: nil where only the number is known.
  public func identity(_ number: PersonNumber, name: String?) throws -> SealedIdentity {
    SealedIdentity(
      numberIndex: index(number.digits),
      number: try seal(number.digits, as: .personNumber),
      name: try name.map { try seal($0, as: .personName) },
      bornOn: number.birthDay,
      sex: number.sex)
  }
}

/// Finds a person by the number, or makes one, so that two at once make one person.
public enum PersonRegister {
  /// The person stays locked until the transaction ends: what concerns one person happens one thing at a time.
  ///
  /// A name given fills in a missing one; it never replaces another.
  public static func findOrAdd(_ identity: SealedIdentity, in transaction: Transaction) async throws -> PersonID {
    try await transaction.query(
      "select pg_advisory_xact_lock(hashtextextended(encode(\(identity.numberIndex), 'hex'), 0))")
    // Whoever admits somebody has to find a person whom only others know, and learns nothing but the id.
    let rows = try await transaction.query("select person_with_number(\(identity.numberIndex))")
    let known = try rows[0].decode(PersonID?.self)
    if let known {
      add(identity.name, of: known, in: transaction)
      return known
    }
    let person = PersonID()
    transaction.later(
      """
      insert into person (person_id, born_on, sex)
      values (\(person), \(identity.bornOn), \(identity.sex?.rawValue))
      """)
    add(identity.name, of: person, in: transaction)
    transaction.later(
      """
      insert into person_number (number_index, person_id, number_sealed)
      values (\(identity.numberIndex), \(person), \(identity.number))
      """)
    return person
  }

  /// Where no name is known yet.
  public static func add(_ name: Bytes?, of person: PersonID, in transaction: Transaction) {
    guard let name else { return }
    transaction.later(
      """
      insert into person_name (person_id, name_sealed) values (\(person), \(name))
      on conflict do nothing
      """)
  }

  public static func find(_ numberIndex: Bytes, in transaction: Transaction) async throws -> PersonID? {
    try await transaction.query(
      """
      select person.person_id
      from person_number
      join person on person.person_id = person_number.person_id
      where person_number.number_index = \(numberIndex)
      for no key update of person
      """
    ).first?.decode(PersonID.self)
  }
}
