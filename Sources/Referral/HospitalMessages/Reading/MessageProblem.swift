/// Fejl i en meddelelse: why a message is refused, where, and what is allowed there.
///
/// Holds names of elements and fixed sentences only, never a value from the message: it may be logged, stored and sent.
public struct MessageProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public let code: MessageErrorCode
  /// The element, `Encounter.class.code`.
  public let place: String
  /// English, goes on from the place: `must be EMER or IMP`.
  public let expectation: String

  init(_ code: MessageErrorCode, _ place: String, _ expectation: String) {
    self.code = code
    self.place = place
    self.expectation = expectation
  }

  /// One line of English.
  public var description: String { "\(place) \(expectation)" }

  static func missing(_ place: String) -> MessageProblem {
    MessageProblem(.wrongDatatype, place, "is missing")
  }
}

/// What only the caller can find wrong.
extension MessageProblem {
  /// The receiver stands in no table of ours.
  public static let receiverUnknown = MessageProblem(
    .receiverUnknown, "MessageHeader.destination.receiver", "names no receiver that is known here")

  /// A `Bundle.id` seen before, around a `MessageHeader.id` not seen before.
  public static let envelopeReused = MessageProblem(
    .duplicateIdentifier, "Bundle.id", "has been used before, for another message")

  /// More bytes than the caller takes.
  public static func tooLarge(limit: Int) -> MessageProblem {
    MessageProblem(.tooLong, "Bundle", "must have at most \(limit) bytes")
  }

  /// A fault of ours, which passes.
  public static let outOfOperation = MessageProblem(
    .outOfOperation, "The receiver", "cannot process the message just now: send it again later")
}

extension MessageProblem {
  /// From the decoder: its coding path, which is made of our own coding keys and of positions, and nothing else of it.
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .missing(MessageProblem.place(context.codingPath + [key]))
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      self.init(.wrongDatatype, MessageProblem.place(context.codingPath), "has another data type than FHIR gives it")
    case .dataCorrupted(let context):
      self.init(.wrongDatatype, MessageProblem.place(context.codingPath), "must be well-formed JSON")
    @unknown default:
      self.init(.wrongDatatype, "Bundle", "must be well-formed JSON")
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "Bundle") { text, key in
      text += key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)"
    }
  }
}
