internal import Afklaring
internal import Postgres

/// An admission with its referral, and the one wait, leave, transfer and move that is corrected or else the latest; locked
/// by who corrects it.
struct CorrectedCourse: Sendable {
  let admission: AdmissionID
  let referral: ReferralID?
  let part: PartID?
  let dates: CourseDates
  let isWithdrawn: Bool
  /// The first day of any of its waits and leaves.
  let firstDayWithin: CalendarDay?
  /// The days on which the transfer may have been, so that a night is spent in either bed.
  let transferDays: Range<CalendarDay>?
  /// How long a stay in its bed may last.
  let maximumStayDays: Int?

  /// The row of the wait, leave, transfer or move that a date is of.
  typealias PartID = Identifier<CorrectedCourse>

  /// - Parameter referral: nil for the latest of the admission.
  static func load(
    _ admission: AdmissionID, _ referral: ReferralID?, _ recorded: RecordedDate, in transaction: Transaction
  ) async throws -> CorrectedCourse {
    let which: SQL = referral.map { "referral.referral_id = \($0)" } ?? "true"
    let rows = try await transaction.query(
      """
      select
        referral.referral_id, referral.withdrawn_at is not null as is_withdrawn,
        admission.admitted_at, admission.admitted_is_day_only, admission.discharged_at, admission.discharged_is_day_only,
        wait.ready_period_id, wait.ready_on, wait.withdrawn_on, leave.hospital_leave_id, leave.began_at, leave.began_is_day_only, leave.ended_at,
        leave.ended_is_day_only, referral.submitted_at,
        coalesce(referral.withdrawn_at, referral.declined_at, referral.accepted_at) as decided_at,
        referral.assigned_at, stay.moved_in_on, stay.planned_move_out_on, stay.clarified_on, stay.moved_out_on,
        bed_leave.bed_leave_id, bed_leave.from_day as bed_leave_from, bed_leave.to_day as bed_leave_to,
        left_place.bed_hold_id, left_place.until_night as transferred_on, left_place.first_night as first_place_from,
        next_place.until_night as next_place_until,
        residence.residence_id, residence.from_day as lives_there_from,
        least(
          (select min(ready_period.ready_on) from ready_period
           where ready_period.admission_id = admission.admission_id),
          (select danish_day(min(hospital_leave.began_at)) from hospital_leave
           where hospital_leave.admission_id = admission.admission_id)) as first_day_within,
        site.max_stay_days
      from admission
      left join lateral (
        select ready_period.ready_period_id, ready_period.ready_on, ready_period.withdrawn_on from ready_period
        where ready_period.admission_id = admission.admission_id
          and ready_period.ready_on = coalesce(\(recorded.begun(of: .readyOn)), ready_period.ready_on)
        order by ready_period.ready_on desc, ready_period.ready_period_id limit 1
      ) as wait on true
      left join lateral (
        select hospital_leave.* from hospital_leave
        where hospital_leave.admission_id = admission.admission_id
          and danish_day(hospital_leave.began_at)
            = coalesce(\(recorded.begun(of: .leaveFrom)), danish_day(hospital_leave.began_at))
        order by hospital_leave.began_at desc, hospital_leave.hospital_leave_id limit 1
      ) as leave on true
      left join lateral (
        select referral.* from referral
        where referral.admission_id = admission.admission_id and \(which)
        order by referral.submitted_at desc, referral.referral_id limit 1
      ) as referral on true
      left join stay on stay.referral_id = referral.referral_id
      left join lateral (
        select bed_leave.* from bed_leave
        where bed_leave.referral_id = referral.referral_id
          and bed_leave.from_day = coalesce(\(recorded.begun(of: .bedLeaveFrom)), bed_leave.from_day)
        order by bed_leave.from_day desc limit 1
      ) as bed_leave on true
      left join lateral (
        select bed_hold.bed_hold_id, bed_hold.first_night, bed_hold.until_night from bed_hold
        where bed_hold.left_referral_id = referral.referral_id
          and bed_hold.until_night = coalesce(\(recorded.begun(of: .transferredOn)), bed_hold.until_night)
        order by bed_hold.until_night desc limit 1
      ) as left_place on true
      left join bed_hold as next_place
        on next_place.first_night = left_place.until_night
        and referral.referral_id in (next_place.referral_id, next_place.left_referral_id)
      left join lateral (
        select residence.residence_id, residence.from_day from residence
        where residence.person_id = admission.person_id
          and residence.from_day = coalesce(\(recorded.begun(of: .livesThereFrom)), residence.from_day)
        order by residence.from_day desc limit 1
      ) as residence on true
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
      (.bedLeaveFrom, "bed_leave_from"), (.bedLeaveTo, "bed_leave_to"), (.transferredOn, "transferred_on"),
      (.livesThereFrom, "lives_there_from"),
    ] {
      if let day = try row(column, as: CalendarDay?.self) { dates[date] = .day(day) }
    }
    return CorrectedCourse(
      admission: admission, referral: try row("referral_id"),
      part: try partColumn(of: recorded.date).flatMap { try row($0, as: PartID?.self) },
      dates: CourseDates(dates: dates),
      isWithdrawn: try row("is_withdrawn", as: Bool?.self) ?? false, firstDayWithin: try row("first_day_within"),
      transferDays: try transferDays(row),
      maximumStayDays: try row("max_stay_days"))
  }

  private static func transferDays(_ row: Row) throws -> Range<CalendarDay>? {
    guard let from = try row("first_place_from", as: CalendarDay?.self),
      let until = try row("next_place_until", as: CalendarDay?.self)
    else { return nil }
    return from.adding(days: 1)..<until
  }

  private static func partColumn(of date: CourseDate) -> String? {
    switch date {
    case .readyOn, .readyWithdrawnOn: "ready_period_id"
    case .leaveFrom, .leaveTo: "hospital_leave_id"
    case .bedLeaveFrom, .bedLeaveTo: "bed_leave_id"
    case .transferredOn: "bed_hold_id"
    case .livesThereFrom: "residence_id"
    default: nil
    }
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
      guard let day, let instant else { return ["delete from ready_period where ready_period_id = \(part)"] }
      return ["update ready_period set ready_on = \(day), declared_at = \(instant) where ready_period_id = \(part)"]
    case .readyWithdrawnOn:
      return [
        """
        update ready_period
        set withdrawn_on = \(day), withdrawal_reason = case when \(day)::date is not null then withdrawal_reason end,
          discharged_on = coalesce(
            discharged_on,
            case when \(day)::date is null then (
              select danish_day(admission.discharged_at) from admission where admission.admission_id = \(admission)) end)
        where ready_period_id = \(part)
        """
      ]
    case .leaveFrom:
      return [
        "update hospital_leave set began_at = \(instant), began_is_day_only = \(isDayOnly) where hospital_leave_id = \(part)"
      ]
    case .leaveTo:
      return [
        "update hospital_leave set ended_at = \(instant), ended_is_day_only = \(isDayOnly) where hospital_leave_id = \(part)"
      ]
    case .bedLeaveFrom: return ["update bed_leave set from_day = \(day) where bed_leave_id = \(part)"]
    case .bedLeaveTo: return ["update bed_leave set to_day = \(day) where bed_leave_id = \(part)"]
    case .transferredOn:
      // The bed that was left, and the one that was moved to.
      return [
        """
        update bed_hold set first_night = \(day)
        from bed_hold as left_place
        where left_place.bed_hold_id = \(part) and bed_hold.first_night = left_place.until_night
          and \(referral) in (bed_hold.referral_id, bed_hold.left_referral_id)
        """,
        "update bed_hold set until_night = \(day) where bed_hold_id = \(part)",
      ]
    case .livesThereFrom: return ["update residence set from_day = \(day) where residence_id = \(part)"]
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
}
