public import Afklaring

/// Hændelse på sygehuset: what one notification says, without the person; what an admission is folded from.
public struct HospitalEvent: Hashable, Sendable {
  /// Afdeling: the department that the person is in.
  public struct Department: Hashable, Sendable {
    public let sor: String?
    public let name: String?

    public init(sor: String?, name: String?) {
      self.sor = sor
      self.name = name
    }
  }

  /// Orlov: as the sender states it, either end possibly unknown.
  public struct Leave: Hashable, Sendable {
    public let start: Instant?
    public let end: Instant?

    public init(start: Instant?, end: Instant?) {
      self.start = start
      self.end = end
    }
  }

  /// `MessageHeader.id`. Two events may share one: it identifies a transmission, not an event.
  public var messageID: String
  public var code: HospitalEventCode
  public var change: HospitalEventChange
  public var encounterClass: EncounterClass
  public var status: EncounterStatus
  /// `occurredDateTime` of the Provenance whose target is this message.
  public var occurredAt: Instant
  /// `Encounter.period`: of the whole contact, not of the leave.
  public var periodStart: Instant
  public var periodEnd: Instant?
  public var leave: Leave?
  public var isDeceased: Bool
  public var department: Department?
  /// Forløbselementer: normalised names of the episode of care, sorted; see `EpisodeIdentifier`.
  public var episodes: [String]
  /// The message that this one corrects or follows, `entity[0].what`.
  public var earlierMessageID: String?

  public init(
    messageID: String, code: HospitalEventCode, change: HospitalEventChange, encounterClass: EncounterClass,
    status: EncounterStatus, occurredAt: Instant, periodStart: Instant, periodEnd: Instant?, leave: Leave?,
    isDeceased: Bool, department: Department?, episodes: [String], earlierMessageID: String?
  ) {
    self.messageID = messageID
    self.code = code
    self.change = change
    self.encounterClass = encounterClass
    self.status = status
    self.occurredAt = occurredAt
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.leave = leave
    self.isDeceased = isDeceased
    self.department = department
    self.episodes = episodes
    self.earlierMessageID = earlierMessageID
  }
}

extension HospitalEvent {
  /// When the contact ended, by a SLHJ or MORS.
  var endedAt: Instant { periodEnd ?? occurredAt }

  /// When that which is told took place, as the content states it; it may lie long before it was told.
  var stated: Instant? {
    switch code {
    case .emergency, .admitted: periodStart
    case .leaveStarted: leave?.start
    case .leaveEnded: leave?.end
    case .discharged, .died: periodEnd
    }
  }
}
