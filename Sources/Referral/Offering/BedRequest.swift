public import Afklaring
public import Capacity
internal import Postgres

/// A wish for a bed on certain nights, for a referral: what offering and assigning have in common.
public struct BedRequest: Sendable, Equatable {
  public let referral: ReferralID
  public let bed: BedID
  /// From the first night, as the deciding person saw it, to, not including, the planned day of moving out.
  public let nights: Range<CalendarDay>

  /// Nil where the nights are none or run backwards.
  public init?(referral: ReferralID, bed: BedID, from firstNight: CalendarDay, to plannedMoveOut: CalendarDay) {
    guard firstNight < plannedMoveOut else { return nil }
    (self.referral, self.bed, self.nights) = (referral, bed, firstNight..<plannedMoveOut)
  }

  /// The nights that are left of it: a first night that has passed gives way to today.
  func fromNowOn(_ today: CalendarDay) -> BedRequest {
    let firstNight = max(nights.lowerBound, today)
    return BedRequest(referral: referral, bed: bed, from: firstNight, to: nights.upperBound) ?? self
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

    public var code: String {
      switch self {
      case .bedTaken, .nightsTaken: "bed-taken"
      case .referralIs: "referral-not-ready-for-a-bed"
      case .outOfService: "bed-out-of-service"
      case .sexNotTaken: "sex-not-taken"
      case .needsNotMet: "needs-not-met"
      case .noAgreement: "no-agreement"
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
  let isAgreed: Bool
  let offer: OpenOffer?

  init(_ request: BedRequest, on today: CalendarDay, by actor: Actor, in transaction: Transaction) async throws {
    // Each statement sees what is committed when it starts: the nights are looked at after the wait for the bed's row.
    let answers = try await transaction.pipeline([
      LockedReferral.query(request.referral),
      LockedBed.query(request.bed),
      TakenNights.query(of: request.bed, on: request.nights, but: request.referral),
      AgreementInForce.query(of: request.referral, bed: request.bed, on: today),
      OpenOffer.query(request.referral),
    ])
    referral = try LockedReferral(answers[0])
    try referral.requireAuthority(of: actor)
    bed = try LockedBed(answers[1])
    taken = try answers[2].first.map(TakenNights.init)
    isAgreed = try answers[3].first?.decode(Bool.self) ?? false
    offer = try answers[4].first.map(OpenOffer.init)
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
    if !isAgreed { return .noAgreement }
    if let taken { return .bedTaken(taken) }
    return nil
  }
}
