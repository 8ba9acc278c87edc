import Afklaring

/// One thing that happened: the event that told it, in its last revision, and what took it back, if anything did.
struct EventSlot: Hashable, Sendable {
  let code: HospitalEventCode
  /// Where it stands among the others: a revision takes the place of what it revises.
  let position: Instant
  /// Orders slots of one position.
  let first: HospitalEvent
  private(set) var current: HospitalEvent
  private(set) var cancellation: HospitalEvent?
  private var messageIDs: Set<String>

  /// A new event, or a correction of one that never came. Such a correction stands where its content says that it
  /// happened, not where it was told.
  init(_ event: HospitalEvent) {
    code = event.code
    position = event.change == .new ? event.occurredAt : min(event.occurredAt, event.stated ?? event.occurredAt)
    first = event
    current = event
    cancellation = event.change == .cancellation ? event : nil
    messageIDs = [event.messageID]
  }

  var isLive: Bool { cancellation == nil }

  mutating func revise(_ event: HospitalEvent) {
    current = event
    messageIDs.insert(event.messageID)
  }

  mutating func cancel(_ event: HospitalEvent) {
    cancellation = cancellation ?? event
    messageIDs.insert(event.messageID)
  }

  /// Whether an event or a correction of this slot came in that message.
  func isNamed(_ messageID: String?) -> Bool { messageID.map(messageIDs.contains) ?? false }

  static func isOrdered(_ left: EventSlot, _ right: EventSlot) -> Bool {
    left.position == right.position
      ? HospitalEvent.isOrdered(left.first, right.first) : left.position < right.position
  }
}
