public import Afklaring
public import Postgres

/// Records that a person was admitted to a ward (indlæggelse).
public struct AdmitPatient: Command {
  public static let permission = Permission.admitPatient

  public let identity: SealedIdentity
  public let ward: WardID
  public let homeMunicipality: MunicipalityCode
  public let admittedAt: Instant
  public let isAcute: Bool?
  /// Name and address are protected; false leaves what is known.
  public let isProtected: Bool

  public init(
    _ identity: SealedIdentity, to ward: WardID, from homeMunicipality: MunicipalityCode, at admittedAt: Instant,
    isAcute: Bool?, isProtected: Bool = false
  ) {
    (self.identity, self.ward, self.homeMunicipality) = (identity, ward, homeMunicipality)
    (self.admittedAt, self.isAcute, self.isProtected) = (admittedAt, isAcute, isProtected)
  }

  public enum No: String, Refusal {
    case isInTheFuture = "admission-in-the-future"
    case isBeforeBirth = "admission-before-birth"
    case isAdmittedAlready = "person-is-admitted-already"
    case noSuchMunicipality = "no-such-municipality"

    public var code: String { rawValue }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "admission_home_municipality" ? .noSuchMunicipality : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws -> AdmissionID {
    guard actor.isSystem || actor.ward == ward else { throw AccessRefusal.notFound }
    guard admittedAt <= now else { throw No.isInTheFuture }
    if let bornOn = identity.bornOn, admittedAt.day < bornOn { throw No.isBeforeBirth }
    let person = try await PersonRegister.findOrAdd(identity, in: transaction)
    guard try await hasNoAdmission(person, in: transaction) else { throw No.isAdmittedAlready }
    let admission = AdmissionID()
    transaction.later(
      """
      insert into admission (admission_id, person_id, ward_id, home_municipality_code, admitted_at, is_acute)
      values (\(admission), \(person), \(ward), \(homeMunicipality), \(admittedAt), \(isAcute))
      """)
    if isProtected { ProtectIdentity.store(true, of: person, in: transaction) }
    JournalEntry.change(Self.permission, .admission(admission), person: person).record(by: actor, in: transaction)
    return admission
  }

  /// On the same ward and at the same time nobody is admitted twice, and this admission has no end yet; another ward's admission is not this one's to see.
  private func hasNoAdmission(_ person: PersonID, in transaction: Transaction) async throws -> Bool {
    try await transaction.query(
      """
      select from admission
      where person_id = \(person) and ward_id = \(ward)
        and tstzrange(admitted_at, discharged_at, '[]') && tstzrange(\(admittedAt), null)
      """
    ).isEmpty
  }
}
