public import Afklaring
internal import FoundationEssentials
public import Postgres

/// What the latest plan proposes for a person (forslag).
public struct Proposal: Sendable {
  public let plan: PlanID
  /// Nil where no bed is left for the person.
  public let place: Place?
  public let cost: Int
  /// Where no bed is left: how many beds each rule alone is in the way of. Source: the matching format.
  public let blocked: [String: Int]

  /// A bed from a day on.
  public struct Place: Sendable, Equatable {
    public let bed: BedID
    public let bedCode: String
    public let site: String
    public let start: CalendarDay
    public let owner: MunicipalityCode
    public let isOwn: Bool
  }

  /// Nil where the latest plan did not know the person, or somebody has answered it.
  public static func standing(
    for referral: ReferralID, in transaction: Transaction
  ) async throws -> Proposal? {
    try await transaction.query(
      """
      \(columns)
      where standing_proposal.referral_id = \(referral) and not exists (
        select from match_choice
        where match_choice.referral_id = standing_proposal.referral_id
          and match_choice.match_plan_id = standing_proposal.match_plan_id)
      """
    ).first.map(Proposal.init)
  }

  private static let columns: SQL = """
    select
      standing_proposal.match_plan_id, standing_proposal.bed_id, bed.bed_code, site.name as site_name,
      site.municipality_code as owner_code,
      standing_proposal.start_on, site.municipality_code is not distinct from referral.municipality_code as is_own,
      standing_proposal.cost, standing_proposal.reasons::text as reasons
    from standing_proposal
    join referral on referral.referral_id = standing_proposal.referral_id
    left join bed on bed.bed_id = standing_proposal.bed_id
    left join site on site.site_id = bed.site_id
    """

  init(_ row: Row) throws {
    plan = try row("match_plan_id")
    place = try row("bed_id", as: BedID?.self).map { bed in
      Place(
        bed: bed, bedCode: try row("bed_code"), site: try row("site_name"), start: try row("start_on"),
        owner: try row("owner_code"), isOwn: try row("is_own"))
    }
    cost = try row("cost")
    blocked =
      place == nil
      ? try JSONDecoder().decode(Blocked.self, from: Data(try row("reasons", as: String.self).utf8)).blocked : [:]
  }
}

/// What a plan says of somebody for whom no bed is left.
private struct Blocked: Decodable {
  let blocked: [String: Int]
}
