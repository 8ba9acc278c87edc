import Afklaring

extension HospitalEvent {
  static func read(
    _ content: MessageContent, _ told: ToldEvent, messageID: String, in bundle: MessageBundle
  ) throws(MessageProblem) -> (HospitalEvent, [MessageWarning]) {
    let (encounter, provenance) = (content.encounter, content.provenance)
    let period = try (encounter.period?.start).orMissing("Encounter.period.start")
    let event = HospitalEvent(
      messageID: messageID, code: told.code, change: told.change, encounterClass: told.encounterClass,
      status: told.status,
      occurredAt: try MessageText.instant(
        try provenance.occurredDateTime.orMissing("Provenance.occurredDateTime"), "Provenance.occurredDateTime"),
      periodStart: try MessageText.instant(period, "Encounter.period.start"),
      periodEnd: try instant(encounter.period?.end, "Encounter.period.end"), leave: try leave(encounter),
      isDeceased: told.isDeceased, department: try department(encounter, in: bundle),
      episodes: try EpisodeIdentifier.read(encounter.episodeOfCare ?? []),
      earlierMessageID: try earlier(provenance))
    let warnings = told.warnings.union(event.warnings)
    return (event, MessageWarning.allCases.filter(warnings.contains))
  }

  /// MedCom's profile allows one leave; of several, the one that began last.
  private static func leave(_ encounter: FHIREncounter) throws(MessageProblem) -> Leave? {
    var leaves: [Leave] = []
    for period in (encounter.extension ?? []).filter(\.isLeave) {
      let place = "Encounter.extension.valuePeriod"
      let leave = Leave(
        start: try instant(period.valuePeriod?.start, "\(place).start"),
        end: try instant(period.valuePeriod?.end, "\(place).end"))
      if leave.start != nil || leave.end != nil { leaves.append(leave) }
    }
    return leaves.max { ($0.start ?? $0.end ?? $1.start).isBefore($1.start ?? $1.end) }
  }

  private static func department(
    _ encounter: FHIREncounter, in bundle: MessageBundle
  ) throws(MessageProblem) -> Department? {
    let place = "Encounter.serviceProvider"
    guard let organization = bundle.organization(try encounter.serviceProvider.orMissing(place)) else {
      throw MessageProblem(.wrongDatatype, "\(place).reference", "must lead to an Organization in the Bundle")
    }
    let sor = try organization.identifier.optional()?.first { $0.system == MessageParty.sorSystem }?.value
    guard sor.map({ MessageText.isNumber($0, digits: 1...18) }) ?? true else {
      throw MessageProblem(.wrongDatatype, "Organization.identifier.value", "must be a SOR number: 1 to 18 digits")
    }
    let name = try MessageText.bounded(try organization.name.optional(), "Organization.name")
    return sor == nil && name == nil ? nil : Department(sor: sor, name: name)
  }

  private static func earlier(_ provenance: FHIRProvenance) throws(MessageProblem) -> String? {
    guard let target = provenance.entity?.first?.what?.target else { return nil }
    return try MessageText.identifier(target, "Provenance.entity[0].what.reference")
  }

  private static func instant(_ text: String?, _ place: String) throws(MessageProblem) -> Instant? {
    guard let text else { return nil }
    return try MessageText.instant(text, place)
  }

  private var warnings: Set<MessageWarning> {
    var warnings: Set<MessageWarning> = []
    let ends = (code == .discharged || code == .died) && change != .cancellation
    if ends && periodEnd == nil { warnings.insert(.endMissing) }
    if code == .leaveStarted && change != .cancellation && leave?.start == nil { warnings.insert(.leaveIncomplete) }
    if code == .leaveEnded && change != .cancellation && leave?.end == nil { warnings.insert(.leaveIncomplete) }
    if periodEnd.isBefore(periodStart) || (leave?.end).isBefore(leave?.start) { warnings.insert(.periodReversed) }
    if department?.sor == nil { warnings.insert(.departmentWithoutSOR) }
    return warnings
  }
}

extension FHIREncounter.Extension {
  /// MedCom's address is misspelt; a sender may have set it right.
  var isLeave: Bool {
    let definitions = "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/"
    return ["notifiation", "notification"].contains { word in
      url == "\(definitions)medcom-hospital\(word)-leave-period-extension"
    }
  }
}

extension Optional where Wrapped == Instant {
  /// Whether both are known, and this one is the earlier.
  fileprivate func isBefore(_ other: Instant?) -> Bool {
    guard let self, let other else { return false }
    return self < other
  }
}
