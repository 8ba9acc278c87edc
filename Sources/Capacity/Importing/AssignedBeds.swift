public import Postgres

/// The nights held by imported assignments that nobody has moved in on yet: they give way to what is a fact, a stay or
/// a closure, so that the order of the files does not matter. Such a hold has the referral's own id.
public enum AssignedBeds {
  /// - Parameter beds: a select of bed ids.
  public static func release(on beds: SQL) -> SQL {
    """
    delete from bed_hold
    where bed_hold.kind = 'assignment' and bed_hold.bed_hold_id = bed_hold.referral_id and bed_hold.bed_id in (\(beds))
    """
  }

  /// Holds the beds again, the earliest assignment first.
  public static func hold(on beds: SQL) -> SQL {
    """
    select hold_assigned_bed(waiting.referral_id)
    from (
      select referral.referral_id
      from referral
      where referral.state = 'assigned' and referral.bed_id in (\(beds))
        and not exists (select from bed_hold where bed_hold.referral_id = referral.referral_id)
      order by referral.assigned_at, referral.submitted_at, referral.referral_id
    ) as waiting
    """
  }
}
