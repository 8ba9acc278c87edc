import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `The ledger of waiting days` {
  /// Anna: ready for twelve days, referred on the third, asked about on the fifth, answered on the seventh, accepted on the
  /// eighth, offered a bed on the ninth, agreed to by its owner on the tenth, declined by her on the twelfth, which is today.
  private static func with(
    _ body: @Sendable (TestDatabase, Cast, AdmissionID, CalendarDay) async throws -> Void
  ) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, today) = (test.database, cast.today)
      let first = today.adding(days: -11)
      func at(_ day: Int) { test.clock.set(first.adding(days: day - 1).midnight.adding(hours: 10)) }
      let admission = try await cast.admit(.anna, daysAgo: 20)
      at(3)
      try await database.perform(SetReadyDate(admission, on: first, declaredBy: "Dr. Lind"), by: cast.coordinator)
      let referral = try await database.perform(
        ReferPatient(admission, targetGroup: .withoutSupport, needs: []), by: cast.coordinator)
      at(5)
      try await database.perform(AskForInformation(referral, database.keys.sealedText("?")), by: cast.authority)
      at(7)
      try await database.perform(GiveInformation(referral, database.keys.sealedText("!")), by: cast.coordinator)
      at(8)
      try await database.perform(AcceptReferral(referral), by: cast.authority)
      at(9)
      try await database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: test.clock.now.adding(hours: 96)),
        by: cast.authority)
      at(10)
      try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      at(12)
      try await database.perform(AnswerOfferForPerson(referral, accepts: false), by: cast.coordinator)
      try await body(test, cast, admission, first)
    }
  }

  private static func lines(_ test: TestDatabase, _ admission: AdmissionID, as actor: Actor) async throws -> [String] {
    try await test.database.looking(as: actor) { transaction, looks in
      try await LedgerLine.all(
        of: admission, for: actor, at: test.clock.now, in: transaction, noting: looks, keys: test.database.keys)
    }.map { "\($0.cause.rawValue) \($0.days)\($0.isAgreed ? " agreed" : "")" }
  }

  @Test func `gives each day one cause, alike for ward and municipality, and all of them add up`() async throws {
    try await Self.with { test, cast, admission, _ in
      let seen = try await Self.lines(test, admission, as: cast.authority)
      #expect(
        seen == [
          "hospital 2", "municipality 2", "hospital 2", "municipality 1", "no_bed 2", "citizen 2", "no_bed 1",
        ])
      #expect(try await Self.lines(test, admission, as: cast.coordinator) == seen)
      await #expect(throws: AccessRefusal.notFound) {
        _ = try await Self.lines(test, admission, as: cast.otherAuthority)
      }
    }
  }

  @Test func `sums up each wait, and says where a rate is missing`() async throws {
    try await Self.with { test, cast, admission, first in
      for (payee, amount) in [("region", 2100), ("state", 1000)] {
        try await test.owner.query(
          """
          insert into rate (rate_id, sector, payee, from_day, to_day, amount, valid_from, valid_to, source)
          values (gen_random_uuid(), 'psychiatry', \(payee), 1, null, \(amount), '2026-01-01',
            case when \(payee) = 'state' then \(first.adding(days: 10)) end, 'opdigtet')
          """)
      }
      let waits = try await test.database.looking(as: cast.authority) { transaction, looks in
        try await LedgerLine.all(
          of: admission, for: cast.authority, at: test.clock.now, in: transaction, noting: looks,
          keys: test.database.keys)
      }.map(\.wait)
      // Twelve days, of which the last has no rate of the state's.
      #expect(Set(waits.map(\.days)) == [12] && waits[0].first == first)
      #expect(waits.allSatisfy { $0 == waits[0] })
      #expect(waits[0].amountRegion == "25200.00" && waits[0].amountState == nil)
    }
  }

  @Test func `is disputed by one side and answered by the other`() async throws {
    try await Self.with { test, cast, admission, first in
      let (database, keys) = (test.database, test.database.keys)
      let days = first.adding(days: 2)...first.adding(days: 3)
      func dispute(_ days: ClosedRange<CalendarDay>, _ cause: WaitingCause) throws -> DisputeDays {
        DisputeDays(admission, days, are: cause, because: try keys.sealedText("Vi fik den for sent"))
      }
      await #expect(throws: DisputeDays.No.isThatCause) {
        try await database.perform(dispute(days, .municipality), by: cast.authority)
      }
      await #expect(throws: DisputeDays.No.notWaitingDays) {
        try await database.perform(dispute(first.adding(days: -1)...first, .citizen), by: cast.authority)
      }
      try await database.perform(dispute(days, .hospital), by: cast.authority)
      await #expect(throws: DisputeDays.No.isDisputedAlready) {
        try await database.perform(dispute(days, .citizen), by: cast.coordinator)
      }
      let open = try await database.reading(as: cast.coordinator) {
        try await Dispute.all(of: admission, in: $0, keys: keys)
      }
      #expect(open.map(\.reason) == ["Vi fik den for sent"] && open[0].isToBeAnswered(by: cast.coordinator))
      func answer(_ agrees: Bool) throws -> AnswerDispute {
        AnswerDispute(admission, open[0].id, agrees: agrees, try keys.sealedText("Enig"))
      }
      await #expect(throws: AnswerDispute.No.isOnesOwn) {
        try await database.perform(answer(true), by: cast.authority)
      }
      await #expect(throws: AccessRefusal.notFound) {
        try await database.perform(answer(true), by: cast.otherAuthority)
      }
      try await database.perform(answer(true), by: cast.coordinator)
      await #expect(throws: AnswerDispute.No.isAnsweredAlready) {
        try await database.perform(answer(false), by: cast.coordinator)
      }
      #expect(
        try await Self.lines(test, admission, as: cast.authority).prefix(3) == [
          "hospital 2", "hospital 2 agreed", "hospital 2",
        ])
    }
  }

  @Test func `says what others' beds cost, and where no price is agreed`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, start) = (test.database, cast.today)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed)
      try await database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      try await database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
      try await database.perform(AssignBed(wish), by: cast.authority)
      try await database.perform(
        MoveIn(referral, on: start, plannedMoveOutOn: wish.nights.upperBound), by: cast.otherStaff)
      test.clock.advance(hours: 24 * 5)
      func bought() async throws -> [String] {
        try await database.reading(as: cast.authority) {
          try await BoughtNights.of(
            cast.fredericia, from: start, to: start.adding(days: 30), at: test.clock.now, in: $0)
        }.map { "\($0.sellerName) \($0.nights) \($0.amount ?? "missing")" }
      }
      #expect(try await bought() == ["Middelfart 6 12900.00"])
      try await test.owner.query("update agreement set valid_to = \(start.adding(days: 3))")
      #expect(try await bought() == ["Middelfart 6 missing"])
    }
  }

  @Test func `keeps the causes of the days before a move`() async throws {
    try await Self.with { test, cast, admission, _ in
      let before = try await Self.lines(test, admission, as: cast.coordinator)
      try await test.database.perform(
        RecordPatientMove(admission, to: cast.middelfart, from: cast.today), by: cast.coordinator)
      let after = try await Self.lines(test, admission, as: cast.coordinator)
      #expect(after == before.dropLast() + ["municipality 1"])
    }
  }

  @Test func `is not shown to whoever is only asked for a bed`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let admission = try await test.owner.query("select admission_id from referral")[0].decode(AdmissionID.self)
      try await test.database.perform(
        SetReadyDate(admission, on: cast.today.adding(days: -3), declaredBy: "Dr. Lind"), by: cast.coordinator)
      try await test.database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: test.clock.now.adding(hours: 24)),
        by: cast.authority)
      await #expect(throws: AccessRefusal.notFound) {
        _ = try await Self.lines(test, admission, as: cast.otherAuthority)
      }
      #expect(try await !Self.lines(test, admission, as: cast.authority).isEmpty)
    }
  }

  @Test func `tells the other side of a dispute, and the one who disputed of the answer`() async throws {
    try await Self.with { test, cast, admission, first in
      let (database, keys) = (test.database, test.database.keys)
      let days = first.adding(days: 2)...first.adding(days: 3)
      try await database.perform(
        DisputeDays(admission, days, are: .citizen, because: keys.sealedText("Ventede selv")), by: cast.coordinator)
      let dispute = try await test.owner.query("select waiting_dispute_id from waiting_dispute")[0]
        .decode(DisputeID.self)
      try await database.perform(
        AnswerDispute(admission, dispute, agrees: true, keys.sealedText("Enig")), by: cast.authority)
      try await JobQueue(database, kinds: [Tell.self]).runDue { _ in }
      let told = try await test.owner.query(
        """
        select happening || coalesce(' municipality ' || municipality_code, '') || case when ward_id is null then '' else ' ward' end
        from notice where happening like 'disput%' or happening like 'days-%' order by happening
        """
      ).map { try $0.decode(String.self) }
      #expect(told == ["days-disputed municipality 0607", "dispute-answered ward"])
    }
  }
}
