public import Afklaring
public import Capacity
internal import Postgres

/// A wish for a bed on certain nights, for a referral: what offering and assigning have in common.
public struct BedRequest: Sendable, Equatable {
  public let referral: ReferralID
  public let bed: BedID
  /// From the first night, as the deciding person saw it, to, not including, the planned day of moving out.
  public let nights: Range<CalendarDay>
  /// Why it is not the bed that the latest plan proposes.
  public let overriding: OverrideReason?

  /// Nil where the nights are none or run backwards.
  public init?(
    referral: ReferralID, bed: BedID, from firstNight: CalendarDay, to plannedMoveOut: CalendarDay,
    overriding: OverrideReason? = nil
  ) {
    guard firstNight < plannedMoveOut else { return nil }
    (self.referral, self.bed, self.nights) = (referral, bed, firstNight..<plannedMoveOut)
    self.overriding = overriding
  }

  /// The nights that are left of it: a first night that has passed gives way to today.
  func fromNowOn(_ today: CalendarDay) -> BedRequest {
    let firstNight = max(nights.lowerBound, today)
    return BedRequest(referral: referral, bed: bed, from: firstNight, to: nights.upperBound, overriding: overriding)
      ?? self
  }

  /// How far ahead a bed can be asked for: a clarification bed is for who waits now.
  static let daysAhead = 366

  /// Why a bed cannot be offered or assigned.
  public enum No: Refusal {
    /// Somebody else has it on one of the nights: what for, and from when it is free again.
    case bedTaken(TakenNights)
    /// The same, spoken by the database's constraint.
    case nightsTaken
    case referralIs(ReferralState)
    case outOfService
    case sexNotTaken
    /// A combined need is met by one bed that meets all of it.
    case needsNotMet([String])
    case noAgreement
    /// The municipality has as many places at that owner as the agreement lets it have at once.
    case agreementFull(AgreementInForce.Full)
    case beginsInThePast
    /// More than a year ahead.
    case beginsTooLate
    case answerByInThePast
    /// After the nights that are asked for.
    case answerByTooLate
    case tooLong(maximumDays: Int)
    case ownerMustBeAsked
    case ownerHasNotAgreed
    case personHasNotAccepted
    case anotherBedIsOffered
    /// Every basis for telling another municipality was withdrawn.
    case disclosureWithdrawn
    /// The owner said yes to other nights.
    case nightsNotOffered
    /// The latest plan has another bed for the person: to give this one takes a reason.
    case anotherBedIsProposed

    public var code: String {
      switch self {
      case .bedTaken, .nightsTaken: "bed-taken"
      case .referralIs: "referral-not-ready-for-a-bed"
      case .outOfService: "bed-out-of-service"
      case .sexNotTaken: "sex-not-taken"
      case .needsNotMet: "needs-not-met"
      case .noAgreement: "no-agreement"
      case .agreementFull: "agreement-full"
      case .beginsInThePast: "nights-in-the-past"
      case .beginsTooLate: "nights-too-far-ahead"
      case .answerByInThePast: "answer-by-in-the-past"
      case .answerByTooLate: "answer-by-too-late"
      case .tooLong: "stay-too-long"
      case .ownerMustBeAsked: "owner-must-be-asked"
      case .ownerHasNotAgreed: "owner-has-not-agreed"
      case .personHasNotAccepted: "person-has-not-accepted"
      case .anotherBedIsOffered: "another-bed-is-offered"
      case .disclosureWithdrawn: "disclosure-withdrawn"
      case .nightsNotOffered: "nights-not-offered"
      case .anotherBedIsProposed: "another-bed-is-proposed"
      }
    }
  }

  static func refusal(for constraint: String) -> No? {
    constraint == "bed_hold_no_overlap" ? .nightsTaken : nil
  }
}

/// A request with everything it is judged by, loaded and locked in one round trip: the referral first, then the bed.
struct LoadedBedRequest: Sendable {
  let request: BedRequest
  let referral: LockedReferral
  let bed: LockedBed
  let taken: TakenNights?
  let agreement: AgreementInForce?
  let offer: OpenOffer?
  let proposed: StandingPlace?

  init(_ request: BedRequest, on today: CalendarDay, by actor: Actor, in transaction: Transaction) async throws {
    // Each statement sees what is committed when it starts: the nights are looked at after the wait for the bed's row.
    let answers = try await transaction.pipeline([
      LockedReferral.query(request.referral),
      LockedBed.query(request.bed),
      TakenNights.query(of: request.bed, on: request.nights, but: request.referral),
      AgreementInForce.query(of: request.referral, bed: request.bed, on: today, nights: request.nights),
      OpenOffer.query(request.referral),
      StandingPlace.query(request.referral),
    ])
    referral = try LockedReferral(answers[0])
    try referral.requireAuthority(of: actor)
    bed = try LockedBed(answers[1])
    taken = try answers[2].first.map(TakenNights.init)
    agreement = try answers[3].first.map(AgreementInForce.init)
    offer = try answers[4].first.map(OpenOffer.init)
    proposed = try answers[5].first.map(StandingPlace.init)
    // An offer is answered days after it was made: the nights that went by meanwhile are not asked for again.
    self.request = offer?.bed == request.bed ? request.fromNowOn(today) : request
  }

  var isOwnBed: Bool { bed.owner == referral.municipality }

  /// What speaks against the bed itself on these nights.
  func refusal(on today: CalendarDay) -> BedRequest.No? {
    if request.nights.lowerBound < today { return .beginsInThePast }
    if request.nights.lowerBound > today.adding(days: BedRequest.daysAhead) { return .beginsTooLate }
    if !bed.isInService(on: request.nights) { return .outOfService }
    if !bed.takes(referral.sex) { return .sexNotTaken }
    let missing = referral.needs.filter { !bed.offers.contains($0) }
    if !missing.isEmpty { return .needsNotMet(missing) }
    if request.nights.count > bed.maximumStayDays { return .tooLong(maximumDays: bed.maximumStayDays) }
    guard let agreement, agreement.isAgreed else { return .noAgreement }
    if let taken { return .bedTaken(taken) }
    if let full = agreement.full { return .agreementFull(full) }
    return proposed?.answer(to: request.bed, because: request.overriding) == nil && proposed != nil
      ? .anotherBedIsProposed : nil
  }

  /// Keeps what was made of the latest plan's proposal, if it has one that waits for an answer.
  func answerProposal(at now: Instant, in transaction: Transaction) {
    guard let proposed, let answer = proposed.answer(to: request.bed, because: request.overriding) else { return }
    proposed.save(answer.answer, answer.reason, bed: request.bed, of: referral.id, at: now, in: transaction)
  }
}
