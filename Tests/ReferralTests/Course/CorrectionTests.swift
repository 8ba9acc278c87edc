import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A correction` {
  private static func correct(
    _ date: CourseDate, begun: CalendarDay? = nil, _ value: DayOrInstant?, _ test: TestDatabase
  ) throws -> Correction {
    Correction(RecordedDate(date, begun: begun), to: value, because: try test.database.keys.sealedText("Tastefejl"))
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

  @Test func `is of the wait and the leave that it names, and not only of the latest`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let admission = try await cast.admit(.anna, daysAgo: 30)
      func day(_ ago: Int) -> CalendarDay { today.adding(days: -ago) }
      for (ready, withdrawn) in [(28, 24), (20, 16)] {
        try await database.perform(
          SetReadyDate(admission, on: day(ready), declaredBy: "Dr. Lind"), by: cast.coordinator)
        try await database.perform(
          WithdrawReadyDate(admission, on: day(withdrawn), because: .relapse), by: cast.coordinator)
      }
      for (began, ended) in [(27, 26), (19, 18)] {
        try await test.owner.query(
          """
          insert into hospital_leave
            (hospital_leave_id, admission_id, began_at, began_is_day_only, ended_at, ended_is_day_only)
          values (gen_random_uuid(), \(admission), \(day(began))::date, true, \(day(ended))::date, true)
          """)
      }
      let dates = try await database.reading(as: cast.coordinator) { transaction in
        try await RecordedDate.ofAdmission(admission, in: transaction)
      }
      #expect(dates.count == 9 && dates.contains(RecordedDate(.leaveTo, begun: day(27))))
      func correct(_ date: CourseDate, begun: Int, to ago: Int) async throws {
        try await database.perform(
          CorrectAdmissionDate(admission, Self.correct(date, begun: day(begun), .day(day(ago)), test)),
          by: cast.coordinator)
      }
      try await correct(.readyWithdrawnOn, begun: 28, to: 23)
      try await correct(.leaveTo, begun: 27, to: 25)
      let rows = try await test.owner.query(
        """
        select withdrawn_on from ready_period
        union all
        select danish_day(ended_at) from hospital_leave
        order by 1
        """
      ).map { try $0.decode(CalendarDay.self) }
      #expect(rows == [day(25), day(23), day(18), day(16)])
      await #expect(throws: CorrectionRefusal.isNotThere) { try await correct(.leaveTo, begun: 5, to: 4) }
      await #expect(throws: CorrectionRefusal.waitsAlready) { try await correct(.readyWithdrawnOn, begun: 28, to: 19) }
    }
  }

  @Test func `moves the day of a transfer in both beds, a leave from the bed, and the day of a move`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let referral = try await cast.accept(.anna)
      try await database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      try await database.perform(
        MoveIn(referral, on: today, plannedMoveOutOn: today.adding(days: 40)), by: cast.staff)
      test.clock.advance(hours: 24 * 10)
      func day(_ after: Int) -> CalendarDay { today.adding(days: after) }
      try await database.perform(
        TransferStay(referral, to: cast.fredericiaBeds[1], on: day(8)), by: cast.staff)
      try await database.perform(TakeLeave(referral, from: day(3), to: day(5), because: .family), by: cast.staff)
      try await database.perform(
        RecordCitizenMove(referral, to: cast.middelfart, from: day(6)), by: cast.authority)
      for (date, begun, value, actor) in [
        (CourseDate.transferredOn, 8, 7, cast.staff), (.bedLeaveFrom, 3, 2, cast.staff),
        (.bedLeaveTo, 2, 6, cast.staff), (.livesThereFrom, 6, 9, cast.authority),
      ] {
        try await database.perform(
          CorrectCourseDate(referral, Self.correct(date, begun: day(begun), .day(day(value)), test)), by: actor)
      }
      let row = try await test.owner.query(
        """
        select (select until_night from bed_hold where left_referral_id = \(referral)),
          (select first_night from bed_hold where referral_id = \(referral)),
          (select from_day from bed_leave), (select to_day from bed_leave), (select from_day from residence)
        """)[0]
      let found = try row.decode(
        CalendarDay.self, CalendarDay.self, CalendarDay.self, CalendarDay.self, CalendarDay.self)
      #expect(found == (day(7), day(7), day(2), day(6), day(9)))
      await #expect(throws: CorrectionRefusal.outOfOrder(earlier: .movedInOn, later: .transferredOn)) {
        try await database.perform(
          CorrectCourseDate(referral, Self.correct(.transferredOn, .day(day(-1)), test)), by: cast.staff)
      }
      await #expect(throws: CorrectionRefusal.doesNotFit) {
        try await database.perform(
          CorrectCourseDate(referral, Self.correct(.transferredOn, .day(day(0)), test)), by: cast.staff)
      }
      // Where the person lives is not the house's to correct.
      await #expect(throws: AccessRefusal.notFound) {
        try await database.perform(
          CorrectCourseDate(referral, Self.correct(.livesThereFrom, .day(day(1)), test)), by: cast.staff)
      }
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
