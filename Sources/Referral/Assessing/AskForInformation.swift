public import Afklaring
public import Postgres

/// Asks the ward for what the municipality needs to know before it decides (beder om oplysninger).
public struct AskForInformation: Command {
  public static let permission = Permission.askForInformation

  public let referral: ReferralID
  public let question: SealedText

  public init(_ referral: ReferralID, _ question: SealedText) {
    (self.referral, self.question) = (referral, question)
  }

  public typealias No = AcceptReferral.No

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    try referral.requireAuthority(of: actor)
    guard let next = referral.state.after(.askForInformation) else { throw No.isAnsweredAlready(referral.state) }
    question.store(about: referral.id, by: actor, at: now, in: transaction)
    transaction.later(
      """
      insert into referral_question (referral_question_id, referral_id, question_id, asked_at)
      values (\(Identifier<AskForInformation>()), \(referral.id), \(question.id), \(now))
      """)
    transaction.later("update referral set state = \(next.rawValue) where referral_id = \(referral.id)")
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person)
      .record(by: actor, in: transaction)
    try Tell.ward(.informationRequested, referral.id).enqueue(in: transaction)
  }
}

extension AskForInformation {
  /// The referral goes on without the answer: nobody waits for it any more, and it can be asked anew.
  static func close(_ referral: ReferralID, at now: Instant, in transaction: Transaction) {
    transaction.later(
      """
      update referral_question set closed_at = \(now)
      where referral_id = \(referral) and answered_at is null and closed_at is null
      """)
  }
}

/// The ward's answer to it (oplysninger givet); the referral is the municipality's again.
public struct GiveInformation: Command {
  public static let permission = Permission.giveInformation

  public let referral: ReferralID
  public let answer: SealedText

  public init(_ referral: ReferralID, _ answer: SealedText) {
    (self.referral, self.answer) = (referral, answer)
  }

  public enum No: String, Refusal {
    case nothingIsAsked = "nothing-is-asked"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    guard actor.isSystem || actor.ward == referral.ward else { throw AccessRefusal.notFound }
    guard let next = referral.state.after(.giveInformation) else { throw No.nothingIsAsked }
    answer.store(about: referral.id, by: actor, at: now, in: transaction)
    transaction.later(
      """
      update referral_question set answer_id = \(answer.id), answered_at = \(now)
      where referral_id = \(referral.id) and answered_at is null and closed_at is null
      """)
    transaction.later("update referral set state = \(next.rawValue) where referral_id = \(referral.id)")
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person)
      .record(by: actor, in: transaction)
    try Tell.deciding(.informationGiven, referral.id).enqueue(in: transaction)
  }
}
