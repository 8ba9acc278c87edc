/// The activity of a Provenance: MedCom's code, taken apart. Upper and lower case are the same in that code system.
struct MessageActivity: Hashable, Sendable {
  let code: HospitalEventCode
  let change: HospitalEventChange
  let expectedClass: EncounterClass

  init?(_ text: String) {
    let text = text.lowercased()
    let prefixes: [(String, HospitalEventChange)] = [("revise-", .revision), ("cancel-", .cancellation), ("", .new)]
    guard let (prefix, change) = prefixes.first(where: { text.hasPrefix($0.0) }),
      let (code, expectedClass) = MessageActivity.codes[String(text.dropFirst(prefix.count))]
    else { return nil }
    self.code = code
    self.change = change
    self.expectedClass = expectedClass
  }

  static let unknown = MessageProblem(
    .notInValueSet, "Provenance.activity.coding[0].code",
    "must be one of \(codes.keys.sorted().joined(separator: ", ")), with revise- or cancel- before it for a correction")

  private static let codes: [String: (HospitalEventCode, EncounterClass)] = [
    "admit-emergency": (.emergency, .emergency),
    "admit-inpatient": (.admitted, .inpatient),
    "start-leave-inpatient": (.leaveStarted, .inpatient),
    "end-leave-inpatient": (.leaveEnded, .inpatient),
    "discharge-inpatient-home": (.discharged, .inpatient),
    "discharge-emergency-home": (.discharged, .emergency),
  ]
}
