internal import Afklaring
internal import Postgres

/// The discharge and the leaves that messages state about an admission: set, changed and taken back by messages alone.
struct MessageFacts {
  private let admission: AdmissionID
  private let transaction: Transaction

  init(_ admission: AdmissionID, in transaction: Transaction) {
    (self.admission, self.transaction) = (admission, transaction)
  }

  func save(_ folded: FoldedAdmission) async throws {
    try await saveDischarge(folded.dischargedAt)
    try await saveLeaves(folded.leaves)
  }

  private func saveDischarge(_ discharge: Instant?) async throws {
    let known = try await transaction.query(
      "select discharged_at from message_discharge where admission_id = \(admission)"
    ).first?.decode(Instant.self)
    guard known != discharge else { return }
    transaction.later("delete from message_discharge where admission_id = \(admission)")
    if let discharge {
      transaction.later(
        "insert into message_discharge (admission_id, discharged_at) values (\(admission), \(discharge))")
    }
    transaction.later(
      """
      update admission
      set discharged_at = greatest(\(discharge), case when \(discharge)::timestamptz is not null then admitted_at end),
        discharged_is_day_only = false
      where admission_id = \(admission)
      """)
    // The last wait ends with the discharge, and runs on where the discharge is taken back; one that was set after
    // the day of the discharge counts no day.
    transaction.later(
      """
      update ready_period
      set discharged_on = greatest(\(discharge?.day), case when \(discharge)::timestamptz is not null then ready_on end)
      where admission_id = \(admission) and withdrawn_on is null
      """)
  }

  private func saveLeaves(_ leaves: [FoldedAdmission.Leave]) async throws {
    let known = try await transaction.query(
      """
      select hospital_leave.began_at, hospital_leave.ended_at
      from hospital_leave
      join message_leave on message_leave.hospital_leave_id = hospital_leave.hospital_leave_id
      where hospital_leave.admission_id = \(admission)
      order by hospital_leave.began_at
      """
    ).map { row in
      let (start, end) = try row.decode(Instant.self, Instant?.self)
      return FoldedAdmission.Leave(start: start, end: end)
    }
    guard known != leaves.sorted(by: { $0.start < $1.start }) else { return }
    transaction.later(
      """
      delete from hospital_leave
      using message_leave
      where message_leave.hospital_leave_id = hospital_leave.hospital_leave_id
        and hospital_leave.admission_id = \(admission)
      """)
    for leave in leaves { add(leave) }
  }

  /// A leave that somebody entered by hand over the same time stands.
  private func add(_ leave: FoldedAdmission.Leave) {
    let id = Identifier<MessageFacts>()
    transaction.later(
      """
      insert into hospital_leave (hospital_leave_id, admission_id, began_at, ended_at)
      select \(id), \(admission), \(leave.start)::timestamptz, \(leave.end)::timestamptz
      where not exists (
        select from hospital_leave
        where admission_id = \(admission)
          and tstzrange(began_at, ended_at) && tstzrange(\(leave.start), \(leave.end)))
      """)
    transaction.later(
      """
      insert into message_leave (hospital_leave_id)
      select hospital_leave_id from hospital_leave where hospital_leave_id = \(id)
      """)
  }
}
