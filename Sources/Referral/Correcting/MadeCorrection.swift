public import Afklaring
public import Postgres

/// A date that was corrected (rettelse): what it was, what it became, why, and in which organisation.
public struct MadeCorrection: Sendable {
  public let date: CourseDate
  /// As they were written: `2026-11-22`, or with the time.
  public let earlier: DayOrInstant?
  /// Nil where the date was taken away.
  public let later: DayOrInstant?
  public let reason: String
  public let organisation: String?
  public let correctedAt: Instant

  /// Those of an admission and, where one is given, of its referral that the actor may see; the newest first.
  public static func of(
    _ admission: AdmissionID, _ referral: ReferralID?, in transaction: Transaction, keys: Keyring
  ) async throws -> [MadeCorrection] {
    try await transaction.query(query(admission, referral)).map { try MadeCorrection($0, keys) }
  }

  static func query(_ admission: AdmissionID, _ referral: ReferralID?) -> SQL {
    """
    select correction.fact, correction.earlier, correction.later, correction.corrected_at, written_text.text_sealed,
      \(CaseSheet.organisation(of: "correction")) as organisation
    from correction
    join written_text on written_text.written_text_id = correction.reason_id
    where correction.subject_id in (\(admission), \(referral))
    order by correction.corrected_at desc, correction.correction_id
    """
  }

  init(_ row: Row, _ keys: Keyring) throws {
    date = try row.value("fact")
    earlier = try Self.dayOrInstant(row("earlier"))
    later = try Self.dayOrInstant(row("later"))
    reason = try keys.text(row("text_sealed"))
    organisation = try row("organisation")
    correctedAt = try row("corrected_at")
  }

  private static func dayOrInstant(_ text: String?) throws -> DayOrInstant? {
    guard let text else { return nil }
    if let day = CalendarDay(text) { return .day(day) }
    return .instant(try Instant.parse(text))
  }
}
