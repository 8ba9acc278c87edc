internal import Afklaring
internal import Postgres

/// An admission with its latest wait, leave and referral, locked by who corrects it.
struct CorrectedCourse: Sendable {
  let admission: AdmissionID
  let referral: ReferralID?
  let dates: CourseDates
  let isWithdrawn: Bool
  /// The first day of any of its waits and leaves.
  let firstDayWithin: CalendarDay?
  /// How long a stay in its bed may last.
  let maximumStayDays: Int?

  /// - Parameter referral: nil for the latest of the admission.
  static func load(
    _ admission: AdmissionID, _ referral: ReferralID?, in transaction: Transaction
  ) async throws -> CorrectedCourse {
    let which: SQL = referral.map { "referral.referral_id = \($0)" } ?? "true"
    let rows = try await transaction.query(
      """
      select
        referral.referral_id, referral.withdrawn_at is not null as is_withdrawn,
        admission.admitted_at, admission.admitted_is_day_only, admission.discharged_at, admission.discharged_is_day_only,
        wait.ready_on, wait.withdrawn_on, leave.began_at, leave.began_is_day_only, leave.ended_at,
        leave.ended_is_day_only, referral.submitted_at,
        coalesce(referral.withdrawn_at, referral.declined_at, referral.accepted_at) as decided_at,
        referral.assigned_at, stay.moved_in_on, stay.planned_move_out_on, stay.clarified_on, stay.moved_out_on,
        least(
          (select min(ready_period.ready_on) from ready_period
           where ready_period.admission_id = admission.admission_id),
          (select danish_day(min(hospital_leave.began_at)) from hospital_leave
           where hospital_leave.admission_id = admission.admission_id)) as first_day_within,
        site.max_stay_days
      from admission
      left join lateral (
        select ready_period.ready_on, ready_period.withdrawn_on from ready_period
        where ready_period.admission_id = admission.admission_id
        order by ready_period.ready_on desc, ready_period.ready_period_id limit 1
      ) as wait on true
      left join lateral (
        select hospital_leave.* from hospital_leave
        where hospital_leave.admission_id = admission.admission_id
        order by hospital_leave.began_at desc, hospital_leave.hospital_leave_id limit 1
      ) as leave on true
      left join lateral (
        select referral.* from referral
        where referral.admission_id = admission.admission_id and \(which)
        order by referral.submitted_at desc, referral.referral_id limit 1
      ) as referral on true
      left join stay on stay.referral_id = referral.referral_id
      left join bed on bed.bed_id = referral.bed_id
      left join site on site.site_id = bed.site_id
      where admission.admission_id = \(admission)
      """)
    guard let row = rows.first else { throw AccessRefusal.notFound }
    var dates: [CourseDate: DayOrInstant] = [:]
    func note(_ date: CourseDate, _ column: String, dayOnly: String? = nil) throws {
      guard let instant = try row(column, as: Instant?.self) else { return }
      let isDayOnly = try dayOnly.map { try row($0, as: Bool?.self) ?? false } ?? false
      dates[date] = isDayOnly ? .day(instant.day) : .instant(instant)
    }
    try note(.admittedAt, "admitted_at", dayOnly: "admitted_is_day_only")
    try note(.dischargedAt, "discharged_at", dayOnly: "discharged_is_day_only")
    try note(.leaveFrom, "began_at", dayOnly: "began_is_day_only")
    try note(.leaveTo, "ended_at", dayOnly: "ended_is_day_only")
    for (date, column) in [
      (CourseDate.referredOn, "submitted_at"), (.decidedOn, "decided_at"), (.assignedOn, "assigned_at"),
    ] {
      if let instant = try row(column, as: Instant?.self) { dates[date] = .day(instant.day) }
    }
    for (date, column) in [
      (CourseDate.readyOn, "ready_on"), (.readyWithdrawnOn, "withdrawn_on"), (.movedInOn, "moved_in_on"),
      (.plannedMoveOutOn, "planned_move_out_on"), (.clarifiedOn, "clarified_on"), (.movedOutOn, "moved_out_on"),
    ] {
      if let day = try row(column, as: CalendarDay?.self) { dates[date] = .day(day) }
    }
    return CorrectedCourse(
      admission: admission, referral: try row("referral_id"), dates: CourseDates(dates: dates),
      isWithdrawn: try row("is_withdrawn", as: Bool?.self) ?? false, firstDayWithin: try row("first_day_within"),
      maximumStayDays: try row("max_stay_days"))
  }

