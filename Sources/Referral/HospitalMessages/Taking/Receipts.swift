internal import Afklaring
internal import FoundationEssentials
internal import Postgres

/// What came in and what was answered, kept for good: the same message gets the same answer.
struct Receipts {
  private let transaction: Transaction
  private let now: Instant

  init(_ transaction: Transaction, _ now: Instant) {
    (self.transaction, self.now) = (transaction, now)
  }

  /// What was answered before: to this very bundle, or to this message in another one. Nil where both are new, or where
  /// only a passing fault of ours was answered.
  ///
  /// A sender that uses a message id again for something else is not sending again: MedCom's own examples do it. What
  /// was said then counts; an id under which nothing was kept stands for whatever it was.
  func known(_ envelope: MessageEnvelope, saying event: HospitalEvent? = nil) async throws -> TakeMessage.Taken? {
    guard let bundle = envelope.bundleID, let message = envelope.messageID else { return nil }
    // The same message twice at once: the second waits for the first one's receipt.
    for name in [bundle, message].sorted() {
      try await transaction.query("select pg_advisory_xact_lock(hashtextextended(\(name)::text, 1))")
    }
    let rows = try await transaction.query(
      """
      select bundle_id, message_id, outcome, problem, acknowledgement
      from message_receipt
      where (bundle_id = \(bundle) or message_id = \(message)) and outcome is distinct from 'transient-error'
      order by received_at, message_receipt_id
      """)
    let earlier = try rows.map { row in
      try row.decode(String?.self, String?.self, String?.self, String?.self, String?.self)
    }
    if let first = earlier.first(where: { $0.0 == bundle && $0.1 == message }) {
      return TakeMessage.Taken(
        treatment: .resend, outcome: first.2, problem: first.3, code: nil, warnings: [], acknowledgement: first.4)
    }
    if earlier.contains(where: { $0.0 == bundle }) { return refused(.envelopeReused, envelope) }
    guard let first = earlier.first else { return nil }
    if let event, try await StoredEvents.saysSomethingElse(event, in: transaction) { return nil }
    return answered(envelope, .resend, outcome: outcome(named: first.2), problem: first.3)
  }

  private func outcome(named name: String?) -> Acknowledgement.Outcome {
    name == "ok" ? .accepted : .refused(.envelopeReused)
  }

  func refused(_ problem: MessageProblem, _ envelope: MessageEnvelope?) -> TakeMessage.Taken {
    let text = "\(problem.code.rawValue) \(problem.description)"
    guard let envelope else {
      store(nil, .refused, outcome: nil, problem: text, acknowledgement: nil, as: UUID())
      return TakeMessage.Taken(
        treatment: .refused, outcome: nil, problem: text, code: nil, warnings: [], acknowledgement: nil)
    }
    return answered(envelope, .refused, outcome: .refused(problem), problem: text)
  }

  func gated(_ message: HospitalMessage, _ envelope: MessageEnvelope) -> TakeMessage.Taken {
    answered(envelope, .gated, outcome: .accepted, problem: nil)
  }

  func kept(_ message: HospitalMessage, _ envelope: MessageEnvelope) -> (UUID, TakeMessage.Taken) {
    let receipt = UUID()
    let taken = answered(
      envelope, .kept, outcome: .accepted, problem: nil, code: message.event.code,
      warnings: message.warnings.map(\.rawValue), as: receipt)
    return (receipt, taken)
  }

  /// An acknowledgement is kept and never answered.
  func acknowledgement(_ envelope: MessageEnvelope) async throws -> TakeMessage.Taken {
    if let known = try await known(envelope) { return known }
    store(envelope, .acknowledgement, outcome: nil, problem: nil, acknowledgement: nil, as: UUID())
    return TakeMessage.Taken(
      treatment: .acknowledgement, outcome: nil, problem: nil, code: nil, warnings: [], acknowledgement: nil)
  }

  private func answered(
    _ envelope: MessageEnvelope, _ treatment: TakeMessage.Taken.Treatment, outcome: Acknowledgement.Outcome,
    problem: String?, code: HospitalEventCode? = nil, warnings: [String] = [], as receipt: UUID = UUID()
  ) -> TakeMessage.Taken {
    var json: String?
    do {
      let identifiers = Acknowledgement.Identifiers { UUID().uuidString.lowercased() }
      json = try Acknowledgement(to: envelope, outcome, as: identifiers, at: now).json
    } catch {
      // There is nobody to answer, or nothing to name in the answer: the receipt alone tells.
      json = nil
    }
    store(envelope, treatment, outcome: outcome.code, problem: problem, acknowledgement: json, as: receipt)
    return TakeMessage.Taken(
      treatment: treatment, outcome: outcome.code, problem: problem, code: code, warnings: warnings,
      acknowledgement: json)
  }

  private func store(
    _ envelope: MessageEnvelope?, _ treatment: TakeMessage.Taken.Treatment, outcome: String?, problem: String?,
    acknowledgement: String?, as receipt: UUID
  ) {
    transaction.later(
      """
      insert into message_receipt
        (message_receipt_id, bundle_id, message_id, received_at, sender, receiver, event_code, treatment, outcome,
         problem, acknowledgement)
      values
        (\(receipt), \(envelope?.bundleID), \(envelope?.messageID), \(now), \(envelope?.sender?.identifiers.first),
         \(envelope?.receiver?.identifiers.first), \(envelope?.eventCode), \(treatment.rawValue), \(outcome),
         \(problem), \(acknowledgement))
      """)
  }
}
