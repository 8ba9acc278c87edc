public import Afklaring
public import Postgres

/// What somebody made of a proposal.
public enum ProposalAnswer: String, Sendable, CaseIterable {
  /// The proposed bed was given or asked for.
  case accepted
  /// Another bed was.
  case overridden
  /// None, for the time being.
  case skipped
}

/// Why a proposal was not followed (begrundelse for at fravige): a code, so that it can be counted.
public enum OverrideReason: String, Sendable, CaseIterable {
  case personsWish = "persons_wish"
  case nearNetwork = "near_network"
  case knownToTheSite = "known_to_the_site"
  case safety
  case changedNeed = "changed_need"
  case notAsStated = "not_as_stated"
  case price
}

/// The bed that the latest plan has for somebody, as far as a decision has to know it.
struct StandingPlace: Sendable {
  let plan: PlanID
  let bed: BedID

  static func query(_ referral: ReferralID) -> SQL {
    """
    select standing_proposal.match_plan_id, standing_proposal.bed_id
    from standing_proposal
    where standing_proposal.referral_id = \(referral) and standing_proposal.bed_id is not null
      and not exists (
        select from match_choice
        where match_choice.referral_id = standing_proposal.referral_id
          and match_choice.match_plan_id = standing_proposal.match_plan_id)
    """
  }

  init(_ row: Row) throws {
    (plan, bed) = try row.decode(PlanID.self, BedID.self)
  }

  /// What the choice of a bed makes of the proposal; nil where another bed needs a reason and has none.
  func answer(to chosen: BedID, because reason: OverrideReason?) -> (answer: ProposalAnswer, reason: OverrideReason?)? {
    if chosen == bed { return (.accepted, nil) }
    return reason.map { (.overridden, $0) }
  }

  func save(
    _ answer: ProposalAnswer, _ reason: OverrideReason?, bed: BedID?, of referral: ReferralID, at now: Instant,
    in transaction: Transaction
  ) {
    transaction.later(
      """
      insert into match_choice (match_choice_id, match_plan_id, referral_id, answer, reason, bed_id, chosen_at)
      values (\(Identifier<StandingPlace>()), \(plan), \(referral), \(answer.rawValue), \(reason?.rawValue), \(bed),
        \(now))
      """)
  }
}

/// Passes over a proposal for the time being, for a reason.
public struct SkipProposal: Command {
  public static let permission = Permission.answerProposal

  public let referral: ReferralID
  public let reason: OverrideReason

  public init(_ referral: ReferralID, because reason: OverrideReason) {
    (self.referral, self.reason) = (referral, reason)
  }

  public enum No: String, Refusal {
    case noProposal = "no-proposal"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral), StandingPlace.query(self.referral),
    ])
    let referral = try LockedReferral(answers[0])
    try referral.requireAuthority(of: actor)
    guard referral.state == .accepted, let place = try answers[1].first.map(StandingPlace.init) else {
      throw No.noProposal
    }
    place.save(.skipped, reason, bed: nil, of: referral.id, at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person, ["answer": reason.rawValue]
    ).record(by: actor, in: transaction)
  }
}
