import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `The fairness report` {
  private static func figures(
    by groups: [ReportGroup], _ cast: Cast, asOf: Instant? = nil
  ) async throws -> [[String]] {
    let request = try ReportRequest(
      FairnessReport.self, from: cast.today.adding(days: -30), to: cast.today, by: groups, asOf: asOf ?? cast.clock.now,
      knownAt: nil)
    return try await cast.database.answer(FairnessReport.self, request, as: .reporting).csv
      .split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
  }

  /// Anna, whose proposal is overridden after a refused offer; Bent, whose is skipped and who waits on; Camilla is new.
  private static func live(_ cast: Cast) async throws {
    let (anna, bent) = (try await cast.accept(.anna), try await cast.accept(.bent))
    try await cast.database.perform(
      SaveSheet(anna, .substanceUse, ["use": "alcohol"], keys: cast.database.keys), by: cast.coordinator)
    try await cast.database.perform(
      OfferBed(cast.wish(anna, cast.middelfartBed), answerBy: cast.clock.now.adding(hours: 48)), by: cast.authority)
    try await cast.database.perform(AnswerOfferAsOwner(anna, .no(.safety)), by: cast.otherAuthority)
    _ = try await cast.database.perform(MakePlan(), by: .system)
    let proposal = try await cast.database.reading(as: cast.authority) {
      try await Proposal.standing(for: anna, in: $0)
    }
    let other = try #require(cast.fredericiaBeds.last { $0 != proposal?.place?.bed })
    cast.clock.set(cast.clock.now.adding(hours: 72))
    let wish = try cast.wish(anna, other)
    try await cast.database.perform(
      AssignBed(
        try #require(
          BedRequest(
            referral: anna, bed: other, from: wish.nights.lowerBound, to: wish.nights.upperBound,
            overriding: .nearNetwork))),
      by: cast.authority)
    try await cast.database.perform(SkipProposal(bent, because: .price), by: cast.authority)
    _ = try await cast.refer(.camilla)
  }

  @Test func `tells waits, offers, refusals and overrides by sex, age and substance use`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let before = test.clock.now
      try await Self.live(cast)
      let rows = try await Self.figures(by: [.sex, .ageGroup, .substanceUse], cast)
      #expect(
        rows.map { $0.joined(separator: " ") } == [
          "female 25-34 not_stated 1 0 1 0 0 0    0 0 0 0 0 0 0 0",
          "female 35-44 alcohol 1 1 0 1 0 0 3.0 3.0  1 1 0 0 1 0 1 0",
          "male 55-64 not_stated 1 1 0 0 1 0   3.0 0 0 0 0 1 0 0 1",
          "total total total 3 2 1 1 1 0 3.0 3.0 3.0 1 1 0 0 2 0 1 1",
        ])
      // Before, nothing of it had happened.
      #expect(
        try await Self.figures(by: [], cast, asOf: before.adding(hours: -1)) == [
          ["0", "0", "0", "0", "0", "0", "", "", "", "0", "0", "0", "0", "0", "0", "0", "0"]
        ])
    }
  }
}
