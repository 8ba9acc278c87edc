import Afklaring

/// Foldning af sygehusadviser til indlæggelser: from all events of one person to that person's stays in hospital.
///
/// A pure function of the set of events: order of arrival and repetition change nothing, so a late or corrected
/// message ends in the state in which it would have ended in time. Source: MedCom HospitalNotification and
/// `formats/medcom.md`; where these are silent, decided here for the sake of who relies on it:
/// - A stay is one of an episode of care, not of a person: one may be in psychiatry and in somatics at once.
/// - A STIN or STAA after a SLHJ that stands begins another stay of the same episode: another value, with the next
///   `ordinal`. Of two SLHJ without one between, the later counts. A STIN after a MORS that stands begins
///   nothing: the hospital takes a death back by cancelling it.
/// - Begin and end are those of `Encounter.period`; the instant of the notification stands in for a missing end.
/// - Each message tells the whole contact, so a stay is known even if its STIN was dropped by the legal gate.
/// - A stay whose only STIN or STAA was taken back is cancelled, whatever was told of it before, unless something told
///   later stands; an AN_STIN after a STAA leaves the emergency contact.
/// - Message ids do not identify events: MedCom's own examples use one for two. Equal events are one.
public enum AdmissionFolding {
  /// The stays, by their begin.
  public static func fold(_ events: some Sequence<HospitalEvent>) -> [FoldedAdmission] {
    let sorted = Set(events).sorted(by: HospitalEvent.isOrdered)
    return EpisodeGroups.groups(of: sorted).flatMap(stays).sorted { left, right in
      (left.startedAt, left.episodes.joined(separator: " "), left.ordinal)
        < (right.startedAt, right.episodes.joined(separator: " "), right.ordinal)
    }
  }

  private static func stays(_ events: [HospitalEvent]) -> [FoldedAdmission] {
    let episodes = Set(events.flatMap(\.episodes)).sorted()
    var stays: [FoldedAdmission] = []
    for slots in segments(EventCorrections.applied(to: events)) {
      let earliest = stays.compactMap(\.dischargedAt).max()
      let stay = StayFolding(slots).folded(episodes: episodes, ordinal: stays.count, earliest: earliest)
      stays.append(contentsOf: [stay].compactMap { $0 })
    }
    return stays
  }

  /// Cut before each STIN or STAA that follows a SLHJ that stands.
  private static func segments(_ slots: [EventSlot]) -> [[EventSlot]] {
    var segments: [[EventSlot]] = []
    var isClosed = true
    for slot in slots {
      if isClosed && (slot.code.isBeginning || segments.isEmpty) {
        segments.append([])
        isClosed = false
      }
      if let last = segments.indices.last { segments[last].append(slot) }
      isClosed = isClosed || (slot.code == .discharged && slot.isLive)
    }
    return segments
  }
}
