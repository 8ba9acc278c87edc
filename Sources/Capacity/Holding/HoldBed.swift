public import Afklaring
public import Postgres

/// Takes the nights of a bed for a referral, or changes what they are taken for. One referral holds one bed.
///
/// The constraint `bed_hold_no_overlap` refuses a night that somebody else has, turnaround days included; the caller
/// has locked the bed's row first, so that those who race for it do not deadlock on the constraint.
public struct HoldBed: Sendable {
  public let bed: LockedBed
  public let referral: ReferralID
  public let kind: HoldKind
  /// From the first night to, not including, the day of moving out.
  public let nights: Range<CalendarDay>

  public init(_ bed: LockedBed, for referral: ReferralID, as kind: HoldKind, on nights: Range<CalendarDay>) {
    (self.bed, self.referral, self.kind, self.nights) = (bed, referral, kind, nights)
  }

  public func insert(in transaction: Transaction) {
    transaction.later(
      """
      insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, referral_id)
      values (\(Identifier<HoldBed>()), \(bed.id), \(kind.rawValue), \(nights.lowerBound), \(nights.upperBound),
        \(bed.turnaroundDays), \(referral))
      on conflict (referral_id) do update
      set bed_id = excluded.bed_id, kind = excluded.kind, first_night = excluded.first_night,
        until_night = excluded.until_night, turnaround_days = excluded.turnaround_days
      """)
  }

  /// Gives the nights back.
  public static func release(_ referral: ReferralID, in transaction: Transaction) {
    transaction.later("delete from bed_hold where referral_id = \(referral)")
  }
}
