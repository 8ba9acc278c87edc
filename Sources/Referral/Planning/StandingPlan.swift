public import Afklaring
public import Postgres

/// The latest plan as one municipality sees it: its own people, and of others' which beds they were given.
public struct StandingPlan: Sendable {
  /// How long a stay is planned for that is given as it is proposed, in days.
  public static let stayDays = WaitingInstance.stayDays

  public let id: PlanID
  public let madeAt: Instant
  public let waiting: Int
  public let placed: Int
  /// The municipality's own people who still wait, as they were ranked.
  public let lines: [Line]
  public let others: [Other]

  public struct Line: Sendable {
    public let referral: ReferralID
    public let name: String
    public let isProtected: Bool
    public let rank: Int
    public let waitedDays: Int
    public let proposal: Proposal
    /// The bed of the plan before, where there was one, and from when.
    public let before: Proposal.Place?
    /// What was made of it.
    public let answer: ProposalAnswer?
  }

  /// A bed that somebody else's person was given.
  public struct Other: Sendable {
    public let bedCode: String
    public let site: String
    public let start: CalendarDay
  }

  /// Nil where no plan was made yet.
  public static func latest(
    for actor: Actor, on today: CalendarDay, in transaction: Transaction, keys: Keyring
  ) async throws -> StandingPlan? {
    try actor.require(.seePlan)
    guard let municipality = actor.authority else { return nil }
    let answers = try await transaction.pipeline([header, lines(of: municipality), others(on: today)])
    guard let head = answers[0].first else { return nil }
    let (id, madeAt, waiting, placed) = try head.decode(PlanID.self, Instant.self, Int.self, Int.self)
    return StandingPlan(
      id: id, madeAt: madeAt, waiting: waiting, placed: placed, lines: try answers[1].map { try Line($0, keys) },
      others: try answers[2].map { row in
        let (code, site, start) = try row.decode(String.self, String.self, CalendarDay.self)
        return Other(bedCode: code, site: site, start: start)
      })
  }

  private static let header: SQL = """
    select match_plan_id, made_at, waiting, placed from match_plan order by made_at desc, recorded_at desc limit 1
    """

  private static func lines(of municipality: MunicipalityCode) -> SQL {
    """
    select
      standing_proposal.referral_id, standing_proposal.rank, standing_proposal.waited_days, person_name.name_sealed, person.is_protected,
      standing_proposal.match_plan_id, standing_proposal.bed_id, bed.bed_code, site.name as site_name,
      site.municipality_code as owner_code,
      standing_proposal.start_on, site.municipality_code is not distinct from referral.municipality_code as is_own,
      standing_proposal.cost, standing_proposal.reasons::text as reasons,
      before.bed_id as before_bed_id, before.bed_code as before_bed_code, before.site_name as before_site_name,
      before.start_on as before_start_on, before.municipality_code as before_owner_code, before.municipality_code is not distinct from referral.municipality_code
        as before_is_own,
      choice.answer
    from standing_proposal
    join referral on referral.referral_id = standing_proposal.referral_id
    join person on person.person_id = referral.person_id
    left join person_name on person_name.person_id = referral.person_id
    left join bed on bed.bed_id = standing_proposal.bed_id
    left join site on site.site_id = bed.site_id
    left join lateral (
      select match_proposal.bed_id, bed.bed_code, site.name as site_name, site.municipality_code,
        match_proposal.start_on
      from match_proposal
      join match_plan on match_plan.match_plan_id = match_proposal.match_plan_id
      join bed on bed.bed_id = match_proposal.bed_id
      join site on site.site_id = bed.site_id
      where match_proposal.referral_id = standing_proposal.referral_id
        and match_proposal.match_plan_id <> standing_proposal.match_plan_id
      order by match_plan.made_at desc, match_plan.recorded_at desc
      limit 1
    ) as before on true
    left join lateral (
      select match_choice.answer
      from match_choice
      where match_choice.referral_id = standing_proposal.referral_id
        and match_choice.match_plan_id = standing_proposal.match_plan_id
      order by match_choice.chosen_at desc
      limit 1
    ) as choice on true
    where referral.municipality_code = \(municipality) and referral.state = 'accepted'
    order by standing_proposal.rank
    """
  }

  private static func others(on today: CalendarDay) -> SQL {
    """
    select bed.bed_code, site.name, other.start_on
    from beds_proposed_to_others(\(today)) as other
    join bed on bed.bed_id = other.bed_id
    join site on site.site_id = bed.site_id
    order by other.start_on, bed.bed_code collate "C"
    """
  }
}

extension StandingPlan.Line {
  fileprivate init(_ row: Row, _ keys: Keyring) throws {
    let before = try row("before_bed_id", as: BedID?.self).map { bed in
      Proposal.Place(
        bed: bed, bedCode: try row("before_bed_code"), site: try row("before_site_name"),
        start: try row("before_start_on"), owner: try row("before_owner_code"), isOwn: try row("before_is_own"))
    }
    self.init(
      referral: try row("referral_id"), name: keys.shown(name: try row("name_sealed"), number: nil).name,
      isProtected: try row("is_protected"), rank: try row("rank"), waitedDays: try row("waited_days"),
      proposal: try Proposal(row), before: before,
      answer: try row("answer", as: String?.self).flatMap(ProposalAnswer.init(rawValue:)))
  }
}
