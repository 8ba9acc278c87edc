public import Afklaring
public import Postgres

/// The person's answer to an offered bed (borgerens svar), given through the ward or the authority.
public struct AnswerOfferForPerson: Command {
  public static let permission = Permission.answerOfferForPerson

  public let referral: ReferralID
  public let accepts: Bool

  public init(_ referral: ReferralID, accepts: Bool) {
    (self.referral, self.accepts) = (referral, accepts)
  }

  public enum No: String, Refusal {
    case ownerHasNotAgreed = "owner-has-not-agreed"
    case isAnsweredAlready = "offer-is-answered-already"
    /// The offer falls away in a moment.
    case isTooLate = "offer-deadline-is-over"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let (referral, offer) = try await LockedReferral.withOffer(self.referral, in: transaction)
    guard actor.isSystem || actor.ward == referral.ward || actor.authority == referral.municipality, let offer else {
      throw AccessRefusal.notFound
    }
    guard offer.isAgreedByOwner else { throw No.ownerHasNotAgreed }
    guard !offer.isAcceptedByPerson else { throw No.isAnsweredAlready }
    guard offer.answerBy > now else { throw No.isTooLate }
    if accepts {
      transaction.later(
        "update bed_offer set person_accepted_at = \(now) where referral_id = \(referral.id) and ended_at is null")
      try Tell.deciding(.bedOffered, referral.id).enqueue(in: transaction)
    } else {
      try referral.endOffer(.personDeclined, because: nil, at: now, in: transaction)
    }
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person, ["answer": accepts ? "yes" : "no"]
    ).record(by: actor, in: transaction)
  }
}
