import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `The way through` {
  @Test func `a patient gets a bed in another municipality, moves in and moves out, and the waiting days are right`()
    async throws
  {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let database = test.database
      let admission = try await cast.admit(.anna, daysAgo: 10)
      let referral = try await database.perform(
        ReferPatient(admission, targetGroup: .withoutSupport, needs: ["wheelchair"]), by: cast.coordinator)
      try await database.perform(
        SetReadyDate(admission, on: cast.today.adding(days: -4), declaredBy: "Dr. Lind"), by: cast.coordinator)
      try await database.perform(AcceptReferral(referral), by: cast.authority)
      let wish = try cast.wish(referral, cast.middelfartBed)
      try await database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      try await database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
      try await database.perform(AssignBed(wish), by: cast.authority)
      #expect(try await cast.state(referral) == .assigned)

      try await database.perform(DischargePatient(admission, at: test.clock.now), by: cast.coordinator)
      try await database.perform(
        MoveIn(referral, on: cast.today, plannedMoveOutOn: wish.nights.upperBound), by: cast.otherStaff)
      test.clock.advance(hours: 24 * 30)
      try await database.perform(MoveOut(referral, on: cast.today, to: .s85), by: cast.otherStaff)
      #expect(try await cast.state(referral) == .movedOut)

      let waited = try await database.reading(as: cast.authority) { transaction in
        try await WaitedDays.of([admission], asOf: test.clock.now, in: transaction)[admission]
      }
      // Ready four days before the discharge, whose day does not count.
      #expect(waited?.days.count == 4)
      #expect(waited?.readyOn == nil)
    }
  }

  @Test func `every command leaves one entry of change`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.fredericiaBeds[0])
      try await test.database.perform(AssignBed(wish), by: cast.authority)
      try await test.database.perform(
        MoveIn(referral, on: cast.today, plannedMoveOutOn: wish.nights.upperBound), by: cast.staff)
      try await test.database.perform(MoveOut(referral, on: cast.today, to: .ownHome), by: cast.staff)
      let actions = try await test.owner.query(
        "select action from journal_entry where kind = 'change' order by journal_entry_id"
      ).map { try $0.decode(String.self) }
      #expect(
        actions == ["admit-patient", "refer-patient", "answer-referral", "assign-bed", "move-in", "move-out"])
    }
  }

  @Test func `what is told reaches the organisation through the job queue`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.refer(.anna)
      let queue = JobQueue(test.database, kinds: [Tell.self])
      #expect(try await queue.runDue { _ in } == 1)
      let notices = try await test.database.reading(as: cast.authority) {
        try await Notice.latest(for: cast.authority, in: $0)
      }
      #expect(notices.map(\.referral) == [referral])
      #expect(notices.map(\.happening) == ["referral-submitted"])
      #expect(try await queue.runDue { _ in } == 0)
    }
  }
}
