/// Advistype: what a notification tells, by the code of MedCom's old standard, which wards and municipalities still use.
public enum HospitalEventCode: String, Hashable, Sendable, CaseIterable {
  /// Akut ambulant: an emergency contact, no admission yet.
  case emergency = "STAA"
  /// Indlagt; a later one without a discharge between is a transfer.
  case admitted = "STIN"
  /// Start orlov.
  case leaveStarted = "STOR"
  /// Slut orlov.
  case leaveEnded = "SLOR"
  /// Afsluttet til hjem.
  case discharged = "SLHJ"
  /// Død.
  case died = "MORS"

  /// Whether a contact with the hospital, or with another department of it, begins.
  var isBeginning: Bool { self == .emergency || self == .admitted }
}

/// Rettelse: whether a notification tells something new, corrects (RE) or takes back (AN) what was told.
public enum HospitalEventChange: String, Hashable, Sendable, CaseIterable {
  case new
  case revision
  case cancellation
}

/// Kontakttype: `Encounter.class`.
public enum EncounterClass: String, Hashable, Sendable, CaseIterable {
  case emergency = "EMER"
  case inpatient = "IMP"
}

/// Kontaktens status: `Encounter.status`.
public enum EncounterStatus: String, Hashable, Sendable, CaseIterable {
  case inProgress = "in-progress"
  case onLeave = "onleave"
  case finished
  case enteredInError = "entered-in-error"
}

/// Bemærkning: what is unexpected in a notification that was taken all the same, since real senders write it.
public enum MessageWarning: String, Hashable, Sendable, CaseIterable {
  /// The status is not the one that belongs to the activity: SLHJ with `onleave`, MORS with `in-progress`.
  case statusUnexpected
  /// The class is not the one that belongs to the activity: MORS as EMER after an inpatient stay.
  case classUnexpected
  /// The role of the earlier message is not the one that belongs to a correction.
  case roleUnexpected
  /// The activity of a MORS is none of MedCom's.
  case activityUnknown
  /// A cancelled death without `deceasedBoolean=false`.
  case deceasedNotStated
  /// SLHJ or MORS without the end of the period: the instant of the notification stands in for it.
  case endMissing
  /// STOR without the start of the leave, SLOR without its end: as above.
  case leaveIncomplete
  /// A period ends before it starts.
  case periodReversed
  /// The department has no SOR number, so nobody can tell whether it is psychiatric.
  case departmentWithoutSOR
}
