public import Afklaring
public import Postgres

public enum DisputeSubject {}
public typealias DisputeID = Identifier<DisputeSubject>

/// One of the two says that days have another cause (indsigelse), and what the other answered.
public struct Dispute: Sendable {
  public enum Side: String, Sendable {
    case ward, municipality
  }

  public enum Answer: String, Sendable {
    /// The cause becomes the one claimed.
    case agreed
    /// The ledger stays as it is.
    case upheld
  }

  public let id: DisputeID
  public let span: Range<CalendarDay>
  public let municipality: MunicipalityCode
  public let claimed: WaitingCause
  public let by: Side
  public let reason: String
  public let disputedAt: Instant
  public let answer: Answer?
  public let answerText: String?
  public let answeredAt: Instant?

  /// Whose turn it is, and whether that is the actor's.
  public func isToBeAnswered(by actor: Actor) -> Bool {
    guard answer == nil else { return false }
    return by == .municipality ? actor.ward != nil : actor.authority == municipality
  }

  public static func all(
    of admission: AdmissionID, in transaction: Transaction, keys: Keyring
  ) async throws -> [Dispute] {
    try await transaction.query(
      """
      select
        waiting_dispute.waiting_dispute_id, waiting_dispute.from_day, waiting_dispute.to_day,
        waiting_dispute.municipality_code, waiting_dispute.claimed_cause, waiting_dispute.disputed_by,
        reason.text_sealed as reason, waiting_dispute.disputed_at, waiting_dispute.answer,
        answer_text.text_sealed as answer_text, waiting_dispute.answered_at
      from waiting_dispute
      join written_text as reason on reason.written_text_id = waiting_dispute.reason_id
      left join written_text as answer_text on answer_text.written_text_id = waiting_dispute.answer_id
      where waiting_dispute.admission_id = \(admission)
      order by waiting_dispute.disputed_at
      """
    ).map { row in
      let (from, to): (CalendarDay, CalendarDay) = (try row("from_day"), try row("to_day"))
      return Dispute(
        id: try row("waiting_dispute_id"), span: from..<to, municipality: try row("municipality_code"),
        claimed: try row.value("claimed_cause"), by: try row.value("disputed_by"),
        reason: try keys.text(row("reason")), disputedAt: try row("disputed_at"),
        answer: try row("answer", as: String?.self).flatMap(Answer.init(rawValue:)),
        answerText: try row("answer_text", as: Bytes?.self).map(keys.text), answeredAt: try row("answered_at"))
    }
  }
}
