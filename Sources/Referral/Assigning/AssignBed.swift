public import Afklaring
internal import Capacity
public import Postgres

/// Gives a bed to a person (bevilling af plads). A bed of the own municipality is given at once; another's, after its
/// owner and the person have said yes to the offer.
public struct AssignBed: Command {
  public static let permission = Permission.assignBed
  public typealias No = BedRequest.No

  public let request: BedRequest

  public init(_ request: BedRequest) {
    self.request = request
  }

  public static func refusal(for constraint: String) -> No? { BedRequest.refusal(for: constraint) }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let loaded = try await LoadedBedRequest(request, on: now.day, by: actor, in: transaction)
    guard let next = loaded.referral.state.after(.assign) else { throw No.referralIs(loaded.referral.state) }
    if let refusal = consentRefusal(loaded) ?? loaded.refusal(on: now.day) { throw refusal }
    HoldBed(loaded.bed, for: request.referral, as: .assignment, on: loaded.request.nights).insert(in: transaction)
    save(next, loaded, at: now, in: transaction)
    loaded.answerProposal(at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(request.referral), person: loaded.referral.person, ["bed": "\(request.bed)"]
    ).record(by: actor, in: transaction)
    try Tell.ward(.bedAssigned, request.referral).enqueue(in: transaction)
    try Tell.site(.bedAssigned, request.referral).enqueue(in: transaction)
  }

  /// Whether those who have to be asked have said yes.
  private func consentRefusal(_ loaded: LoadedBedRequest) -> No? {
    guard let offer = loaded.offer else { return loaded.isOwnBed ? nil : .ownerMustBeAsked }
    if offer.bed != request.bed { return .anotherBedIsOffered }
    if !offer.isAgreedByOwner { return .ownerHasNotAgreed }
    let nights = loaded.request.nights
    if !loaded.isOwnBed && nights.clamped(to: offer.nights) != nights { return .nightsNotOffered }
    if !offer.isAcceptedByPerson && !loaded.isOwnBed { return .personHasNotAccepted }
    return nil
  }

  private func save(_ next: ReferralState, _ loaded: LoadedBedRequest, at now: Instant, in transaction: Transaction) {
    transaction.later(
      """
      update referral set state = \(next.rawValue), assigned_at = \(now), bed_id = \(request.bed)
      where referral_id = \(request.referral)
      """)
    if loaded.offer != nil {
      OpenOffer.end(request.referral, .assigned, because: nil, at: now, in: transaction)
    }
  }
}
