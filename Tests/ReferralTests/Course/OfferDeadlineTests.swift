import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `The deadline of an offer` {
  @Test func `an offer lapses at its deadline, and not a second before`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (anna, bent) = (try await cast.accept(.anna), try await cast.accept(.bent))
      try await cast.offer(anna)
      test.clock.advance(seconds: 48 * 3600 - 1)
      #expect(try await LapseOffer.all(in: test.database) == 0)
      test.clock.advance(seconds: 1)
      #expect(try await LapseOffer.all(in: test.database) == 1)
      #expect(try await LapseOffer.all(in: test.database) == 0)
      #expect(try await cast.state(anna) == .accepted)
      // The bed is the next one's; an offer that the person has accepted waits for the authority.
      try await cast.offer(bent)
      try await test.database.perform(AnswerOfferAsOwner(bent, .yes), by: cast.otherAuthority)
      try await test.database.perform(AnswerOfferForPerson(bent, accepts: true), by: cast.coordinator)
      test.clock.advance(hours: 72)
      #expect(try await LapseOffer.all(in: test.database) == 0)
      #expect(try await test.told(as: cast.otherAuthority).contains("bed-released"))
    }
  }

  @Test func `an offer is not answered after its deadline, even where nobody has let it lapse yet`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (anna, bent) = (try await cast.accept(.anna), try await cast.accept(.bent))
      try await cast.offer(anna)
      try await test.database.perform(AnswerOfferAsOwner(anna, .yes), by: cast.otherAuthority)
      test.clock.advance(hours: 48)
      await #expect(throws: AnswerOfferForPerson.No.isTooLate) {
        try await test.database.perform(AnswerOfferForPerson(anna, accepts: true), by: cast.coordinator)
      }
      #expect(try await LapseOffer.all(in: test.database) == 1)
      try await cast.offer(bent)
      test.clock.advance(hours: 48)
      await #expect(throws: AnswerOfferAsOwner.No.isTooLate) {
        try await test.database.perform(AnswerOfferAsOwner(bent, .yes), by: cast.otherAuthority)
      }
    }
  }

  @Test func `an offer that cannot lapse does not hold up the others, and is told of`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (anna, bent) = (try await cast.accept(.anna), try await cast.accept(.bent))
      try await cast.offer(anna)
      test.clock.advance(hours: 1)
      try await test.database.perform(
        OfferBed(
          cast.wish(bent, cast.middelfartBed, from: 200, days: 20), answerBy: test.clock.now.adding(hours: 1)),
        by: cast.authority)
      try await test.owner.query("update referral set state = 'accepted' where referral_id = \(anna)")
      test.clock.advance(hours: 48)
      await #expect(throws: AccessRefusal.notFound) { try await LapseOffer.all(in: test.database) }
      #expect(try await cast.state(bent) == .accepted)
      let open = try await test.owner.query("select referral_id from bed_offer where ended_at is null")
      #expect(try open.map { "\(try $0.decode(ReferralID.self))" } == ["\(anna)"])
    }
  }

  @Test func `several daemons let one offer lapse once`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      try await cast.offer(cast.accept(.anna))
      test.clock.advance(hours: 48)
      let lapsed = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await LapseOffer.all(in: test.database) } }
        return try await group.reduce(0, +)
      }
      #expect(lapsed == 1)
      #expect(
        try await test.owner.query("select count(*) from journal_entry where action = 'lapse-offer'")[0]
          .decode(Int.self) == 1)
    }
  }
}
