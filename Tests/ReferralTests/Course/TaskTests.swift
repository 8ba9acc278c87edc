import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `Tasks` {
  private static func tasks(_ test: TestDatabase, of actor: Actor) async throws -> [String] {
    try await test.database.reading(as: actor) {
      try await CaseTask.list(for: actor, on: test.clock.now.day, in: $0, keys: test.database.keys)
    }.map { "\($0.kind.rawValue) \($0.dueOn)" }
  }

  /// Today is Sunday, 22 November 2026.
  @Test func `follow a case from hand to hand, each with its deadline in working days`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let database = test.database
      let referral = try await cast.refer(.anna)
      #expect(try await Self.tasks(test, of: cast.authority) == ["answer_referral 2026-11-27"])
      let admin = Actor(accountID: nil, sessionID: nil, standing: .administrator(cast.fredericia))
      try await database.perform(SetDeadline(.answerReferral, workingDays: 2), by: admin)
      #expect(try await Self.tasks(test, of: cast.authority) == ["answer_referral 2026-11-24"])
      let monday = cast.today.adding(days: 1)
      try await database.perform(SetClosingDay(monday, name: "Planlægningsdag"), by: admin)
      #expect(try await Self.tasks(test, of: cast.authority) == ["answer_referral 2026-11-25"])
      await #expect(throws: SetClosingDay.No.isNoWorkingDay) {
        try await database.perform(SetClosingDay(cast.today, name: "Søndag"), by: admin)
      }
      try await database.perform(SetClosingDay(monday, name: nil), by: admin)
      try await database.perform(AskForInformation(referral, database.keys.sealedText("?")), by: cast.authority)
      #expect(try await Self.tasks(test, of: cast.authority).isEmpty)
      #expect(try await Self.tasks(test, of: cast.coordinator) == ["give_information 2026-11-24"])
      try await database.perform(GiveInformation(referral, database.keys.sealedText("!")), by: cast.coordinator)
      try await database.perform(AcceptReferral(referral), by: cast.authority)
      #expect(try await Self.tasks(test, of: cast.authority) == ["find_bed 2026-12-04"])
      let wish = try cast.wish(referral, cast.middelfartBed)
      try await database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      #expect(try await Self.tasks(test, of: cast.otherAuthority) == ["answer_offer_as_owner 2026-11-24"])
      try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      #expect(try await Self.tasks(test, of: cast.coordinator) == ["answer_offer_for_person 2026-11-24"])
      try await database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
      #expect(try await Self.tasks(test, of: cast.authority) == ["assign_bed 2026-11-23"])
      try await database.perform(AssignBed(wish), by: cast.authority)
      #expect(try await Self.tasks(test, of: cast.coordinator) == ["write_hand_over 2026-11-22"])
      try await database.perform(
        SaveSheet(referral, .handOver, ["medicine": "Ingen"], keys: database.keys), by: cast.coordinator)
      #expect(try await Self.tasks(test, of: cast.coordinator).isEmpty)
      #expect(
        try await Self.tasks(test, of: cast.otherStaff) == ["acknowledge_hand_over 2026-11-22", "move_in 2026-11-22"])
      try await database.perform(AcknowledgeHandOver(referral), by: cast.otherStaff)
      try await database.perform(
        MoveIn(referral, on: cast.today, plannedMoveOutOn: cast.today.adding(days: 56)), by: cast.otherStaff)
      #expect(
        try await Self.tasks(test, of: cast.otherStaff) == ["weekly_status 2026-11-27", "move_out 2027-01-17"])
      #expect(try await Self.tasks(test, of: cast.authority).isEmpty)
      test.clock.advance(hours: 24 * 28)
      #expect(try await Self.tasks(test, of: cast.authority) == ["clarify 2027-01-17"])
      try await database.perform(ClarifyStay(referral, on: cast.today, to: .s85), by: cast.authority)
      try await database.perform(MoveOut(referral, on: cast.today, to: .s85), by: cast.otherStaff)
      #expect(try await Self.tasks(test, of: cast.otherStaff).isEmpty)
      // Ten working days, with Christmas and New Year between.
      #expect(try await Self.tasks(test, of: cast.authority) == ["close 2027-01-05"])
      try await database.perform(CloseReferral(referral), by: cast.authority)
      #expect(try await Self.tasks(test, of: cast.authority).isEmpty)
      test.clock.advance(hours: 24 * 80)
      #expect(try await Self.tasks(test, of: cast.authority) == ["follow_up 2027-03-20"])
      try await database.perform(
        SaveSheet(referral, .followUp, ["onward_support": "in_place"], keys: database.keys), by: cast.authority)
      #expect(try await Self.tasks(test, of: cast.authority).isEmpty)
    }
  }

  @Test func `are one person's at a time`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.refer(.anna)
      let accounts = [AccountID(), AccountID()]
      for (number, account) in accounts.enumerated() {
        try await test.owner.query(
          """
          insert into account (account_id, user_name, display_name, password_salt, password_hash)
          values (\(account), \("bruger\(number)"), \("Bruger \(number)"), '\\x00', '\\x00')
          """)
      }
      let team = accounts.map { Actor(accountID: $0, sessionID: nil, standing: .municipalAuthority(cast.fredericia)) }
      try await test.database.perform(TakeTask(referral, .answerReferral, isTaken: true), by: team[0])
      await #expect(throws: TakeTask.No.isTakenAlready) {
        try await test.database.perform(TakeTask(referral, .answerReferral, isTaken: true), by: team[1])
      }
      let seen = try await test.database.reading(as: team[1]) {
        try await CaseTask.list(for: team[1], on: cast.today, in: $0, keys: test.database.keys)
      }
      #expect(seen.map(\.takerName) == ["Bruger 0"] && seen[0].takenBy == accounts[0])
      // Somebody who is away cannot give back: a colleague does.
      try await test.database.perform(TakeTask(referral, .answerReferral, isTaken: false), by: team[1])
      try await test.database.perform(TakeTask(referral, .answerReferral, isTaken: true), by: team[1])
    }
  }

  @Test func `that are late are marked, and those that are very late are for all to see`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      _ = try await cast.refer(.anna)
      func task() async throws -> CaseTask {
        try await test.database.reading(as: cast.authority) {
          try await CaseTask.list(for: cast.authority, on: cast.today, in: $0, keys: test.database.keys)
        }[0]
      }
      test.clock.set(Cast.day("2026-11-27").midnight)
      #expect(try await !task().isLate(on: cast.today))
      test.clock.set(Cast.day("2026-12-01").midnight)
      #expect(try await task().isLate(on: cast.today))
      #expect(try await !task().isEscalated(on: cast.today))
      test.clock.set(Cast.day("2026-12-02").midnight)
      #expect(try await task().isEscalated(on: cast.today))
    }
  }

  @Test func `in the hands of somebody who is away is taken over by who stands in`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let colleagues = try await test.owner.query(
        """
        insert into account (account_id, user_name, display_name, password_salt, password_hash)
        select gen_random_uuid(), name, name, '', '' from unnest('{anne,bo,carl}'::text[]) as name
        returning account_id
        """
      ).map { try $0.decode(AccountID.self) }
      func colleague(_ number: Int) -> Actor {
        Actor(accountID: colleagues[number], sessionID: nil, standing: .municipalAuthority(cast.fredericia))
      }
      let referral = try await cast.refer(.anna)
      func take(_ number: Int) async throws {
        try await test.database.perform(TakeTask(referral, .answerReferral, isTaken: true), by: colleague(number))
      }
      try await take(0)
      await #expect(throws: TakeTask.No.isTakenAlready) { try await take(1) }
      try await test.owner.query(
        """
        insert into absence (account_id, cover_account_id, from_day, to_day)
        values (\(colleagues[0]), \(colleagues[1]), \(cast.today), \(cast.today.adding(days: 3)))
        """)
      await #expect(throws: TakeTask.No.isTakenAlready) { try await take(2) }
      let covered = try await test.database.reading(as: colleague(1)) {
        try await CaseTask.covered(by: colleagues[1], on: cast.today, in: $0)
      }
      #expect(covered == [colleagues[0]])
      try await take(1)
      let taker = try await test.owner.query("select account_id from task_taken")[0].decode(AccountID.self)
      #expect(taker == colleagues[1])
    }
  }

  @Test func `is done by whom it is for, and taken by a lender, too`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, keys) = (test.database, test.database.keys)
      let colleague = try await test.owner.query(
        """
        insert into account (account_id, user_name, display_name, password_salt, password_hash)
        values (gen_random_uuid(), 'lender', 'Lene', '', '') returning account_id
        """)[0].decode(AccountID.self)
      let lender = Actor(accountID: colleague, sessionID: nil, standing: .municipalAuthority(cast.middelfart))
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed)
      try await database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      try await database.perform(TakeTask(referral, .answerOfferAsOwner, isTaken: true), by: lender)
      try await database.perform(AnswerOfferAsOwner(referral, .yes), by: lender)
      try await database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
      try await database.perform(AssignBed(wish), by: cast.authority)
      try await database.perform(
        SaveSheet(referral, .handOver, ["medicine": "Ingen"], keys: keys), by: cast.coordinator)
      try await database.perform(AcknowledgeHandOver(referral), by: cast.authority)
      #expect(
        try await Self.tasks(test, of: cast.otherStaff) == ["acknowledge_hand_over 2026-11-22", "move_in 2026-11-22"])
      try await database.perform(AcknowledgeHandOver(referral), by: cast.otherStaff)
      #expect(try await Self.tasks(test, of: cast.otherStaff) == ["move_in 2026-11-22"])
    }
  }
}

extension Cast {
  fileprivate static func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? .earliest }
}
