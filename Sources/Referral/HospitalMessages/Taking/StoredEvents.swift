internal import Afklaring
internal import FoundationEssentials
internal import Postgres

/// What messages said about a person, as it is kept: every one, so that the admissions can be folded anew each time.
enum StoredEvents {
  static func add(
    _ message: HospitalMessage, of person: PersonID, to municipality: MunicipalityCode, _ receipt: UUID,
    in transaction: Transaction
  ) {
    let event = message.event
    transaction.later(
      """
      insert into hospital_message
        (message_receipt_id, message_id, person_id, municipality_code, code, change, encounter_class,
         encounter_status, occurred_at, period_from, period_to, leave_from, leave_to, is_deceased, department_code,
         department_name, episodes, earlier_message_id, warnings)
      values
        (\(receipt), \(event.messageID), \(person), \(municipality), \(event.code.rawValue), \(event.change.rawValue),
         \(event.encounterClass.rawValue), \(event.status.rawValue), \(event.occurredAt), \(event.periodStart),
         \(event.periodEnd), \(event.leave?.start), \(event.leave?.end), \(event.isDeceased), \(event.department?.sor),
         \(event.department?.name), \(event.episodes), \(event.earlierMessageID), \(message.warnings.map(\.rawValue)))
      """)
  }

  /// Whether messages with this one's id were kept, and none of them says the same.
  static func saysSomethingElse(_ event: HospitalEvent, in transaction: Transaction) async throws -> Bool {
    let rows = try await transaction.query(
      """
      select coalesce(bool_and(
        (code, change, occurred_at, period_from, episodes)
          is distinct from (\(event.code.rawValue)::text, \(event.change.rawValue)::text, \(event.occurredAt),
            \(event.periodStart), \(event.episodes))), false)
      from hospital_message
      where message_id = \(event.messageID)
      """)
    return try rows[0].decode(Bool.self)
  }

  static func all(of person: PersonID, in transaction: Transaction) async throws -> [HospitalEvent] {
    try await transaction.query(
      """
      select
        message_id, code, change, encounter_class, encounter_status, occurred_at, period_from, period_to, leave_from,
        leave_to, is_deceased, department_code, department_name, episodes, earlier_message_id
      from hospital_message
      where person_id = \(person)
      order by occurred_at, message_receipt_id
      """
    ).map { try HospitalEvent($0) }
  }
}

extension HospitalEvent {
  fileprivate init(_ row: Row) throws {
    let (leaveFrom, leaveTo) = (try row("leave_from", as: Instant?.self), try row("leave_to", as: Instant?.self))
    let (sor, name) = (try row("department_code", as: String?.self), try row("department_name", as: String?.self))
    self.init(
      messageID: try row("message_id"), code: try row.value("code"), change: try row.value("change"),
      encounterClass: try row.value("encounter_class"), status: try row.value("encounter_status"),
      occurredAt: try row("occurred_at"), periodStart: try row("period_from"), periodEnd: try row("period_to"),
      leave: leaveFrom == nil && leaveTo == nil ? nil : Leave(start: leaveFrom, end: leaveTo),
      isDeceased: try row("is_deceased"),
      department: sor == nil && name == nil ? nil : Department(sor: sor, name: name),
      episodes: try row("episodes"), earlierMessageID: try row("earlier_message_id"))
  }
}
