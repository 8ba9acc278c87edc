import Afklaring

extension HospitalMessage.Person {
  private static let system = "urn:oid:" + CPRNumber.oid

  init(_ patient: FHIRPatient) throws(MessageProblem) {
    number = try HospitalMessage.Person.number(patient.identifier ?? [])
    let name = patient.name?.first { $0.use == "official" } ?? patient.name?.first
    familyName = try MessageText.bounded(name?.family, "Patient.name.family")
    givenName = try MessageText.bounded(name?.given?.joined(separator: " "), "Patient.name.given")
  }

  /// The one identifier is a CPR number: a second one, or one of another system, could mean somebody else.
  private static func number(_ identifiers: [FHIRIdentifier]) throws(MessageProblem) -> CPRNumber {
    guard let first = identifiers.first else { throw .missing("Patient.identifier") }
    guard identifiers.allSatisfy({ $0.system == system }) else {
      throw MessageProblem(.notInCodeSystem, "Patient.identifier.system", "must be \(system), a CPR number")
    }
    guard Set(identifiers).count == 1, let value = first.value else {
      throw MessageProblem(.wrongDatatype, "Patient.identifier", "must be exactly one CPR number")
    }
    do {
      return try CPRNumber.parse(value)
    } catch {
      throw MessageProblem(.wrongDatatype, "Patient.identifier.value", "must be a CPR number: \(error)")
    }
  }
}
