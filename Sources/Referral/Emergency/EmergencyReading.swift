public import Afklaring
public import Postgres

/// What somebody with emergency access sees: who the person is, where, and whom to ring.
public struct EmergencyRecord: Sendable {
  public let name: String
  public let number: PersonNumber?
  public let isProtected: Bool
  public let endsAt: Instant
  public let admissions: [Admission]
  public let referrals: [Course]

  public struct Admission: Sendable {
    public let ward: String
    public let homeMunicipality: String
    public let admittedAt: Instant
    public let dischargedAt: Instant?
  }

  public struct Course: Sendable {
    public let state: ReferralState?
    public let municipality: String
    public let submittedAt: Instant
    public let site: String?
  }

  /// Looking is journalled, with emergency as its ground.
  ///
  /// - Throws: `AccessRefusal.notFound` where the access is another account's, has ended, or is none.
  public static func one(
    _ id: EmergencyAccessID, for actor: Actor, in transaction: Transaction, noting looks: Looks, keys: Keyring
  ) async throws -> EmergencyRecord {
    try actor.require(.openEmergencyAccess)
    let rows = try await transaction.query(
      """
      select emergency_access.person_id, emergency_access.ends_at, person_name.name_sealed, number.number_sealed,
        person.is_protected
      from emergency_access
      join person on person.person_id = emergency_access.person_id
      left join person_name on person_name.person_id = emergency_access.person_id
      left join lateral (
        select person_number.number_sealed from person_number
        where person_number.person_id = emergency_access.person_id
        order by person_number.number_index limit 1) as number on true
      where emergency_access.emergency_access_id = \(id) and emergency_access.account_id = \(actor.accountID)
        and emergency_access.ends_at > now()
      """)
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let person: PersonID = try row("person_id")
    let answers = try await transaction.pipeline([admissions(of: person), courses(of: person)])
    looks.note(.look("see-in-emergency", .none, person: person).on(.emergency))
    let shown = keys.shown(name: try row("name_sealed"), number: try row("number_sealed"))
    return EmergencyRecord(
      name: shown.name, number: shown.number, isProtected: try row("is_protected"), endsAt: try row("ends_at"),
      admissions: try answers[0].map { row in
        Admission(
          ward: try row("ward"), homeMunicipality: try row("home"), admittedAt: try row("admitted_at"),
          dischargedAt: try row("discharged_at"))
      },
      referrals: try answers[1].map { row in
        Course(
          state: ReferralState(rawValue: try row("state")), municipality: try row("municipality"),
          submittedAt: try row("submitted_at"), site: try row("site"))
      })
  }

  private static func admissions(of person: PersonID) -> SQL {
    """
    select ward.name as ward, municipality.name as home, admission.admitted_at, admission.discharged_at
    from admission
    join ward on ward.ward_id = admission.ward_id
    join municipality on municipality.municipality_code = admission.home_municipality_code
    where admission.person_id = \(person)
    order by admission.admitted_at desc
    """
  }

  private static func courses(of person: PersonID) -> SQL {
    """
    select referral.state, municipality.name as municipality, referral.submitted_at, site.name as site
    from referral
    join municipality on municipality.municipality_code = referral.municipality_code
    left join bed_hold on bed_hold.referral_id = referral.referral_id and bed_hold.kind in ('assignment', 'stay')
    left join bed on bed.bed_id = bed_hold.bed_id
    left join site on site.site_id = bed.site_id
    where referral.person_id = \(person)
    order by referral.submitted_at desc
    """
  }
}

/// Emergency access to a municipality's own citizens, as it is shown to the municipality.
public struct EmergencyNotice: Sendable {
  public let account: String
  public let role: Role?
  public let organisation: String?
  public let number: PersonNumber?
  public let reason: String?
  public let beganAt: Instant

  public static let most = 200

  /// How often it was taken since then, and by others than the municipality itself.
  public static func count(since: Instant, for actor: Actor, in transaction: Transaction) async throws -> Int {
    try actor.require(.seeEmergencyAccess)
    return try await transaction.query(
      """
      select count(*) from emergency_access
      where began_at > \(since) and organisation is distinct from \(actor.standing.organisation)
      """)[0].decode(Int.self)
  }

  /// The newest first, `most` at the most.
  public static func all(
    for actor: Actor, in transaction: Transaction, keys: Keyring
  ) async throws -> [EmergencyNotice] {
    try actor.require(.seeEmergencyAccess)
    let rows = try await transaction.query(
      """
      select emergency_access.account_name, emergency_access.role, emergency_access.reason_sealed,
        emergency_access.began_at, coalesce(municipality.name, ward.name, site.name) as place, number.number_sealed
      from emergency_access
      left join municipality on 'municipality ' || municipality.municipality_code = emergency_access.organisation
      left join ward on 'ward ' || ward.ward_id = emergency_access.organisation
      left join site on 'site ' || site.site_id = emergency_access.organisation
      left join lateral (
        select person_number.number_sealed from person_number
        where person_number.person_id = emergency_access.person_id
        order by person_number.number_index limit 1) as number on true
      where emergency_access.organisation is distinct from \(actor.standing.organisation)
      order by emergency_access.began_at desc, emergency_access.emergency_access_id
      limit \(most)
      """)
    return try rows.map { row in
      EmergencyNotice(
        account: try row("account_name"), role: Role(rawValue: try row("role")), organisation: try row("place"),
        number: keys.shown(name: nil, number: try row("number_sealed")).number,
        reason: keys.reason(try row("reason_sealed")), beganAt: try row("began_at"))
    }
  }
}

extension Keyring {
  /// What cannot be opened stays out, as with names.
  fileprivate func reason(_ sealed: Bytes) -> String? {
    do { return try open(sealed, as: .emergencyReason) } catch { return nil }
  }
}
