public import Afklaring
internal import Capacity
internal import FoundationEssentials
public import Postgres

/// A kept plan made again from what it was made from, and compared with what was proposed (genafspilning).
public struct ReplayedPlan: Sendable {
  public let id: PlanID
  public let madeAt: Instant
  public let ruleVersion: String
  public let waiting: Int
  /// Whether every proposal is the one that was kept: the same order, bed, day and cost.
  public let isSame: Bool

  /// Every plan that is kept, the latest first.
  ///
  /// - Throws: `MatchInstanceReader.Invalid` where what is kept is no instance any more.
  public static func all(in transaction: Transaction) async throws -> [ReplayedPlan] {
    let plans = try await transaction.query(
      """
      select match_plan.match_plan_id, match_plan.made_at, match_plan.rule_version, match_plan.waiting
      from match_plan
      order by match_plan.made_at desc, match_plan.recorded_at desc
      """
    ).map { try $0.decode(PlanID.self, Instant.self, String.self, Int.self) }
    var replayed: [ReplayedPlan] = []
    for (id, madeAt, version, waiting) in plans {
      replayed.append(
        ReplayedPlan(
          id: id, madeAt: madeAt, ruleVersion: version, waiting: waiting,
          isSame: try await isSame(id, in: transaction)))
    }
    return replayed
  }

  private static func isSame(_ id: PlanID, in transaction: Transaction) async throws -> Bool {
    let answers = try await transaction.pipeline([
      "select instance, weights from match_plan_input where match_plan_id = \(id)",
      """
      select referral_id, bed_id, start_on, cost from match_proposal where match_plan_id = \(id) order by rank
      """,
    ])
    guard let kept = answers[0].first else { return false }
    let (text, weights) = try kept.decode(String.self, String.self)
    var instance = try MatchInstanceReader.read(Array(text.utf8))
    instance.ownWeights = try JSONDecoder().decode(
      [String: MatchInstance.PairWeights].self, from: Data(weights.utf8))
    let plan = try MatchPlan(solving: instance)
    let given = Dictionary(uniqueKeysWithValues: plan.assignments.map { ($0.referral, $0) })
    let without = Dictionary(uniqueKeysWithValues: plan.unplaced.map { ($0.referral, $0.cost) })
    let proposals = try answers[1].map { row in
      let (referral, bed, start, cost) = try row.decode(ReferralID.self, BedID?.self, CalendarDay?.self, Int.self)
      return Outcome(referral: "\(referral)", bed: bed.map { "\($0)" }, start: start, cost: cost)
    }
    return proposals
      == plan.order.map { referral in
        given[referral].map { Outcome(referral: referral, bed: $0.bed, start: $0.start, cost: $0.cost) }
          ?? Outcome(referral: referral, bed: nil, start: nil, cost: without[referral] ?? 0)
      }
  }

  private struct Outcome: Equatable {
    let referral: String
    let bed: String?
    let start: CalendarDay?
    let cost: Int
  }
}
