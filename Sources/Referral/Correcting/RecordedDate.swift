public import Afklaring
public import Postgres

/// Which date is corrected: of what there may be several, the latest, or the one that began on a day.
public struct RecordedDate: Sendable, Equatable, CustomStringConvertible {
  public let date: CourseDate
  public let begun: CalendarDay?

  public init(_ date: CourseDate, begun: CalendarDay? = nil) {
    (self.date, self.begun) = (date, begun)
  }

  /// `leave_to`, or `leave_to 2026-05-03` for the leave that began on that day.
  public init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count <= 2, let date = CourseDate(rawValue: String(words[0])) else { return nil }
    self.init(date, begun: words.count == 2 ? CalendarDay(String(words[1])) : nil)
    guard words.count == 1 || begun != nil && CourseDate.severalTimes.contains(where: { $0.contains(date) }) else {
      return nil
    }
  }

  public var description: String { begun.map { "\(date.rawValue) \($0)" } ?? date.rawValue }

  /// The day by which the wait, leave, transfer or move is told from others like it, where this is a date of it.
  func begun(of first: CourseDate) -> CalendarDay? {
    CourseDate.severalTimes.contains { $0.first == first && $0.contains(date) } ? begun : nil
  }

  /// Those of an admission that are there, for the ward that corrects them.
  public static func ofAdmission(_ admission: AdmissionID, in transaction: Transaction) async throws -> [RecordedDate] {
    let rows = try await transaction.query(
      """
      select recorded.fact, recorded.begun
      from admission
      cross join lateral (
        values (1, 'admitted_at', null::date)
        union all
        select 2, 'discharged_at', null where admission.discharged_at is not null
        union all
        select 3, wait.fact, ready_period.ready_on
        from ready_period
        cross join lateral (values
          ('ready_on', true), ('ready_withdrawn_on', ready_period.withdrawn_on is not null)) as wait (fact, is_there)
        where ready_period.admission_id = admission.admission_id and wait.is_there
        union all
        select 4, leave.fact, danish_day(hospital_leave.began_at)
        from hospital_leave
        cross join lateral (values
          ('leave_from', true), ('leave_to', hospital_leave.ended_at is not null)) as leave (fact, is_there)
        where hospital_leave.admission_id = admission.admission_id and leave.is_there
        union all
        select 5, 'referred_on', null
        where exists (select from referral where referral.admission_id = admission.admission_id)
      ) as recorded (place, fact, begun)
      where admission.admission_id = \(admission)
      order by recorded.place, recorded.begun desc, recorded.fact
      """)
    return try rows.map { RecordedDate(try $0.value("fact"), begun: try $0("begun")) }
  }
}
