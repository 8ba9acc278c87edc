/// The one Patient, the one Encounter and the one current Provenance of a notification.
struct MessageContent: Sendable {
  let patient: FHIRPatient
  let encounter: FHIREncounter
  let provenance: FHIRProvenance

  /// Follows the references from the message header, each of which must lead somewhere.
  init(_ bundle: MessageBundle, messageID: String) throws(MessageProblem) {
    var patients: [(MessageBundle.Entry, ElementReading<String>?, FHIRPatient)] = []
    var encounters: [(MessageBundle.Entry, ElementReading<String>?, FHIREncounter)] = []
    var provenances: [FHIRProvenance] = []
    for reading in try bundle.entry.required("Bundle.entry") {
      let entry = try reading.get()
      switch entry.resource {
      case .patient(let id, let patient): patients.append((entry, id, try patient.get()))
      case .encounter(let id, let encounter): encounters.append((entry, id, try encounter.get()))
      case .provenance(let provenance): provenances.append(try provenance.get())
      case .messageHeader, .organization, .unknown, nil: break
      }
    }
    let focus = try bundle.header?.focus.optional()?.first
    encounter = try MessageContent.only(encounters, "Encounter", focus, at: "MessageHeader.focus[0]")
    patient = try MessageContent.only(patients, "Patient", encounter.subject, at: "Encounter.subject")
    provenance = try MessageContent.current(provenances, messageID: messageID)
  }

  private static func only<Resource>(
    _ found: [(entry: MessageBundle.Entry, id: ElementReading<String>?, resource: Resource)], _ type: String,
    _ reference: FHIRReference?, at place: String
  ) throws(MessageProblem) -> Resource {
    guard found.count == 1, let (entry, id, resource) = found.first else {
      throw MessageProblem(.wrongDatatype, "Bundle.entry", "must hold exactly one \(type)")
    }
    guard let target = reference?.target, entry.isNamed(target, id: id) else {
      throw MessageProblem(.wrongDatatype, "\(place).reference", "must lead to the \(type) in the Bundle")
    }
    return resource
  }

  /// The Provenance of this very message; the others tell of the messages before it.
  private static func current(
    _ provenances: [FHIRProvenance], messageID: String
  ) throws(MessageProblem) -> FHIRProvenance {
    let current = provenances.filter { provenance in
      (provenance.target ?? []).contains { $0.target == messageID[...] }
    }
    guard current.count == 1, let provenance = current.first else {
      throw MessageProblem(
        .wrongDatatype, "Provenance.target", "must lead to this MessageHeader in exactly one Provenance")
    }
    return provenance
  }
}
