public import Afklaring
public import Postgres

/// Why somebody gets another place in the queue (køen).
public enum QueueReason: String, Sendable, CaseIterable {
  case urgency
  case longestWait = "longest_wait"
  case childrenAtHome = "children_at_home"
  case safety
  case mistake
}

/// Gives a referral another place in its municipality's queue for a bed; who was moved, and why, stays on record.
public struct MoveInQueue: Command {
  public static let permission = Permission.orderQueue

  public let referral: ReferralID
  /// From 1.
  public let place: Int
  public let reason: QueueReason

  public init(_ referral: ReferralID, to place: Int, because reason: QueueReason) {
    (self.referral, self.place, self.reason) = (referral, place, reason)
  }

  public enum No: Refusal {
    case isNotQueued(ReferralState)
    case noSuchPlace(last: Int)
    case hasThatPlace

    public var code: String {
      switch self {
      case .isNotQueued: "referral-is-not-queued"
      case .noSuchPlace: "no-such-place"
      case .hasThatPlace: "has-that-place-already"
      }
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    try referral.requireAuthority(of: actor)
    let queue = try await Self.locked(referral.municipality, in: transaction)
    guard let from = queue.firstIndex(where: { $0.referral == referral.id }) else {
      throw No.isNotQueued(referral.state)
    }
    guard queue.indices.contains(place - 1) else { throw No.noSuchPlace(last: queue.count) }
    guard from != place - 1 else { throw No.hasThatPlace }
    for (id, queuedAt) in Self.moved(queue, from: from, to: place - 1) {
      transaction.later("update referral set queued_at = \(queuedAt) where referral_id = \(id)")
    }
    transaction.later(
      """
      insert into queue_move (queue_move_id, referral_id, moved_at, from_place, to_place, reason)
      values (\(Identifier<MoveInQueue>()), \(referral.id), \(now), \(from + 1), \(place), \(reason.rawValue))
      """)
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person,
      ["from": "\(from + 1)", "to": "\(place)", "reason": reason.rawValue]
    ).record(by: actor, in: transaction)
    try Tell.ward(.queueChanged, referral.id).enqueue(in: transaction)
  }

  typealias Queued = (referral: ReferralID, queuedAt: Instant)

  /// The queue, its rows locked; it is read after the wait for them.
  private static func locked(_ municipality: MunicipalityCode, in transaction: Transaction) async throws -> [Queued] {
    let answers = try await transaction.pipeline([
      """
      select from referral
      where municipality_code = \(municipality) and state in ('accepted', 'offered')
      order by referral_id for no key update
      """,
      "select referral_id, queued_at from queue_of(\(municipality)) order by place",
    ])
    return try answers[1].map { try $0.decode(ReferralID.self, Instant.self) }
  }

  /// The times that give the new order, of those alone whose time has to change: nobody is moved but the one, and those
  /// of the same time behind it.
  static func moved(_ queue: [Queued], from: Int, to: Int) -> [Queued] {
    var order = queue
    let one = order.remove(at: from)
    let before = to == 0 ? order[0].queuedAt.adding(seconds: -1) : order[to - 1].queuedAt.next
    order.insert((one.referral, before), at: to)
    var changes = [order[to]]
    for place in order.indices.dropFirst(to + 1) where order[place].queuedAt <= order[place - 1].queuedAt {
      order[place].queuedAt = order[place - 1].queuedAt.next
      changes.append(order[place])
    }
    return changes
  }
}

extension Instant {
  fileprivate var next: Instant { Instant(microsecondsSinceEpoch: microsecondsSinceEpoch + 1) }
}
