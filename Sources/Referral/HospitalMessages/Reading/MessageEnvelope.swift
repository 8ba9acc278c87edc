/// Kuvert: what of a message is needed to answer it, read even where its content is refused.
///
/// Each part is nil where it is missing or not of its form. Nothing about a person is in it.
public struct MessageEnvelope: Hashable, Sendable {
  /// `Bundle.id`, new each time a message is sent.
  public let bundleID: String?
  /// `MessageHeader.id`, what an answer refers to.
  public let messageID: String?
  /// `MessageHeader.eventCoding.code`, lower case.
  public let eventCode: String?
  public let sender: MessageParty?
  /// The primary receiver.
  public let receiver: MessageParty?
  /// In an acknowledgement the `MessageHeader.id` that it answers.
  public let answeredMessageID: String?

  static let notificationEvent = "hospital-notification-message"
  static let acknowledgementEvent = "acknowledgement-message"

  /// The envelope of the FHIR Bundle in the bytes; thrown is why there is none: not JSON, or no Bundle.
  public static func parse(_ bytes: [UInt8]) throws(MessageProblem) -> MessageEnvelope {
    MessageEnvelope(try MessageBundle.parse(bytes))
  }

  /// An acknowledgement (kvittering), which is never answered.
  public var isAcknowledgement: Bool { eventCode == MessageEnvelope.acknowledgementEvent }

  init(_ bundle: MessageBundle) {
    let header = bundle.header
    let destination = header?.destination?.value?.first { $0.use == "primary" }
    bundleID = MessageEnvelope.identifier(bundle.id?.value)
    messageID = MessageEnvelope.identifier(header?.id?.value)
    eventCode = MessageEnvelope.identifier(header?.eventCoding?.value?.code)?.lowercased()
    sender = header.flatMap { header in
      MessageParty(
        header.sender?.value.flatMap(bundle.organization), endpoint: header.source?.value?.endpoint)
    }
    receiver = destination.flatMap { destination in
      MessageParty(destination.receiver.flatMap(bundle.organization), endpoint: destination.endpoint)
    }
    answeredMessageID = MessageEnvelope.identifier(header?.response?.value?.identifier)
  }

  private static func identifier(_ text: String?) -> String? {
    text.flatMap { MessageText.isIdentifier($0) ? $0 : nil }
  }
}
