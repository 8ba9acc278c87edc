internal import Afklaring
internal import Postgres

/// The municipality a message is for, and the legal gate: it may use a message only where it has an open case.
struct MessageReceiver: Sendable {
  let municipality: MunicipalityCode
  /// Days after the end of a case in which its messages may still be used.
  let followUpDays: Int

  static func find(_ envelope: MessageEnvelope, in transaction: Transaction) async throws -> MessageReceiver? {
    let identifiers = envelope.receiver?.identifiers ?? []
    let rows = try await transaction.query(
      """
      select municipality_code, follow_up_days
      from message_receiver
      where identifier = any(\(identifiers))
      order by identifier
      limit 1
      """)
    guard let (code, days) = try rows.first?.decode(MunicipalityCode.self, Int.self) else { return nil }
    return MessageReceiver(municipality: code, followUpDays: days)
  }

  /// A referral that this municipality decides on, or a stay in its bed, open or closed within the follow-up.
  func hasOpenCase(of person: PersonID, on today: CalendarDay, in transaction: Transaction) async throws -> Bool {
    let earliest = today.adding(days: -followUpDays)
    return try await transaction.query(
      """
      select
      from referral
      left join stay on stay.referral_id = referral.referral_id
      left join bed on bed.bed_id = referral.bed_id
      left join site on site.site_id = bed.site_id
      where referral.person_id = \(person)
        and (referral.municipality_code = \(municipality)
          or (stay.stay_id is not null and site.municipality_code = \(municipality)))
        and coalesce(stay.moved_out_on, (referral.declined_at at time zone 'Europe/Copenhagen')::date,
          (referral.withdrawn_at at time zone 'Europe/Copenhagen')::date, 'infinity') >= \(earliest)
      """
    ).isEmpty == false
  }
}
