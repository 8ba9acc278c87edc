import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A sheet of a case` {
  private static func sheets(
    _ test: TestDatabase, _ referral: ReferralID, as actor: Actor
  ) async throws -> [CaseSheet] {
    try await test.database.reading(as: actor) {
      try await CaseSheet.all(of: referral, in: $0, keys: test.database.keys)
    }
  }

  @Test func `shows its gaps, keeps what was said before, and is read with a receipt`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, keys) = (test.database, test.database.keys)
      let referral = try await cast.accept(.anna)
      func save(_ answers: [String: String]) throws -> SaveSheet {
        try SaveSheet(referral, .handOver, answers, keys: keys)
      }
      try await database.perform(save(["medicine": "Litium 300 mg", "suicide_risk": "low"]), by: cast.coordinator)
      #expect(try await Self.sheets(test, referral, as: cast.coordinator)[0].gaps.count == 9)
      // A house learns of it when the bed is given.
      #expect(try await Self.sheets(test, referral, as: cast.staff).isEmpty)
      try await database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      test.clock.advance(hours: 1)
      let whole = Dictionary(
        uniqueKeysWithValues: SheetKind.handOver.questions.map { question in
          if case .one(let codes) = question.answer { (question.code, codes[0]) } else { (question.code, "Intet") }
        })
      try await database.perform(save(whole), by: cast.coordinator)
      let seen = try await Self.sheets(test, referral, as: cast.staff)
      #expect(seen.count == 2 && seen[0].gaps.isEmpty && seen[1].answers["medicine"] == "Litium 300 mg")
      try await database.perform(AcknowledgeHandOver(referral), by: cast.staff)
      await #expect(throws: AcknowledgeHandOver.No.isReadAlready) {
        try await database.perform(AcknowledgeHandOver(referral), by: cast.staff)
      }
      #expect(
        try await Self.sheets(test, referral, as: cast.coordinator)[0].receipts.map(\.organisation) == ["Huset FRE"])
      // What is written is sealed; codes can be counted.
      let stored = try await test.owner.query("select answers::text, encode(texts_sealed, 'escape') from case_sheet")
      for row in stored {
        let (answers, texts) = try row.decode(String.self, String?.self)
        #expect(!answers.contains("Litium") && texts?.contains("Litium") == false)
      }
    }
  }

  @Test(arguments: SheetKind.allCases)
  func `is written by those whose it is, and by nobody else`(kind: SheetKind) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await test.database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      let question = kind.questions[0]
      let answer = if case .one(let codes) = question.answer { codes[0] } else { "Skrevet" }
      let command = try SaveSheet(referral, kind, [question.code: answer], keys: test.database.keys)
      for actor in [cast.coordinator, cast.authority, cast.staff] {
        if kind.permission.roles.contains(actor.standing.role) {
          try await test.database.perform(command, by: actor)
        } else {
          await #expect(throws: AccessRefusal.notPermitted(kind.permission)) {
            try await test.database.perform(command, by: actor)
          }
        }
      }
      for stranger in [cast.otherAuthority, cast.otherStaff]
      where kind.permission.roles.contains(stranger.standing.role) {
        await #expect(throws: AccessRefusal.notFound) { try await test.database.perform(command, by: stranger) }
      }
    }
  }

  @Test func `takes no other answers than its questions have`() async throws {
    try await TestDatabase.with { test in
      let keys = test.database.keys
      #expect(throws: SaveSheet.No.self) { try SaveSheet(ReferralID(), .substanceUse, ["use": "meget"], keys: keys) }
      #expect(throws: SaveSheet.No.self) { try SaveSheet(ReferralID(), .plan, ["clarified_by": "snart"], keys: keys) }
      #expect(throws: SaveSheet.No.isEmpty) {
        try SaveSheet(ReferralID(), .plan, ["hest": "ja", "goals": ""], keys: keys)
      }
      #expect(throws: SaveSheet.No.self) {
        try SaveSheet(ReferralID(), .plan, ["goals": String(repeating: "x", count: 4001)], keys: keys)
      }
    }
  }

  @Test func `is not written over by somebody who has not seen the newest`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, keys) = (test.database, test.database.keys)
      let referral = try await cast.refer(.anna)
      func save(_ text: String, having seen: SaveSheet.Seen?) async throws {
        try await database.perform(
          SaveSheet(referral, .handOver, ["medicine": text], having: seen, keys: keys), by: cast.coordinator)
        test.clock.advance(hours: 1)
      }
      try await save("Litium", having: SaveSheet.Seen.none)
      await #expect { try await save("Ingen", having: SaveSheet.Seen.none) } throws: {
        ($0 as? SaveSheet.No)?.code == "sheet-changed-meanwhile"
      }
      let first = try await Self.sheets(test, referral, as: cast.coordinator)[0]
      try await save("Litium, nedsat", having: .sheet(first.id))
      await #expect { try await save("Litium", having: .sheet(first.id)) } throws: {
        ($0 as? SaveSheet.No)?.code == "sheet-changed-meanwhile"
      }
      #expect(
        try await Self.sheets(test, referral, as: cast.coordinator).map { $0.answers["medicine"] }
          == ["Litium, nedsat", "Litium"])
    }
  }
}

@Suite struct `The basis of a disclosure` {
  private static func sheets(_ test: TestDatabase, _ referral: ReferralID, as actor: Actor) async throws -> [CaseSheet]
  {
    try await test.database.reading(as: actor) {
      try await CaseSheet.all(of: referral, in: $0, keys: test.database.keys)
    }
  }

  @Test func `says before it is withdrawn what stops with it, and that stops`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, keys) = (test.database, test.database.keys)
      let referral = try await cast.accept(.anna)
      func state(_ basis: String) async throws {
        try await database.perform(
          SaveSheet(referral, .disclosure, ["basis": basis, "given_on": "2026-11-20"], keys: keys),
          by: cast.coordinator)
        test.clock.advance(hours: 1)
      }
      try await state("consent")
      try await state("retssikkerhedsloven_11c")
      try await state("consent_relatives")
      func standing() async throws -> [Disclosure] {
        Disclosure.standing(try await Self.sheets(test, referral, as: cast.authority))
      }
      func withdraw(_ one: Disclosure, on day: CalendarDay) async throws {
        try await database.perform(WithdrawDisclosure(referral, one.sheet.id, on: day), by: cast.authority)
      }
      let all = try await standing()
      #expect(all.map(\.stops) == [[.relativesNumber], [], []])
      await #expect(throws: WithdrawDisclosure.No.isInTheFuture) {
        try await withdraw(all[0], on: cast.today.adding(days: 2))
      }
      await #expect(throws: WithdrawDisclosure.No.isBeforeGiven) {
        try await withdraw(all[0], on: cast.today.adding(days: -3))
      }
      try await withdraw(all[0], on: cast.today)
      await #expect(throws: WithdrawDisclosure.No.isWithdrawnAlready) { try await withdraw(all[0], on: cast.today) }
      try await withdraw(all[1], on: cast.today)
      let last = try await standing()
      #expect(last.map(\.stops) == [[.askingOtherMunicipalities]])
      #expect(Disclosure.stopped(try await Self.sheets(test, referral, as: cast.authority)) == [.relativesNumber])
      let wish = try cast.wish(referral, cast.middelfartBed)
      let offer = OfferBed(wish, answerBy: test.clock.now.adding(hours: 24))
      try await withdraw(last[0], on: cast.today)
      await #expect {
        try await database.perform(offer, by: cast.authority)
      } throws: { ($0 as? BedRequest.No)?.code == "disclosure-withdrawn" }
      // The own municipality needs no basis to house its own citizen; a new one opens the way to the others again.
      try await state("psykiatriloven_13c")
      try await database.perform(offer, by: cast.authority)
    }
  }

  @Test func `is another's to nobody outside the case`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await test.database.perform(
        SaveSheet(referral, .disclosure, ["basis": "consent"], keys: test.database.keys), by: cast.coordinator)
      let one = try await Self.sheets(test, referral, as: cast.authority)[0]
      await #expect(throws: AccessRefusal.notFound) {
        try await test.database.perform(
          WithdrawDisclosure(referral, one.id, on: cast.today), by: cast.otherAuthority)
      }
      let other = try await cast.accept(.bent)
      await #expect(throws: WithdrawDisclosure.No.noSuchDisclosure) {
        try await test.database.perform(WithdrawDisclosure(other, one.id, on: cast.today), by: cast.authority)
      }
    }
  }

  @Test func `ends the asking that is under way when it is withdrawn`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, keys) = (test.database, test.database.keys)
      let referral = try await cast.accept(.anna)
      await #expect(throws: SaveSheet.No.self) {
        try await database.perform(
          SaveSheet(referral, .disclosure, ["scope": "Alt"], keys: keys), by: cast.coordinator)
      }
      try await database.perform(
        SaveSheet(referral, .disclosure, ["basis": "consent"], keys: keys), by: cast.coordinator)
      try await database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: test.clock.now.adding(hours: 24)),
        by: cast.authority)
      let one = try await Self.sheets(test, referral, as: cast.coordinator)[0]
      try await database.perform(WithdrawDisclosure(referral, one.id, on: cast.today), by: cast.coordinator)
      #expect(try await cast.state(referral) == .accepted)
      #expect(try await test.owner.query("select from bed_hold").isEmpty)
      await #expect(throws: AccessRefusal.notFound) {
        try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      }
    }
  }
}
