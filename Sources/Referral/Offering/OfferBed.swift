public import Afklaring
internal import Capacity
public import Postgres

/// Holds a bed for a person and asks for it (pladstilbud): its owner first, where it is another municipality's, then
/// the person.
public struct OfferBed: Command {
  public static let permission = Permission.offerBed
  public typealias No = BedRequest.No

  public let request: BedRequest
  /// When the offer lapses.
  public let answerBy: Instant

  public init(_ request: BedRequest, answerBy: Instant) {
    (self.request, self.answerBy) = (request, answerBy)
  }

  public static func refusal(for constraint: String) -> No? { BedRequest.refusal(for: constraint) }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let loaded = try await LoadedBedRequest(request, on: now.day, by: actor, in: transaction)
    guard let next = loaded.referral.state.after(.offer) else { throw No.referralIs(loaded.referral.state) }
    guard answerBy > now else { throw No.answerByInThePast }
    guard answerBy < request.nights.upperBound.midnight else { throw No.answerByTooLate }
    if let refusal = loaded.refusal(on: now.day) { throw refusal }
    if !loaded.isOwnBed, try await isAskingStopped(in: transaction) { throw No.disclosureWithdrawn }
    HoldBed(loaded.bed, for: request.referral, as: .offer, on: request.nights).insert(in: transaction)
    save(next, loaded, at: now, in: transaction)
    loaded.answerProposal(at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(request.referral), person: loaded.referral.person, ["bed": "\(request.bed)"]
    ).record(by: actor, in: transaction)
    try (loaded.isOwnBed ? Tell.ward : Tell.owner)(.bedOffered, request.referral).enqueue(in: transaction)
  }

  private func isAskingStopped(in transaction: Transaction) async throws -> Bool {
    try await transaction.query(Disclosure.isAskingStopped(request.referral))[0].decode(Bool.self)
  }

  private func save(_ next: ReferralState, _ loaded: LoadedBedRequest, at now: Instant, in transaction: Transaction) {
    transaction.later(
      """
      insert into bed_offer (bed_offer_id, referral_id, bed_id, offered_at, answer_by, owner_agreed_at)
      values (\(Identifier<OpenOffer>()), \(request.referral), \(request.bed), \(now), \(answerBy),
        \(loaded.isOwnBed ? now : nil))
      """)
    transaction.later(
      """
      update referral set state = \(next.rawValue), offered_at = \(now) where referral_id = \(request.referral)
      """)
  }
}
