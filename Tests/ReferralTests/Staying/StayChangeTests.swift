import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `During a stay` {
  /// Anna lives in the first bed of Fredericia, planned for eight weeks.
  private static func with(
    _ body: @Sendable (TestDatabase, Cast, ReferralID) async throws -> Void
  ) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await cast.database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      try await cast.database.perform(
        MoveIn(referral, on: cast.today, plannedMoveOutOn: cast.today.adding(days: 56)), by: cast.staff)
      try await body(test, cast, referral)
    }
  }

  private static func holds(_ test: TestDatabase) async throws -> [String] {
    try await test.owner.query(
      """
      select bed_code || ' ' || bed_hold.kind || ' ' || first_night || ' ' || until_night
      from bed_hold join bed on bed.bed_id = bed_hold.bed_id order by bed_code, first_night, until_night
      """
    ).map { try $0.decode(String.self) }
  }

  @Test func `it is extended up to the limit of the house, and not into another's nights`() async throws {
    try await Self.with { test, cast, anna in
      let (database, start) = (test.database, cast.today)
      let bent = try await cast.accept(.bent)
      // The turnaround day lies between.
      try await database.perform(AssignBed(cast.wish(bent, cast.fredericiaBeds[0], from: 70)), by: cast.authority)
      try await database.perform(ExtendStay(anna, to: start.adding(days: 69), because: .relapse), by: cast.authority)
      await #expect(
        throws: ExtendStay.No.bedTaken(TakenNights(kind: .assignment, freeFrom: start.adding(days: 127)))
      ) {
        try await database.perform(ExtendStay(anna, to: start.adding(days: 70), because: .relapse), by: cast.authority)
      }
      await #expect(throws: ExtendStay.No.tooLong(lastDay: start.adding(days: 91))) {
        try await database.perform(ExtendStay(anna, to: start.adding(days: 92), because: .relapse), by: cast.authority)
      }
      await #expect(throws: ExtendStay.No.isNotLater(start.adding(days: 69))) {
        try await database.perform(ExtendStay(anna, to: start.adding(days: 69), because: .relapse), by: cast.authority)
      }
      let kept = try await test.owner.query(
        "select to_move_out_on - from_move_out_on, reason from stay_extension")[0]
      #expect(try kept.decode(Int.self, String.self) == (13, "relapse"))
    }
  }

  @Test func `that is overdue grows every night and pushes what follows, telling whom it concerns`() async throws {
    try await Self.with { test, cast, anna in
      let (database, start) = (test.database, cast.today)
      let bent = try await cast.accept(.bent)
      try await database.perform(
        AssignBed(cast.wish(bent, cast.fredericiaBeds[0], from: 57, days: 10)), by: cast.authority)
      try await test.owner.query(
        """
        with added as (
          insert into closure (closure_id, bed_id, from_day, to_day, reason)
          values (gen_random_uuid(), \(cast.fredericiaBeds[0]), \(start.adding(days: 69)), \(start.adding(days: 73)), 'x')
          returning *)
        insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, closure_id)
        select closure_id, bed_id, 'closure', from_day, to_day, 0, closure_id from added
        """)
      test.clock.set(start.adding(days: 55).midnight.adding(hours: 23))
      #expect(try await GrowOverdueStay.all(in: database) == 0)
      test.clock.set(start.adding(days: 56).midnight)
      #expect(try await GrowOverdueStay.all(in: database) == 1)
      #expect(try await GrowOverdueStay.all(in: database) == 0, "once a night")
      // A night and the turnaround day: Bent's ten nights move as they are, the closure begins later.
      #expect(
        try await Self.holds(test) == [
          "FRE-1 stay \(start) \(start.adding(days: 57))",
          "FRE-1 assignment \(start.adding(days: 58)) \(start.adding(days: 68))",
          "FRE-1 closure \(start.adding(days: 69)) \(start.adding(days: 73))",
        ])
      test.clock.set(start.adding(days: 63).midnight.adding(hours: 5))
      #expect(try await GrowOverdueStay.all(in: database) == 1)
      #expect(
        try await Self.holds(test) == [
          "FRE-1 stay \(start) \(start.adding(days: 64))",
          "FRE-1 assignment \(start.adding(days: 65)) \(start.adding(days: 75))",
        ], "the closure has no night left")
      #expect(try await test.owner.query("select from closure").isEmpty)
      let jobs = try await test.owner.query(
        "select payload ->> 'happening' || ' ' || (payload ->> 'recipient') from job where job_id > 8"
      ).map { try $0.decode(String.self) }
      #expect(
        Set(jobs).isSuperset(of: [
          "bed-delayed deciding", "bed-delayed ward", "stay-overdue deciding", "stay-overdue site",
          "closure-delayed ownerOfBed",
        ]))
      // The plan stands: that it was overrun is a figure.
      #expect(
        try await test.owner.query("select planned_move_out_on from stay")[0].decode(CalendarDay.self)
          == start.adding(days: 56))
      try await database.perform(MoveOut(anna, on: cast.today, to: .s85), by: cast.staff)
      #expect(try await GrowOverdueStay.all(in: database) == 0)
    }
  }

  @Test func `somebody moves to another bed: one stay, two places, no night counted twice`() async throws {
    try await Self.with { test, cast, anna in
      let (database, start) = (test.database, cast.today)
      test.clock.advance(hours: 24 * 10)
      await #expect(throws: TransferStay.No.isNotOfTheHouse) {
        try await database.perform(TransferStay(anna, to: cast.middelfartBed, on: cast.today), by: cast.staff)
      }
      await #expect(throws: TransferStay.No.isTooEarly(start)) {
        try await database.perform(TransferStay(anna, to: cast.fredericiaBeds[1], on: start), by: cast.staff)
      }
      try await database.perform(TransferStay(anna, to: cast.fredericiaBeds[1], on: cast.today), by: cast.staff)
      #expect(
        try await Self.holds(test) == [
          "FRE-1 left \(start) \(start.adding(days: 10))",
          "FRE-2 stay \(start.adding(days: 10)) \(start.adding(days: 56))",
        ])
      // The first bed is another's once it is made ready.
      let bent = try await cast.accept(.bent)
      await #expect(throws: BedRequest.No.bedTaken(TakenNights(kind: .stay, freeFrom: cast.today.adding(days: 1)))) {
        try await database.perform(AssignBed(cast.wish(bent, cast.fredericiaBeds[0])), by: cast.authority)
      }
      try await database.perform(AssignBed(cast.wish(bent, cast.fredericiaBeds[0], from: 1)), by: cast.authority)
      test.clock.advance(hours: 24 * 5)
      try await database.perform(MoveOut(anna, on: cast.today, to: .s85), by: cast.staff)
      let request = try ReportRequest(
        OccupancyReport.self, from: start.adding(days: -5), to: cast.today.adding(days: 5), asOf: test.clock.now)
      let report = try await database.answer(OccupancyReport.self, request, as: .reporting)
      let cells = Dictionary(uniqueKeysWithValues: zip(report.table.columns, report.table.rows[0].map(\.text)))
      #expect(cells["occupied_nights"] == "15")
      // Bent's bed is kept from the day it was assigned, five days ago, to this one, both counted; Anna's on no night.
      #expect(cells["held_nights"] == "6")
    }
  }

  @Test func `nights away are recorded and end with the stay`() async throws {
    try await Self.with { test, cast, anna in
      let (database, start) = (test.database, cast.today)
      test.clock.advance(hours: 48)
      try await database.perform(
        TakeLeave(anna, from: start, to: start.adding(days: 2), because: .family), by: cast.staff)
      await #expect(throws: TakeLeave.No.isAwayAlready) {
        try await database.perform(
          TakeLeave(anna, from: start.adding(days: 1), to: nil, because: .family), by: cast.staff)
      }
      await #expect(throws: EndLeave.No.nobodyIsAway) {
        try await database.perform(EndLeave(anna, on: cast.today), by: cast.staff)
      }
      try await database.perform(TakeLeave(anna, from: cast.today, to: nil, because: .hospital), by: cast.staff)
      test.clock.advance(hours: 24)
      try await database.perform(MoveOut(anna, on: cast.today, to: .readmitted, ending: .readmitted), by: cast.staff)
      let ends = try await test.owner.query("select to_day from bed_leave order by from_day").map {
        try $0.decode(CalendarDay?.self)
      }
      #expect(ends == [start.adding(days: 2), cast.today])
    }
  }

  @Test func `nights away that end sooner than planned end when the person is back`() async throws {
    try await Self.with { test, cast, referral in
      try await test.database.perform(
        TakeLeave(referral, from: cast.today, to: cast.today.adding(days: 10), because: .family), by: cast.staff)
      test.clock.advance(hours: 48)
      let back = cast.today
      try await test.database.perform(EndLeave(referral, on: back), by: cast.staff)
      let rows = try await test.owner.query("select to_day from bed_leave")
      let ended = try rows[0].decode(CalendarDay?.self)
      #expect(ended == back)
      await #expect(throws: EndLeave.No.nobodyIsAway) {
        try await test.database.perform(EndLeave(referral, on: back), by: cast.staff)
      }
    }
  }

  @Test func `in another municipality's house, that house moves people within it, not the buyer`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let other = BedID()
      try await test.owner.query(
        """
        insert into bed (bed_id, bed_code, site_id, in_service_from, offers, sexes)
        values (\(other), 'MID-2', \(cast.middelfartSite), '2026-01-01', '{}', '{}')
        """)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed, days: 14)
      try await database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 24)), by: cast.authority)
      try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      try await database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
      await #expect {
        try await database.perform(AssignBed(cast.wish(referral, cast.middelfartBed, days: 90)), by: cast.authority)
      } throws: { ($0 as? BedRequest.No)?.code == "nights-not-offered" }
      try await database.perform(AssignBed(wish), by: cast.authority)
      try await database.perform(
        MoveIn(referral, on: today, plannedMoveOutOn: today.adding(days: 14)), by: cast.otherStaff)
      test.clock.advance(hours: 48)
      let transfer = TransferStay(referral, to: other, on: today.adding(days: 1))
      await #expect {
        try await database.perform(transfer, by: cast.authority)
      } throws: { ($0 as? TransferStay.No)?.code == "owner-must-be-asked" }
      try await database.perform(transfer, by: cast.otherStaff)
    }
  }
}
