public import Afklaring
internal import Capacity
public import Postgres

/// Why the owner of a bed says no (nej fra driftskommunen). Source: domain.md section 3.
public enum OwnerRefusal: String, Sendable, CaseIterable {
  case targetGroup = "target_group"
  case houseJustNow = "house_just_now"
  case safety
}

/// The answer of the municipality that owns the offered bed (driftskommunens svar).
public struct AnswerOfferAsOwner: Command {
  public static let permission = Permission.answerOfferAsOwner

  public enum Answer: Sendable, Equatable {
    case yes
    case no(OwnerRefusal)
  }

  public let referral: ReferralID
  public let answer: Answer

  public init(_ referral: ReferralID, _ answer: Answer) {
    (self.referral, self.answer) = (referral, answer)
  }

  public enum No: String, Refusal {
    case isAnsweredAlready = "offer-is-answered-already"
    /// The offer falls away in a moment.
    case isTooLate = "offer-deadline-is-over"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let (referral, offer) = try await LockedReferral.withOffer(self.referral, in: transaction)
    guard let offer, actor.isSystem || actor.authority == offer.owner else { throw AccessRefusal.notFound }
    guard !offer.isAgreedByOwner else { throw No.isAnsweredAlready }
    guard offer.answerBy > now else { throw No.isTooLate }
    switch answer {
    case .yes:
      transaction.later(
        "update bed_offer set owner_agreed_at = \(now) where referral_id = \(referral.id) and ended_at is null")
      try Tell.deciding(.bedOffered, referral.id).enqueue(in: transaction)
      try Tell.ward(.bedOffered, referral.id).enqueue(in: transaction)
    case .no(let reason):
      try referral.endOffer(.ownerRefused, because: reason.rawValue, at: now, in: transaction)
    }
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person, ["answer": answer.code])
      .on(.lending)
      .record(by: actor, in: transaction)
  }
}

extension AnswerOfferAsOwner.Answer {
  var code: String {
    switch self {
    case .yes: "yes"
    case .no(let reason): reason.rawValue
    }
  }
}

extension LockedReferral {
  /// The referral, locked, and the offer that is open for it.
  static func withOffer(
    _ id: ReferralID, in transaction: Transaction
  ) async throws -> (LockedReferral, OpenOffer?) {
    let answers = try await transaction.pipeline([query(id), OpenOffer.query(id)])
    return (try LockedReferral(answers[0]), try answers[1].first.map(OpenOffer.init))
  }

  /// Brings the referral back to accepted and gives the nights back.
  func endOffer(
    _ outcome: OpenOffer.Outcome, because reason: String?, at now: Instant, in transaction: Transaction
  ) throws {
    guard let next = state.after(.endOffer) else { throw AccessRefusal.notFound }
    OpenOffer.end(id, outcome, because: reason, at: now, in: transaction)
    transaction.later(
      "update referral set state = \(next.rawValue), offered_at = null where referral_id = \(id)")
    // Last, for with its bed the owner leaves the circle around the referral.
    HoldBed.release(id, in: transaction)
    try Tell.deciding(.offerEnded, id).enqueue(in: transaction)
  }
}
