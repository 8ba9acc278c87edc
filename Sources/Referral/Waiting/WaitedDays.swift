public import Afklaring
public import Postgres

/// The waiting days (færdigbehandlingsdage) of some admissions so far, from the same definition as the reports.
public struct WaitedDays: Sendable {
  /// Every counted day, in order.
  public let days: [CalendarDay]
  /// The ready date of the wait that is running.
  public let readyOn: CalendarDay?

  public static let none = WaitedDays(days: [], readyOn: nil)

  /// Of each admission; one may be asked for twice, as several referrals may follow from it.
  public static func of(
    _ admissions: [AdmissionID], asOf now: Instant, in transaction: Transaction
  ) async throws -> [AdmissionID: WaitedDays] {
    guard !admissions.isEmpty else { return [:] }
    let answers = try await transaction.pipeline([
      """
      select admission_id, day
      from waiting_day(\(now), 'infinity')
      where admission_id = any(\(admissions))
      order by admission_id, day
      """,
      """
      select admission_id, ready_on
      from ready_period
      where admission_id = any(\(admissions)) and ended_on is null
      """,
    ])
    var days: [AdmissionID: [CalendarDay]] = [:]
    for row in answers[0] {
      let (admission, day) = try row.decode(AdmissionID.self, CalendarDay.self)
      days[admission, default: []].append(day)
    }
    var running: [AdmissionID: CalendarDay] = [:]
    for row in answers[1] {
      let (admission, readyOn) = try row.decode(AdmissionID.self, CalendarDay.self)
      running[admission] = readyOn
    }
    return Dictionary(
      uniqueKeysWithValues: Set(admissions).map { ($0, WaitedDays(days: days[$0] ?? [], readyOn: running[$0])) })
  }
}
