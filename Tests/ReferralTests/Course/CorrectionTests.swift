import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A correction` {
  private static func correct(
    _ date: CourseDate, _ value: DayOrInstant?, _ test: TestDatabase
  ) throws -> Correction {
    Correction(date, to: value, because: try test.database.keys.sealedText("Tastefejl"))
  }

  @Test func `changes a date with a reason, and what was known before stays`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let admission = try await cast.admit(.anna, daysAgo: 10)
      try await database.perform(
        SetReadyDate(admission, on: today.adding(days: -6), declaredBy: "Dr. Lind"), by: cast.coordinator)
      try await database.perform(DischargePatient(admission, at: test.clock.now), by: cast.coordinator)
      let before = try await test.owner.query("select clock_timestamp()")[0].decode(Instant.self)
      func days(knownAt: Instant?) async throws -> String {
        let request = try ReportRequest(
          WaitingDaysReport.self, from: today.adding(days: -30), to: today, asOf: test.clock.now, knownAt: knownAt)
        return try await database.answer(WaitingDaysReport.self, request, as: .reporting).table.rows[0][1].text
      }
      for (date, value, days) in [
        (CourseDate.readyOn, DayOrInstant?.some(.day(today.adding(days: -4))), "4"),
        (.dischargedAt, .some(.day(today.adding(days: -1))), "3"), (.dischargedAt, nil, "5"),
        (.readyOn, nil, "0"),
      ] {
        try await database.perform(
          CorrectAdmissionDate(admission, Self.correct(date, value, test)), by: cast.coordinator)
        #expect(try await self.days(days, days(knownAt:)), "\(date)")
      }
      #expect(try await days(knownAt: before) == "6")
      let kept = try await test.owner.query(
        "select fact || ' ' || earlier || ' ' || coalesce(later, '-') from correction order by corrected_at, fact, later"
      ).map { try $0.decode(String.self) }
      #expect(kept.contains("ready_on \(today.adding(days: -6)) \(today.adding(days: -4))") && kept.count == 4)
      let actions = try await test.owner.query("select count(*) from journal_entry where action = 'correct-date'")
      #expect(try actions[0].decode(Int.self) == 4)
    }
  }

  private func days(_ expected: String, _ asked: (Instant?) async throws -> String) async throws -> Bool {
    try await asked(nil) == expected
  }

  @Test func `is refused where the course would be out of order, and says which two dates`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let referral = try await cast.accept(.anna)
      let admission = try await test.owner.query("select admission_id from referral")[0].decode(AdmissionID.self)
      try await database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      test.clock.advance(hours: 48)
      try await database.perform(
        MoveIn(referral, on: cast.today, plannedMoveOutOn: today.adding(days: 40)), by: cast.staff)
      for (date, value, no) in [
        (
          CourseDate.movedInOn, DayOrInstant?.some(.day(today.adding(days: -1))),
          CorrectionRefusal.outOfOrder(earlier: .assignedOn, later: .movedInOn)
        ),
        (.decidedOn, .some(.day(today.adding(days: 1))), .outOfOrder(earlier: .decidedOn, later: .assignedOn)),
        (.movedInOn, .some(.day(today.adding(days: 3))), .isInTheFuture), (.movedInOn, nil, .cannotBeTakenAway),
        (.movedOutOn, .some(.day(today)), .isNotThere), (.assignedOn, .some(.day(today)), .isTheSame),
      ] {
        await #expect(throws: no, "\(date)") {
          try await database.perform(
            CorrectCourseDate(referral, Self.correct(date, value, test)), by: cast.authority)
        }
      }
      await #expect(throws: CorrectionRefusal.outOfOrder(earlier: .admittedAt, later: .referredOn)) {
        try await database.perform(
          CorrectAdmissionDate(admission, Self.correct(.admittedAt, .day(today.adding(days: 1)), test)),
          by: cast.coordinator)
      }
      // Another's dates are not one's own to correct.
      await #expect(throws: AccessRefusal.notFound) {
        try await database.perform(
          CorrectCourseDate(referral, Self.correct(.decidedOn, .day(today), test)), by: cast.staff)
      }
      await #expect(throws: AccessRefusal.notFound) {
        try await database.perform(
          CorrectCourseDate(referral, Self.correct(.movedInOn, .day(today), test)), by: cast.otherStaff)
      }
      #expect(try await test.owner.query("select from correction").isEmpty)
    }
  }

  @Test func `of a stay moves its nights, and not into another's`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let referral = try await cast.accept(.anna)
      try await database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      test.clock.advance(hours: 48)
      try await database.perform(
        MoveIn(referral, on: cast.today, plannedMoveOutOn: today.adding(days: 40)), by: cast.staff)
      let bent = try await cast.accept(.bent)
      try await database.perform(
        AssignBed(cast.wish(bent, cast.fredericiaBeds[0], from: 48, days: 20)), by: cast.authority)
      try await database.perform(
        CorrectCourseDate(referral, Self.correct(.movedInOn, .day(today.adding(days: 1)), test)), by: cast.staff)
      try await database.perform(
        CorrectCourseDate(referral, Self.correct(.plannedMoveOutOn, .day(today.adding(days: 49)), test)),
        by: cast.authority)
      await #expect(throws: CorrectionRefusal.nightsTaken) {
        try await database.perform(
          CorrectCourseDate(referral, Self.correct(.plannedMoveOutOn, .day(today.adding(days: 50)), test)),
          by: cast.authority)
      }
      let hold = try await test.owner.query(
        "select first_night, until_night from bed_hold where referral_id = \(referral)")[0]
      #expect(try hold.decode(CalendarDay.self, CalendarDay.self) == (today.adding(days: 1), today.adding(days: 49)))
    }
  }

  @Test func `takes a withdrawal away, and the wait ends with the discharge`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let admission = try await cast.admit(.anna, daysAgo: 10)
      try await database.perform(
        SetReadyDate(admission, on: today.adding(days: -6), declaredBy: "Dr. Lind"), by: cast.coordinator)
      try await database.perform(
        WithdrawReadyDate(admission, on: today.adding(days: -4), because: .relapse), by: cast.coordinator)
      try await database.perform(DischargePatient(admission, at: test.clock.now), by: cast.coordinator)
      try await database.perform(
        CorrectAdmissionDate(admission, Self.correct(.readyWithdrawnOn, nil, test)), by: cast.coordinator)
      let ended = try await test.owner.query("select ended_on from ready_period")[0].decode(CalendarDay?.self)
      #expect(ended == today)
    }
  }

  @Test func `does not put the admission behind an earlier wait`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let admission = try await cast.admit(.anna, daysAgo: 10)
      try await database.perform(
        SetReadyDate(admission, on: today.adding(days: -8), declaredBy: "Dr. Lind"), by: cast.coordinator)
      try await database.perform(
        WithdrawReadyDate(admission, on: today.adding(days: -7), because: .relapse), by: cast.coordinator)
      try await database.perform(
        SetReadyDate(admission, on: today.adding(days: -2), declaredBy: "Dr. Lind"), by: cast.coordinator)
      await #expect(throws: CorrectionRefusal.outOfOrder(earlier: .admittedAt, later: .readyOn)) {
        try await database.perform(
          CorrectAdmissionDate(admission, Self.correct(.admittedAt, .day(today.adding(days: -5)), test)),
          by: cast.coordinator)
      }
    }
  }

  @Test func `of the planned end is the municipality's, within the limit of the house`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let referral = try await cast.accept(.anna)
      try await database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      await #expect(throws: MoveIn.No.isBeyondGranted(today.adding(days: 56))) {
        try await database.perform(
          MoveIn(referral, on: today, plannedMoveOutOn: today.adding(days: 57)), by: cast.staff)
      }
      try await database.perform(MoveIn(referral, on: today, plannedMoveOutOn: today.adding(days: 56)), by: cast.staff)
      func correct(_ days: Int) throws -> CorrectCourseDate {
        CorrectCourseDate(referral, try Self.correct(.plannedMoveOutOn, .day(today.adding(days: days)), test))
      }
      await #expect(throws: AccessRefusal.notFound) { try await database.perform(correct(60), by: cast.staff) }
      await #expect(throws: CorrectionRefusal.tooLong(maximumDays: 91)) {
        try await database.perform(correct(92), by: cast.authority)
      }
      try await database.perform(correct(60), by: cast.authority)
    }
  }

  @Test func `of a decision moves nobody in the queue`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let first = try await cast.accept(.anna)
      test.clock.advance(hours: 48)
      let second = try await cast.accept(.bent)
      try await test.owner.query("update referral set submitted_at = submitted_at - interval '9 days'")
      try await test.database.perform(
        CorrectCourseDate(second, Self.correct(.decidedOn, .day(cast.today.adding(days: -3)), test)),
        by: cast.authority)
      let order = try await test.owner.query("select referral_id from queue_of(\(cast.fredericia)) order by place").map
      {
        try $0.decode(ReferralID.self)
      }
      #expect(order == [first, second])
    }
  }
}