  /// What follows from another date, in all tables that hold it.
  func statements(for date: CourseDate, _ value: DayOrInstant?, today: CalendarDay) -> [SQL] {
    let (instant, day, isDayOnly) = (value?.instant, value?.day, value?.isDayOnly ?? false)
    switch date {
    case .admittedAt:
      return [
        """
        update admission set admitted_at = \(instant), admitted_is_day_only = \(isDayOnly)
        where admission_id = \(admission)
        """
      ]
    case .dischargedAt:
      return [
        """
        update admission set discharged_at = \(instant), discharged_is_day_only = \(isDayOnly)
        where admission_id = \(admission)
        """,
        """
        update ready_period set discharged_on = \(day)
        where admission_id = \(admission) and (discharged_on is not null or withdrawn_on is null)
        """,
      ]
    case .readyOn:
      guard let day, let instant else { return ["delete from ready_period where \(latestWait)"] }
      return ["update ready_period set ready_on = \(day), declared_at = \(instant) where \(latestWait)"]
    case .readyWithdrawnOn:
      return [
        """
        update ready_period
        set withdrawn_on = \(day), withdrawal_reason = case when \(day)::date is not null then withdrawal_reason end,
          discharged_on = coalesce(
            discharged_on,
            case when \(day)::date is null then (
              select danish_day(admission.discharged_at) from admission where admission.admission_id = \(admission)) end)
        where \(latestWait)
        """
      ]
    case .leaveFrom:
      return ["update hospital_leave set began_at = \(instant), began_is_day_only = \(isDayOnly) where \(latestLeave)"]
    case .leaveTo:
      return ["update hospital_leave set ended_at = \(instant), ended_is_day_only = \(isDayOnly) where \(latestLeave)"]
    case .referredOn: return ["update referral set submitted_at = \(instant) where referral_id = \(referral)"]
    case .assignedOn: return ["update referral set assigned_at = \(instant) where referral_id = \(referral)"]
    case .decidedOn:
      // The last decision is the row's.
      return [
        """
        update referral
        set
          withdrawn_at = case when withdrawn_at is not null then \(instant)::timestamptz end,
          declined_at = case when declined_at is not null then \(instant)::timestamptz end,
          accepted_at = case when withdrawn_at is null and accepted_at is not null then \(instant)::timestamptz
            else accepted_at end,
          -- Nobody changes places in the queue by it.
          queued_at = case when withdrawn_at is null then coalesce(queued_at, accepted_at) else queued_at end
        where referral_id = \(referral)
        """
      ]
    case .clarifiedOn:
      return [
        """
        update stay
        set clarified_on = \(day), clarified_to = case when \(day)::date is not null then clarified_to end
        where referral_id = \(referral)
        """
      ]
    case .movedInOn:
      // In the first of its beds.
      return [
        "update stay set moved_in_on = \(day) where referral_id = \(referral)",
        """
        update bed_hold set first_night = \(day)
        where bed_hold_id = (
          select bed_hold_id from bed_hold
          where \(referral) in (referral_id, left_referral_id) order by first_night limit 1)
        """,
      ]
    case .plannedMoveOutOn:
      return [
        "update stay set planned_move_out_on = \(day) where referral_id = \(referral)",
        """
        update bed_hold set until_night = greatest(\(day), \(today.adding(days: 1)))
        from stay
        where bed_hold.referral_id = \(referral) and stay.referral_id = bed_hold.referral_id
          and stay.moved_out_on is null
        """,
      ]
    case .movedOutOn:
      return [
        "update stay set moved_out_on = \(day) where referral_id = \(referral)",
        "update bed_hold set until_night = \(day) where referral_id = \(referral)",
      ]
    }
  }

  private var latestWait: SQL {
    """
    ready_period_id = (
      select ready_period_id from ready_period where admission_id = \(admission)
      order by ready_on desc, ready_period_id limit 1)
    """
  }

  private var latestLeave: SQL {
    """
    hospital_leave_id = (
      select hospital_leave_id from hospital_leave where admission_id = \(admission)
      order by began_at desc, hospital_leave_id limit 1)
    """
  }
}
