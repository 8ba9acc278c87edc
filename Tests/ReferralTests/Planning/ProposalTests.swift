import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A proposal` {
  private static func choices(_ test: TestDatabase) async throws -> [String] {
    try await test.owner.query(
      "select answer || ' ' || coalesce(reason, '-') from match_choice order by chosen_at, answer"
    ).map { try $0.decode(String.self) }
  }

  /// One who is proposed a bed of the own municipality.
  private static func proposed(_ cast: Cast) async throws -> (referral: ReferralID, bed: BedID) {
    let referral = try await cast.accept(.anna)
    _ = try await cast.database.perform(MakePlan(), by: .system)
    let proposal = try await cast.database.reading(as: cast.authority) {
      try await Proposal.standing(for: referral, in: $0)
    }
    return (referral, try #require(proposal?.place?.bed))
  }

  @Test func `that is followed is kept as accepted`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (referral, bed) = try await Self.proposed(cast)
      try await test.database.perform(AssignBed(cast.wish(referral, bed)), by: cast.authority)
      #expect(try await Self.choices(test) == ["accepted -"])
    }
  }

  @Test func `is not passed by without a reason, and nothing is half done`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (referral, bed) = try await Self.proposed(cast)
      let other = try #require(cast.fredericiaBeds.first { $0 != bed })
      let wish = try cast.wish(referral, other)
      await #expect(throws: BedRequest.No.anotherBedIsProposed) {
        try await test.database.perform(AssignBed(wish), by: cast.authority)
      }
      #expect(try await cast.state(referral) == .accepted)
      let reasoned = try #require(
        BedRequest(
          referral: referral, bed: other, from: wish.nights.lowerBound, to: wish.nights.upperBound, overriding: .safety)
      )
      try await test.database.perform(AssignBed(reasoned), by: cast.authority)
      #expect(try await Self.choices(test) == ["overridden safety"])
    }
  }

  @Test func `that is skipped asks for nothing more until the next plan`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (referral, bed) = try await Self.proposed(cast)
      try await test.database.perform(SkipProposal(referral, because: .personsWish), by: cast.authority)
      await #expect(throws: SkipProposal.No.noProposal) {
        try await test.database.perform(SkipProposal(referral, because: .personsWish), by: cast.authority)
      }
      let other = try #require(cast.fredericiaBeds.first { $0 != bed })
      try await test.database.perform(AssignBed(cast.wish(referral, other)), by: cast.authority)
      #expect(try await Self.choices(test) == ["skipped persons_wish"])
    }
  }

  @Test func `of another municipality's bed is followed by asking for it`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna, needs: ["wheelchair"])
      _ = try await test.database.perform(MakePlan(), by: .system)
      try await test.database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: test.clock.now.adding(hours: 48)),
        by: cast.authority)
      #expect(try await Self.choices(test) == ["accepted -"])
    }
  }
}
