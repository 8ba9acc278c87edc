import Afklaring
import Testing

@testable import Capacity

/// Instances that are built to be slow: they end, without a deep stack, and can be broken off.
@Suite struct `A hard instance of matching` {
  private static let today = CalendarDay(year: 2026, month: 11, day: 22) ?? .earliest

  private static func instance(
    referrals: Int, beds: Int, urgency: (Int) -> Int = { _ in 1 }, freeFrom: (Int) -> Int = { _ in 0 }
  ) -> MatchInstance {
    MatchInstance(
      asOf: today, horizonDays: 182, stayDays: 84,
      weights: .init(unplaced: 1000),
      referrals: (0..<referrals).map { number in
        .init(
          id: "r\(number)", municipality: "0607", region: "1083", submittedOn: today, readyOn: today,
          earliestMoveIn: nil, priority: urgency(number), sex: .female, needs: [], preferredSites: [],
          excludedSites: [])
      },
      beds: (0..<beds).map { number in
        .init(
          id: "b\(number)", site: "s", municipality: "0607", region: "1083",
          freeFrom: today.adding(days: freeFrom(number)), offers: [], sexes: [], closures: [])
      },
      agreements: [], previous: [])
  }

  @Test func `where all costs are equal gives the lower beds to the lower ids`() throws {
    let plan = try MatchPlan(solving: Self.instance(referrals: 300, beds: 200))
    #expect(plan.assignments.count == 200 && plan.objective == 100 * (1000 + 183))
    let ids = (0..<300).map { "r\($0)" }.sorted()
    #expect(plan.assignments.map(\.referral) == Array(ids.prefix(200)))
    #expect(plan.assignments.map(\.bed) == (0..<200).map { "b\($0)" }.sorted())
  }

  @Test func `with one bed that everybody wants gives it to the first of the most urgent`() throws {
    let plan = try MatchPlan(solving: Self.instance(referrals: 2_000, beds: 1, urgency: { $0 % 5 + 1 }))
    #expect(plan.assignments.map(\.referral) == ["r1004"])
  }

  /// Each next bed is free a day later, each next person as urgent: everybody wants the first.
  @Test func `with a chain through all beds is solved`() throws {
    let plan = try MatchPlan(
      solving: Self.instance(referrals: 400, beds: 400, urgency: { $0 % 5 + 1 }, freeFrom: { $0 % 180 }))
    #expect(plan.assignments.count == 400)
  }

  @Test func `can be broken off`() async throws {
    let solving = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try MatchPlan(solving: Self.instance(referrals: 300, beds: 299))
    }
    await #expect(throws: CancellationError.self) { try await solving.value }
  }
}
