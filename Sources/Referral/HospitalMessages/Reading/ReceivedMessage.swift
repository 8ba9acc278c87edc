/// Modtaget meddelelse: what the bytes turned out to be.
public enum ReceivedMessage: Hashable, Sendable {
  /// A sygehusadvis, to be answered once it is kept or gated.
  case notification(HospitalMessage, MessageEnvelope)
  /// A kvittering: to be filed, never answered.
  case acknowledgement(MessageEnvelope)
  /// To be answered with `fatal-error`, as far as its envelope could be read.
  case refused(MessageProblem, MessageEnvelope?)

  /// Reads the bytes of one message; how many may come is the caller's to bound.
  public static func read(_ bytes: [UInt8]) -> ReceivedMessage {
    do throws(MessageProblem) {
      return read(try MessageBundle.parse(bytes))
    } catch {
      return .refused(error, nil)
    }
  }

  private static func read(_ bundle: MessageBundle) -> ReceivedMessage {
    let envelope = MessageEnvelope(bundle)
    guard !envelope.isAcknowledgement else { return .acknowledgement(envelope) }
    do throws(MessageProblem) {
      return .notification(try HospitalMessage(bundle), envelope)
    } catch {
      return .refused(error, envelope)
    }
  }
}
