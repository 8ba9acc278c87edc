/// What kind of event a notification tells: by death first, by the activity next, by the status last.
struct ToldEvent: Hashable, Sendable {
  let code: HospitalEventCode
  let change: HospitalEventChange
  let encounterClass: EncounterClass
  let status: EncounterStatus
  let isDeceased: Bool
  let warnings: Set<MessageWarning>

  /// - A deceased person: MORS, whatever the activity, which stays that of the message before; never a correction.
  /// - Not deceased, a plain activity, role `removal`: the cancellation of a MORS. Only this one takes back without
  ///   an activity that says so.
  /// - An admission with status `entered-in-error` is taken back even if its activity does not say so.
  init(_ content: MessageContent) throws(MessageProblem) {
    let activity = content.provenance.activity?.coding?.first?.code.flatMap(MessageActivity.init)
    let role = content.provenance.entity?.first?.role
    status = try ToldEvent.known(content.encounter.status, "Encounter.status")
    encounterClass = try ToldEvent.known(content.encounter.class?.code, "Encounter.class.code")
    isDeceased = content.patient.isDeceased ?? false
    var warnings: Set<MessageWarning> = []
    if isDeceased {
      (code, change) = (.died, .new)
      if activity == nil { warnings.insert(.activityUnknown) }
    } else {
      guard let activity else { throw MessageActivity.unknown }
      if activity.change == .new && role == "removal" {
        (code, change) = (.died, .cancellation)
        if content.patient.isDeceased == nil { warnings.insert(.deceasedNotStated) }
      } else if activity.change == .new && activity.code.isBeginning && status == .enteredInError {
        (code, change) = (activity.code, .cancellation)
        warnings.insert(.statusUnexpected)
      } else {
        (code, change) = (activity.code, activity.change)
      }
    }
    if !ToldEvent.expected(code, change).contains(status) { warnings.insert(.statusUnexpected) }
    if let expected = activity?.expectedClass, expected != encounterClass { warnings.insert(.classUnexpected) }
    if change == .cancellation && role != "removal" || change == .revision && role != "revision" {
      warnings.insert(.roleUnexpected)
    }
    self.warnings = warnings
  }

  private static func known<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String?, _ place: String
  ) throws(MessageProblem) -> Value {
    guard let value = text.flatMap(Value.init) else {
      let allowed = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw MessageProblem(.notInValueSet, place, "must be one of \(allowed)")
    }
    return value
  }

  private static func expected(_ code: HospitalEventCode, _ change: HospitalEventChange) -> Set<EncounterStatus> {
    switch (code, change) {
    case (.emergency, .cancellation), (.admitted, .cancellation): [.enteredInError]
    case (.leaveStarted, .cancellation), (.emergency, _), (.admitted, _): [.inProgress]
    case (.leaveEnded, .cancellation), (.leaveStarted, _): [.onLeave]
    case (.leaveEnded, _): [.inProgress]
    case (.discharged, .cancellation), (.died, .cancellation): [.inProgress, .onLeave]
    case (.discharged, _), (.died, _): [.finished]
    }
  }
}
