import Afklaring

/// Applies the corrections of one episode of care: revisions replace what they revise, cancellations take it back.
struct EventCorrections {
  private var slots: [EventSlot]

  /// The slots of an episode in their order; `events` are sorted.
  static func applied(to events: [HospitalEvent]) -> [EventSlot] {
    var corrections = EventCorrections(slots: events.filter { $0.change == .new }.map(EventSlot.init))
    for event in events {
      switch event.change {
      case .new: break
      case .revision: corrections.revise(event)
      case .cancellation: corrections.cancel(event)
      }
    }
    return corrections.slots.sorted(by: EventSlot.isOrdered)
  }

  /// A revision of what was taken back tells it anew.
  private mutating func revise(_ event: HospitalEvent) {
    if let index = target(of: event), slots[index].isLive {
      slots[index].revise(event)
    } else {
      slots.append(EventSlot(event))
    }
  }

  private mutating func cancel(_ event: HospitalEvent) {
    if let index = target(of: event) {
      slots[index].cancel(event)
    } else {
      slots.append(EventSlot(event))
    }
  }

  /// The slot of the same code that `what` names, the last before the correction if message ids repeat.
  ///
  /// Where it names none, the last that stands. One that was taken back already is named as well: the same correction,
  /// sent twice in two messages, must not fall on what came before.
  private func target(of event: HospitalEvent) -> Int? {
    let alike = slots.indices.filter { slots[$0].code == event.code }
    let named = alike.filter { slots[$0].isNamed(event.earlierMessageID) }
    if let last = named.last(where: { slots[$0].position <= event.occurredAt }) ?? named.first { return last }
    return alike.last { index in
      slots[index].isLive && slots[index].position <= event.occurredAt && !isClosed(slots[index], before: event)
    }
  }

  /// Whether the stay that a slot belongs to had ended when the contact of the correction began: then the correction
  /// is about a later stay, whose messages have not come.
  private func isClosed(_ slot: EventSlot, before event: HospitalEvent) -> Bool {
    slots.contains { end in
      end.code == .discharged && end.isLive && slot.code != .discharged && slot.position <= end.position
        && end.current.endedAt <= event.periodStart
    }
  }
}
