internal import Afklaring
internal import Capacity
internal import FoundationEssentials
internal import Postgres

/// A plan as it is kept: what it was made from, who was considered in which order, and what was proposed.
struct KeptPlan: Sendable {
  private let id = PlanID()
  private let plan: MatchPlan
  private let instance: MatchInstance

  init(_ plan: MatchPlan, of instance: MatchInstance) {
    (self.plan, self.instance) = (plan, instance)
  }

  func save(at now: Instant, in transaction: Transaction) throws {
    let solve = plan.solveTime.components
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let weights = String(decoding: try encoder.encode(instance.ownWeights), as: UTF8.self)
    transaction.later(
      """
      insert into match_plan (match_plan_id, made_at, as_of, rule_version, objective, solve_ms, waiting, placed)
      values (\(id), \(now), \(instance.asOf), \(MatchPlan.ruleVersion), \(plan.objective),
        \(Double(solve.seconds) * 1000 + Double(solve.attoseconds) / 1e15)::numeric,
        \(instance.referrals.count), \(plan.assignments.count))
      """)
    transaction.later(
      """
      insert into match_plan_input (match_plan_id, instance, weights)
      values (\(id), \(instance.json), \(weights))
      """)
    saveProposals(in: transaction)
  }

  /// All in one statement; where a plan has no bed for somebody, the bed's place in the list holds nothing.
  private func saveProposals(in transaction: Transaction) {
    let rank = Dictionary(uniqueKeysWithValues: plan.order.enumerated().map { ($1, $0 + 1) })
    let waited = Dictionary(
      uniqueKeysWithValues: instance.referrals.map { ($0.id, max(0, $0.readyOn.distance(to: instance.asOf))) })
    let placed = plan.assignments.compactMap { one in
      ReferralID(one.referral).flatMap { referral in BedID(one.bed).map { (referral, $0, one) } }
    }
    transaction.later(
      """
      insert into match_proposal
        (match_plan_id, referral_id, rank, waited_days, bed_id, start_on, cost, reasons)
      select \(id), proposed.referral_id, proposed.rank, proposed.waited_days, proposed.bed_id, proposed.start_on, proposed.cost,
        proposed.reasons::jsonb
      from unnest(\(placed.map(\.0)), \(placed.map { rank[$0.2.referral] ?? 0 }),
        \(placed.map { waited[$0.2.referral] ?? 0 }), \(placed.map(\.1)),
        \(placed.map(\.2.start)), \(placed.map(\.2.cost)), \(placed.map(\.2.reasons.json)))
        as proposed (referral_id, rank, waited_days, bed_id, start_on, cost, reasons)
      """)
    let unplaced = plan.unplaced.compactMap { one in ReferralID(one.referral).map { ($0, one) } }
    transaction.later(
      """
      insert into match_proposal (match_plan_id, referral_id, rank, waited_days, cost, reasons)
      select \(id), left_out.referral_id, left_out.rank, left_out.waited_days, left_out.cost, left_out.reasons::jsonb
      from unnest(\(unplaced.map(\.0)), \(unplaced.map { rank[$0.1.referral] ?? 0 }),
        \(unplaced.map { waited[$0.1.referral] ?? 0 }), \(unplaced.map(\.1.cost)),
        \(unplaced.map { "{\"blocked\": \($0.1.blockedJSON)}" }))
        as left_out (referral_id, rank, waited_days, cost, reasons)
      """)
  }
}
