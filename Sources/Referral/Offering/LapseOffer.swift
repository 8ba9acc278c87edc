public import Afklaring
public import Postgres

/// An offer that nobody answered in time falls away (pladstilbuddet udløber), and the bed is free again.
public struct LapseOffer: Command {
  public static let permission = Permission.lapseOffer

  public let referral: ReferralID

  public init(_ referral: ReferralID) {
    self.referral = referral
  }

  public enum No: String, Refusal {
    case isAnswered = "offer-is-answered"
    case hasTimeLeft = "offer-has-time-left"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let (referral, offer) = try await LockedReferral.withOffer(self.referral, in: transaction)
    guard let offer, !offer.isAcceptedByPerson else { throw No.isAnswered }
    guard offer.answerBy <= now else { throw No.hasTimeLeft }
    try referral.endOffer(.lapsed, because: nil, at: now, in: transaction)
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person)
      .record(by: actor, in: transaction)
    try Tell.ward(.offerEnded, referral.id).enqueue(in: transaction)
    try Tell.ownerOf(offer.bed, .bedReleased, referral.id).enqueue(in: transaction)
  }

  /// Lets every offer lapse whose time is over. Several daemons may do so at once: each offer lapses once.
  ///
  /// - Returns: how many lapsed.
  public static func all(in database: Database) async throws -> Int {
    let due = try await database.query(
      as: .system,
      """
      select referral_id from bed_offer
      where ended_at is null and person_accepted_at is null and answer_by <= \(database.clock.now)
      order by answer_by, referral_id
      """
    ).map { try $0.decode(ReferralID.self) }
    var lapsed = 0
    var failure: (any Error)?
    for referral in due {
      do {
        try await database.perform(LapseOffer(referral), by: .system)
        lapsed += 1
      } catch is No {
        // Somebody answered, or another daemon was first.
      } catch {
        // One that cannot be done does not hold up the others; whoever runs this is told of it.
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return lapsed
  }
}
