public import Afklaring
public import Postgres

/// A ward's patient as its discharge coordinator sees them: who is in, ready or not, referred or not.
public struct PatientRecord: Sendable {
  public let admission: AdmissionID
  public let person: PersonID
  public let name: String
  public let number: PersonNumber?
  public let isProtected: Bool
  public let admittedAt: Instant
  public let dischargedAt: Instant?
  /// When the ward expects the patient to be ready (varslet).
  public let expectedReadyOn: CalendarDay?
  public let bornOn: CalendarDay?
  public let draft: ReferralDraft
  public let referral: ReferralID?
  public let referralState: ReferralState?

  /// Where it stands in the list.
  public var place: ListPlace<AdmissionSubject> { ListPlace(admittedAt, admission) }

  /// Those in hospital on the actor's ward now, the longest there first, `count` at most, behind `place`.
  public static func list(
    for actor: Actor, behind place: ListPlace<AdmissionSubject>?, count: Int, in transaction: Transaction, keys: Keyring
  ) async throws -> [PatientRecord] {
    try actor.require(.referPatient)
    let position: SQL =
      place.map { "(admission.admitted_at, admission.admission_id) > (\($0.time), \($0.id))" } ?? "true"
    let rows = try await transaction.query(
      """
      \(columns)
      where admission.ward_id = \(actor.ward) and admission.discharged_at is null and \(position)
      order by admission.admitted_at, admission.admission_id
      limit \(count)
      """)
    return try rows.map { try PatientRecord($0, keys) }
  }

  /// One admission on the actor's ward; looking at it is journalled.
  public static func one(
    _ id: AdmissionID, for actor: Actor, in transaction: Transaction, noting looks: Looks, keys: Keyring
  ) async throws -> PatientRecord {
    try actor.require(.referPatient)
    let rows = try await transaction.query(
      "\(columns) where admission.admission_id = \(id) and admission.ward_id = \(actor.ward)")
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let patient = try PatientRecord(row, keys)
    looks.note(.look("see-patient", .admission(id), person: patient.person))
    return patient
  }

  private init(_ row: Row, _ keys: Keyring) throws {
    admission = try row("admission_id")
    person = try row("person_id")
    isProtected = try row("is_protected")
    (name, number) = keys.shown(name: try row("name_sealed"), number: try row("number_sealed"))
    admittedAt = try row("admitted_at")
    dischargedAt = try row("discharged_at")
    expectedReadyOn = try row("expected_on")
    bornOn = try row("born_on")
    draft = try ReferralDraft(row)
    referral = try row("referral_id")
    referralState = try row("referral_state", as: String?.self).flatMap(ReferralState.init(rawValue:))
  }

  private static var columns: SQL {
    """
    select
      admission.admission_id, admission.person_id, person.is_protected, person_name.name_sealed, number.number_sealed,
      admission.admitted_at, admission.discharged_at, latest.referral_id, latest.state as referral_state,
      person.born_on, expected_ready.expected_on, referral_draft.target_group as draft_target_group,
      referral_draft.has_disorder as draft_has_disorder, referral_draft.saved_at as draft_saved_at,
      referral_draft.needs as draft_needs, referral_draft.support_before as draft_support_before
    from admission
    join person on person.person_id = admission.person_id
    left join person_name on person_name.person_id = admission.person_id
    left join lateral (
      select person_number.number_sealed
      from person_number
      where person_number.person_id = admission.person_id
      order by person_number.recorded_at desc
      limit 1
    ) as number on true
    left join referral_draft on referral_draft.admission_id = admission.admission_id
    left join expected_ready on expected_ready.admission_id = admission.admission_id
    left join lateral (
      select referral.referral_id, referral.state
      from referral
      where referral.admission_id = admission.admission_id
      order by referral.submitted_at desc
      limit 1
    ) as latest on true
    """
  }
}
