public import Afklaring

/// Sygehusadvis: a MedCom HospitalNotification, who it is about and what it says.
///
/// Source: MedCom HospitalNotification 3.0.2. Taken are real senders' deviations that leave no doubt, each with a
/// warning; refused is what is missing, of another type, ambiguous or about a person without a CPR number.
public struct HospitalMessage: Hashable, Sendable {
  /// The person, by CPR number only: the standard allows no replacement number.
  public struct Person: Hashable, Sendable, Masked {
    public let number: CPRNumber
    public let familyName: String?
    /// All given names, a space between.
    public let givenName: String?

    /// The number, masked.
    public var masked: String { number.masked }
  }

  public let person: Person
  public let event: HospitalEvent
  /// In the order of their cases.
  public let warnings: [MessageWarning]

  /// Entries of the Bundle; a stay with a leave on each day of a year has fewer.
  static let mostEntries = 1000

  /// The notification in the bytes of a FHIR Bundle; an acknowledgement is none.
  public static func parse(_ bytes: [UInt8]) throws(MessageProblem) -> HospitalMessage {
    try HospitalMessage(try MessageBundle.parse(bytes))
  }

  init(_ bundle: MessageBundle) throws(MessageProblem) {
    let messageID = try HospitalMessage.messageID(bundle)
    let content = try MessageContent(bundle, messageID: messageID)
    let told = try ToldEvent(content)
    person = try Person(content.patient)
    (event, warnings) = try HospitalEvent.read(content, told, messageID: messageID, in: bundle)
  }

  /// Checks the envelope in the order in which a reader meets its parts.
  private static func messageID(_ bundle: MessageBundle) throws(MessageProblem) -> String {
    guard try bundle.type.required("Bundle.type") == "message" else {
      throw MessageProblem(.messageTypeNotReceived, "Bundle.type", "must be message")
    }
    _ = try MessageText.identifier(try bundle.id.required("Bundle.id"), "Bundle.id")
    let entries = try bundle.entry.required("Bundle.entry")
    guard entries.count <= mostEntries else {
      throw MessageProblem(.tooLong, "Bundle.entry", "must hold at most \(mostEntries) entries")
    }
    guard let first = try entries.first?.get(), case .messageHeader(let header) = first.resource else {
      throw MessageProblem(.wrongDatatype, "Bundle.entry[0]", "must hold the MessageHeader")
    }
    try checkEvent(header)
    let id = try MessageText.identifier(try header.id.required("MessageHeader.id"), "MessageHeader.id")
    try checkParties(header, MessageEnvelope(bundle))
    return id
  }

  private static func checkEvent(_ header: FHIRMessageHeader) throws(MessageProblem) {
    let place = "MessageHeader.eventCoding.code"
    let code = try header.eventCoding.optional()?.code?.lowercased()
    guard code == MessageEnvelope.notificationEvent else {
      throw MessageProblem(
        code == nil ? .notInValueSet : .messageTypeNotReceived, place, "must be \(MessageEnvelope.notificationEvent)")
    }
  }

  private static func checkParties(
    _ header: FHIRMessageHeader, _ envelope: MessageEnvelope
  ) throws(MessageProblem) {
    let uses = try header.destination.optional()?.map(\.use) ?? []
    guard uses.allSatisfy({ $0 == "primary" }) else {
      throw MessageProblem(.notInValueSet, "MessageHeader.destination.extension.valueCoding.code", "must be primary")
    }
    guard uses.count == 1, envelope.receiver != nil else {
      throw MessageProblem(
        .receiverMissing, "MessageHeader.destination", "must be one receiver, with a SOR number or a GLN")
    }
    guard envelope.sender != nil else {
      throw MessageProblem(
        .wrongDatatype, "MessageHeader.sender", "must lead to an Organization with a SOR number or a GLN")
    }
  }
}
