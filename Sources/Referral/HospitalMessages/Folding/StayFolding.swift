import Afklaring

/// One stay of an episode of care, from its begin to its end: what stands of it, and what was taken back.
struct StayFolding {
  /// In their order.
  private let slots: [EventSlot]
  /// What stands.
  private let live: [EventSlot]

  init(_ slots: [EventSlot]) {
    self.slots = slots
    let void = StayFolding.void(slots)
    let standing = slots.filter(\.isLive)
    let isVoid =
      void.map { void in standing.allSatisfy { HospitalEvent.isOrdered($0.current, void) } } ?? standing.isEmpty
    live = isVoid ? StayFolding.implied(slots, after: void) : standing
  }

  /// The cancellation of the only STIN or STAA: the stay never was, unless something told later says that it is.
  private static func void(_ slots: [EventSlot]) -> HospitalEvent? {
    let beginnings = slots.filter(\.code.isBeginning)
    guard !beginnings.contains(where: \.isLive) else { return nil }
    return beginnings.compactMap(\.cancellation).max(by: HospitalEvent.isOrdered)
  }

  /// Where all that is left is the cancellation of a leave, a discharge or a death, it says that the person is there.
  private static func implied(_ slots: [EventSlot], after void: HospitalEvent?) -> [EventSlot] {
    let cancellations = slots.filter { !$0.code.isBeginning }.compactMap(\.cancellation)
    let later = cancellations.filter { event in void.map { HospitalEvent.isOrdered($0, event) } ?? true }
    guard var event = later.max(by: HospitalEvent.isOrdered) else { return [] }
    event.change = .new
    event.code = event.encounterClass == .emergency ? .emergency : .admitted
    let beginning = EventSlot(event)
    guard event.status == .onLeave else { return [beginning] }
    event.code = .leaveStarted
    return [beginning, EventSlot(event)]
  }

  /// The stay as it adds up, nil without slots; `earliest` is the end of the stay before it, which it cannot begin before.
  func folded(episodes: [String], ordinal: Int, earliest: Instant?) -> FoldedAdmission? {
    let told = live.isEmpty ? slots : live
    guard let first = told.first else { return nil }
    let admitted = told.first(where: \.isInpatient).map { begin($0, earliest) }
    let started = min(begin(first, earliest), admitted ?? begin(first, earliest))
    let discharged = endedAt.map { max($0, admitted ?? started) }
    // Nobody goes on leave from an emergency contact.
    let leaves = admitted.map { LeaveFolding.folded(leaveSlots, from: $0, to: discharged) } ?? []
    return FoldedAdmission(
      episodes: episodes, ordinal: ordinal,
      state: state(isAdmitted: admitted != nil, isOnLeave: leaves.last.map { $0.end == nil } ?? false),
      startedAt: started, admittedAt: admitted, isAcute: first.isEmergency ? true : nil,
      dischargedAt: discharged, diedAt: diedAt, leaves: leaves, department: department(told))
  }

  private var leaveSlots: [EventSlot] {
    live.isEmpty ? [] : (live + slots.filter { !$0.isLive }).sorted(by: EventSlot.isOrdered)
  }

  /// A contact told to have begun in the stay before it (the period of the whole episode) began when it was told.
  private func begin(_ slot: EventSlot, _ earliest: Instant?) -> Instant {
    guard let earliest, slot.current.periodStart < earliest else { return slot.current.periodStart }
    return max(earliest, slot.current.occurredAt)
  }

  /// Death is the person's, and stands even where the stay was taken back.
  private var diedAt: Instant? { slots.last { $0.code == .died && $0.isLive }?.current.endedAt }

  private var endedAt: Instant? {
    let discharge = live.last { $0.code == .discharged }?.current.endedAt
    let death = live.last { $0.code == .died }?.current.endedAt
    return [discharge, death].compactMap { $0 }.min()
  }

  private func state(isAdmitted: Bool, isOnLeave: Bool) -> FoldedAdmission.State {
    if live.isEmpty { return .cancelled }
    if live.contains(where: { $0.code == .died }) { return .dead }
    if live.contains(where: { $0.code == .discharged }) { return .discharged }
    if isOnLeave { return .onLeave }
    return isAdmitted ? .admitted : .emergency
  }

  /// That of the last STIN (or STAA), unless something told later, and standing after it, names another.
  private func department(_ told: [EventSlot]) -> HospitalEvent.Department? {
    guard let index = told.lastIndex(where: \.code.isBeginning) else {
      return told.compactMap(\.current.department).last
    }
    let beginning = told[index].current
    let later = told[index...].filter { $0.current.occurredAt > beginning.occurredAt }.compactMap(\.current.department)
    return later.last ?? beginning.department
  }
}

extension EventSlot {
  fileprivate var isInpatient: Bool {
    switch code {
    case .emergency: false
    case .admitted, .leaveStarted, .leaveEnded: true
    case .discharged, .died: current.encounterClass == .inpatient
    }
  }

  fileprivate var isEmergency: Bool { code == .emergency || current.encounterClass == .emergency }
}
