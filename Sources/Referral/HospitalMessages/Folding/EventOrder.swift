import Afklaring

extension HospitalEvent {
  /// The order in which events are folded: by what they say, never by how they came.
  ///
  /// First `occurredDateTime` (never `Bundle.timestamp`). Of two at one instant a correction is the later, then the
  /// one whose contact began later (so that a STIN follows the SLHJ of the department before), then the one further
  /// down in STAA, STIN, STOR, SLOR, SLHJ, MORS. What is left are ties in which every field decides.
  static func isOrdered(_ left: HospitalEvent, _ right: HospitalEvent) -> Bool {
    let (leftKey, rightKey) = (left.orderKey, right.orderKey)
    return leftKey == rightKey ? left.tieBreak.lexicographicallyPrecedes(right.tieBreak) : leftKey < rightKey
  }

  private var orderKey: (Instant, Int, Instant, Int) {
    (occurredAt, change.rank, periodStart, code.rank)
  }

  private var tieBreak: [String] {
    [
      messageID, earlierMessageID ?? "", episodes.joined(separator: " "), encounterClass.rawValue, status.rawValue,
      periodEnd?.inUTC ?? "", leave?.start?.inUTC ?? "", leave?.end?.inUTC ?? "", "\(isDeceased)",
      "\(leave == nil)", "\(department == nil)", department?.sor ?? "", "\(department?.sor == nil)",
      department?.name ?? "", "\(department?.name == nil)", "\(earlierMessageID == nil)",
    ]
  }
}

extension HospitalEventCode {
  fileprivate var rank: Int {
    switch self {
    case .emergency: 0
    case .admitted: 1
    case .leaveStarted: 2
    case .leaveEnded: 3
    case .discharged: 4
    case .died: 5
    }
  }
}

extension HospitalEventChange {
  fileprivate var rank: Int {
    switch self {
    case .new: 0
    case .revision: 1
    case .cancellation: 2
    }
  }
}
