internal import Afklaring
internal import Postgres

/// A psychiatric admission (indlæggelse) whose row is locked until the transaction ends.
struct LockedAdmission: Sendable {
  let id: AdmissionID
  let person: PersonID
  let ward: WardID
  let admittedAt: Instant
  let dischargedAt: Instant?
  let bornOn: CalendarDay?
  /// The ready date of the wait that is running, if one is.
  let readyOn: CalendarDay?

  static func query(_ id: AdmissionID) -> SQL {
    """
    select
      admission.admission_id, admission.person_id, admission.ward_id, admission.admitted_at, admission.discharged_at,
      person.born_on,
      (select ready_period.ready_on from ready_period
       where ready_period.admission_id = admission.admission_id and ready_period.ended_on is null)
    from admission
    join person on person.person_id = admission.person_id
    where admission.admission_id = \(id)
    for no key update of admission
    """
  }

  /// - Throws: `AccessRefusal.notFound` where there is none, or it is another ward's.
  init(_ rows: Rows, for actor: Actor) throws {
    guard let row = rows.first else { throw AccessRefusal.notFound }
    (id, person, ward, admittedAt, dischargedAt, bornOn, readyOn) = try row.decode(
      AdmissionID.self, PersonID.self, WardID.self, Instant.self, Instant?.self, CalendarDay?.self, CalendarDay?.self)
    guard actor.isSystem || actor.ward == ward else { throw AccessRefusal.notFound }
  }
}
