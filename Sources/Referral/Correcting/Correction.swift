public import Afklaring
internal import Postgres

/// What is corrected (rettelse): which date, to what, and why.
public struct Correction: Sendable {
  public let recorded: RecordedDate
  /// Nil takes it away.
  public let value: DayOrInstant?
  public let reason: SealedText

  public init(_ recorded: RecordedDate, to value: DayOrInstant?, because reason: SealedText) {
    (self.recorded, self.value, self.reason) = (recorded, value, reason)
  }

  var date: CourseDate { recorded.date }

  /// Changes the date, if the course is in order with it.
  ///
  /// - Returns: what it was.
  func make(on course: CorrectedCourse, at now: Instant, in transaction: Transaction) throws -> DayOrInstant {
    guard let earlier = course.dates[date] else { throw CorrectionRefusal.isNotThere }
    guard value != nil || date.canBeTakenAway else { throw CorrectionRefusal.cannotBeTakenAway }
    guard value != earlier else { throw CorrectionRefusal.isTheSame }
    if let value, !date.isPlanned, value.day > now.day || !value.isDayOnly && value.instant > now {
      throw CorrectionRefusal.isInTheFuture
    }
    var dates = course.dates
    dates[date] = value
    if let (one, other) = dates.disorder(of: date, isWithdrawn: course.isWithdrawn) {
      throw CorrectionRefusal.outOfOrder(earlier: one, later: other)
    }
    if date == .admittedAt, let day = value?.day, let first = course.firstDayWithin, day > first {
      throw CorrectionRefusal.outOfOrder(earlier: .admittedAt, later: .readyOn)
    }
    if date == .transferredOn, let day = value?.day, course.transferDays?.contains(day) == false {
      throw CorrectionRefusal.doesNotFit
    }
    if let limit = course.maximumStayDays, date == .plannedMoveOutOn, let movedIn = dates[.movedInOn]?.day,
      let planned = value?.day, movedIn.distance(to: planned) > limit
    {
      throw CorrectionRefusal.tooLong(maximumDays: limit)
    }
    for statement in course.statements(for: date, value, today: now.day) { transaction.later(statement) }
    return earlier
  }

  func record(
    about subject: Identifier<some Any>, _ earlier: DayOrInstant, by actor: Actor, at now: Instant,
    in transaction: Transaction
  ) {
    reason.store(about: subject, by: actor, at: now, in: transaction)
    transaction.later(
      """
      insert into correction
        (correction_id, subject_id, fact, earlier, later, reason_id, role, organisation, corrected_at)
      values (\(Identifier<Correction>()), \(subject), \(date.rawValue), \(earlier.written), \(value?.written),
        \(reason.id), \(actor.standing.role.rawValue), \(actor.standing.organisation), \(now))
      """)
  }
}

extension DayOrInstant {
  fileprivate var written: String {
    switch self {
    case .day(let day): "\(day)"
    case .instant(let instant): "\(instant)"
    }
  }
}
