public import Afklaring

/// Kvittering: the answer to a message, a MedCom Acknowledgement 2.0.3 as FHIR JSON.
///
/// The same arguments give the same bytes. Of the received message it holds ids, sender and receiver, and nothing of
/// the content, so that it may be kept where the legal gate keeps nothing else: MedCom's examples carry the received
/// message's Provenance along, with its activity; this one leaves it out, and the organisations' names.
public struct Acknowledgement: Hashable, Sendable {
  /// Udfald: `response.code`.
  public enum Outcome: Hashable, Sendable {
    /// `ok`: taken, or put aside by the legal gate.
    case accepted
    /// `fatal-error`: do not send it again unchanged.
    case refused(MessageProblem)
    /// `transient-error`: our fault, send it again.
    case failed

    public var code: String {
      switch self {
      case .accepted: "ok"
      case .refused: "fatal-error"
      case .failed: "transient-error"
      }
    }

    var problem: MessageProblem? {
      switch self {
      case .accepted: nil
      case .refused(let problem): problem
      case .failed: .outOfOperation
      }
    }
  }

  /// The answer's own ids: FHIR ids, a UUID each for instance, used once.
  public struct Identifiers: Hashable, Sendable {
    public let bundle: String
    public let header: String
    public let provenance: String
    /// Used only if the outcome is not `ok`.
    public let operationOutcome: String
    public let sender: String
    public let receiver: String

    /// Asks for six ids, in the order of the properties.
    public init(_ next: () -> String) {
      bundle = next()
      header = next()
      provenance = next()
      operationOutcome = next()
      sender = next()
      receiver = next()
    }
  }

  /// Ingen kvittering: why a message cannot or must not be answered.
  public enum Unanswerable: Error, Hashable, Sendable, CaseIterable {
    /// An acknowledgement is never answered.
    case acknowledgement
    /// No readable `MessageHeader.id`: there is nothing to refer to.
    case messageIDUnreadable
    /// No sender with a SOR number, a GLN or an endpoint that holds one: there is nobody to answer.
    case senderUnreadable
    /// No readable receiver, and the caller did not say who we are: there is nobody to answer for.
    case receiverUnreadable
  }

  public let identifiers: Identifiers
  public let outcome: Outcome
  public let answeredMessageID: String
  /// Who answers: the receiver of the message.
  public let sender: MessageParty
  /// Who is answered: its sender.
  public let receiver: MessageParty
  public let sentAt: Instant

  /// The answer to a message. `ourselves` stands in where the message names no receiver that can be read.
  public init(
    to message: MessageEnvelope, _ outcome: Outcome, as identifiers: Identifiers, at now: Instant,
    from ourselves: MessageParty? = nil
  ) throws(Unanswerable) {
    guard !message.isAcknowledgement else { throw .acknowledgement }
    guard let messageID = message.messageID else { throw .messageIDUnreadable }
    guard let origin = message.sender else { throw .senderUnreadable }
    guard let destination = message.receiver ?? ourselves else { throw .receiverUnreadable }
    self.identifiers = identifiers
    self.outcome = outcome
    answeredMessageID = messageID
    sender = destination
    receiver = origin
    sentAt = now
  }
}
