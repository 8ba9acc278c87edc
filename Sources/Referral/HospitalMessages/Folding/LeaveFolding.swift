import Afklaring

/// Folds the leaves (orlov) of one stay.
///
/// A leave begins with STOR and ends with SLOR; or where the next begins, where a STIN says that the person came to a
/// department since, and at the latest at the discharge. A SLOR without its STOR tells the whole leave by its period,
/// a cancelled one that the leave goes on.
struct LeaveFolding {
  private var leaves: [FoldedAdmission.Leave] = []
  private let annulled: Set<Instant>

  /// The leaves between the begin of the stay and its end, in their order, none of them empty.
  static func folded(_ slots: [EventSlot], from start: Instant, to end: Instant?) -> [FoldedAdmission.Leave] {
    var folding = LeaveFolding(annulled: slots)
    for slot in slots { folding.take(slot) }
    return folding.clipped(from: start, to: end)
  }

  private init(annulled slots: [EventSlot]) {
    let cancelled = slots.filter { $0.code == .leaveStarted && !$0.isLive }
    annulled = Set(cancelled.compactMap { $0.current.leave?.start })
  }

  private mutating func take(_ slot: EventSlot) {
    let event = slot.current
    switch (slot.code, slot.isLive) {
    case (.leaveStarted, true): begin(event.leave?.start ?? event.occurredAt)
    case (.leaveEnded, true): end(event.leave?.start, event.leave?.end ?? event.occurredAt)
    case (.leaveEnded, false): resume(slot.cancellation?.leave?.start)
    case (.admitted, true): comeBack(event.periodStart)
    default: break
    }
  }

  private mutating func begin(_ start: Instant) {
    guard !leaves.contains(where: { $0.start == start }) else { return }
    closeOpen(at: start)
    leaves.append(.init(start: start, end: nil))
  }

  private mutating func end(_ start: Instant?, _ end: Instant) {
    if let index = leaves.lastIndex(where: { $0.start == start }) {
      leaves[index] = .init(start: leaves[index].start, end: end)
    } else if leaves.contains(where: { $0.end == nil }) {
      closeOpen(at: end)
    } else if let start, !annulled.contains(start) {
      leaves.append(.init(start: start, end: end))
    }
  }

  private mutating func resume(_ start: Instant?) {
    guard let start, !annulled.contains(start), !leaves.contains(where: { $0.start == start || $0.end == nil }) else {
      return
    }
    leaves.append(.init(start: start, end: nil))
  }

  private mutating func comeBack(_ arrival: Instant) {
    guard leaves.contains(where: { $0.end == nil && $0.start < arrival }) else { return }
    closeOpen(at: arrival)
  }

  private mutating func closeOpen(at end: Instant) {
    leaves = leaves.map { $0.end == nil ? .init(start: $0.start, end: max($0.start, end)) : $0 }
  }

  private func clipped(from start: Instant, to end: Instant?) -> [FoldedAdmission.Leave] {
    var clipped: [FoldedAdmission.Leave] = []
    for leave in leaves.sorted(by: { $0.start < $1.start }).reversed() {
      let limit = [leave.end, clipped.last?.start, end].compactMap { $0 }.min()
      let from = max(leave.start, start)
      if limit.map({ from < $0 }) ?? true { clipped.append(.init(start: from, end: limit)) }
    }
    return clipped.reversed()
  }
}
