import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A stay` {
  private static func assigned(_ cast: Cast, _ member: CastMember = .anna) async throws -> ReferralID {
    let referral = try await cast.accept(member)
    let bed = member == .anna ? cast.fredericiaBeds[0] : cast.fredericiaBeds[1]
    try await cast.database.perform(AssignBed(cast.wish(referral, bed)), by: cast.authority)
    return referral
  }

  @Test func `does not begin in the future, end before it begins, or last longer than the site allows`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await Self.assigned(cast)
      let today = cast.today
      for (from, to, refusal) in [
        (1, 50, MoveIn.No.isInTheFuture), (0, 0, .endsBeforeItBegins), (0, 92, .tooLong(maximumDays: 91)),
      ] {
        await #expect(throws: refusal) {
          try await test.database.perform(
            MoveIn(referral, on: today.adding(days: from), plannedMoveOutOn: today.adding(days: to)), by: cast.staff)
        }
      }
    }
  }

  @Test func `begins on the day of the assignment at the earliest`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await Self.assigned(cast)
      let yesterday = cast.today.adding(days: -1)
      await #expect(throws: MoveIn.No.isBeforeAssignment(cast.today)) {
        try await test.database.perform(
          MoveIn(referral, on: yesterday, plannedMoveOutOn: cast.today.adding(days: 30)), by: cast.staff)
      }
    }
  }

  @Test func `needs an assigned bed, and happens once`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.bent)
      let moveIn = { MoveIn($0, on: cast.today, plannedMoveOutOn: cast.today.adding(days: 30)) }
      await #expect(throws: MoveIn.No.referralIs(.accepted)) {
        try await test.database.perform(moveIn(referral), by: cast.authority)
      }
      let assigned = try await Self.assigned(cast)
      try await test.database.perform(moveIn(assigned), by: cast.staff)
      await #expect(throws: MoveIn.No.referralIs(.movedIn)) {
        try await test.database.perform(moveIn(assigned), by: cast.staff)
      }
    }
  }

  @Test func `another house finds nothing`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await Self.assigned(cast)
      await #expect(throws: AccessRefusal.notFound) {
        try await test.database.perform(
          MoveIn(referral, on: cast.today, plannedMoveOutOn: cast.today.adding(days: 30)), by: cast.otherStaff)
      }
    }
  }

  @Test func `of one person there is one at a time`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (first, second) = (try await Self.assigned(cast), try await Self.assigned(cast, .bent))
      try await test.owner.query(
        "update referral set person_id = (select person_id from referral where referral_id = \(first))")
      let until = cast.today.adding(days: 30)
      try await test.database.perform(MoveIn(first, on: cast.today, plannedMoveOutOn: until), by: cast.staff)
      await #expect(throws: MoveIn.No.staysElsewhere) {
        try await test.database.perform(MoveIn(second, on: cast.today, plannedMoveOutOn: until), by: cast.staff)
      }
    }
  }

  @Test func `ends between move-in and today, and frees the nights behind it`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await Self.assigned(cast)
      let today = cast.today
      await #expect(throws: MoveOut.No.referralIs(.assigned)) {
        try await test.database.perform(MoveOut(referral, on: today, to: .s85), by: cast.staff)
      }
      try await test.database.perform(
        MoveIn(referral, on: today, plannedMoveOutOn: today.adding(days: 30)), by: cast.staff)
      await #expect(throws: MoveOut.No.isInTheFuture) {
        try await test.database.perform(MoveOut(referral, on: today.adding(days: 1), to: .s85), by: cast.staff)
      }
      await #expect(throws: MoveOut.No.isBeforeMoveIn) {
        try await test.database.perform(MoveOut(referral, on: today.adding(days: -1), to: .s85), by: cast.staff)
      }
      test.clock.advance(hours: 24 * 10)
      try await test.database.perform(MoveOut(referral, on: cast.today, to: .s85), by: cast.staff)
      let taken = try await test.owner.query("select lower(taken)::text, upper(taken)::text from bed_hold")[0]
      // Ten nights and the house's one turnaround day.
      #expect(try taken.decode(String.self, String.self) == ("2026-11-22", "2026-12-03"))
    }
  }
}
