import Afklaring

/// The answer written out, in the structure of MedCom's own examples.
extension Acknowledgement {
  private static let definitions = "http://medcomfhir.dk/ig/"
  private static let terminology = "http://medcomfhir.dk/ig/terminology/CodeSystem/"

  /// One line of FHIR JSON, UTF-8.
  public var json: String {
    let outcomes = outcome.problem.map { [entry($0)] } ?? []
    let organizations = [entry(sender, id: identifiers.sender), entry(receiver, id: identifiers.receiver)]
    let bundle: AnswerJSON = [
      "resourceType": "Bundle", "id": .string(identifiers.bundle),
      "meta": Acknowledgement.profile("acknowledgement/StructureDefinition/medcom-messaging-acknowledgement"),
      "type": "message", "timestamp": .string(sentAt.description),
      "entry": .array([headerEntry] + outcomes + [provenanceEntry] + organizations),
    ]
    return bundle.text
  }

  private var headerEntry: AnswerJSON {
    let response: AnswerJSON = ["identifier": .string(answeredMessageID), "code": .string(outcome.code)]
    let details: AnswerJSON = [
      "details": Acknowledgement.reference("OperationOutcome", identifiers.operationOutcome)
    ]
    return entry(
      "MessageHeader", identifiers.header,
      profile: "acknowledgement/StructureDefinition/medcom-messaging-acknowledgementHeader",
      [
        "eventCoding": Acknowledgement.coding("medcom-messaging-eventCodes", MessageEnvelope.acknowledgementEvent),
        "destination": [destination],
        "sender": Acknowledgement.reference("Organization", identifiers.sender),
        "source": ["endpoint": .string(sender.endpoint)],
        "response": outcome.problem == nil ? response : response.followed(by: details),
      ])
  }

  private var destination: AnswerJSON {
    let use = "messaging/StructureDefinition/medcom-messaging-destinationUseExtension"
    return [
      "extension": [
        [
          "url": .string(Acknowledgement.definitions + use),
          "valueCoding": Acknowledgement.coding("medcom-messaging-destinationUse", "primary"),
        ]
      ],
      "endpoint": .string(receiver.endpoint),
      "receiver": Acknowledgement.reference("Organization", identifiers.receiver),
    ]
  }

  private var provenanceEntry: AnswerJSON {
    let activity = Acknowledgement.coding("medcom-messaging-activityCodes", "acknowledgement")
    let what = Acknowledgement.reference("MessageHeader", answeredMessageID)
    return entry(
      "Provenance", identifiers.provenance, profile: "messaging/StructureDefinition/medcom-messaging-provenance",
      [
        "target": [Acknowledgement.reference("MessageHeader", identifiers.header)],
        "occurredDateTime": .string(sentAt.description),
        "recorded": .string(sentAt.description),
        "activity": ["coding": [activity]],
        "agent": [["who": Acknowledgement.reference("Organization", identifiers.sender)]],
        "entity": [["role": "revision", "what": what]],
      ])
  }

  private func entry(_ party: MessageParty, id: String) -> AnswerJSON {
    let numbers = [(MessageParty.glnSystem, party.gln), (MessageParty.sorSystem, party.sor)]
    let known: [AnswerJSON] = numbers.compactMap { system, number in
      number.map { ["system": .string(system), "value": .string($0)] }
    }
    return entry(
      "Organization", id, profile: "messaging/StructureDefinition/medcom-messaging-organization",
      ["identifier": .array(known)])
  }

  private func entry(_ problem: MessageProblem) -> AnswerJSON {
    let coding: AnswerJSON = ["system": .string(problem.code.system), "code": .string(problem.code.rawValue)]
    let issue: AnswerJSON = [
      "severity": "error", "code": .string(problem.code.issueType),
      "details": ["coding": [coding], "text": .string(problem.description)],
    ]
    return entry(
      "OperationOutcome", identifiers.operationOutcome,
      profile: "acknowledgement/StructureDefinition/medcom-acknowledgement-operationoutcome", ["issue": [issue]])
  }

  private func entry(_ type: String, _ id: String, profile: String, _ content: AnswerJSON) -> AnswerJSON {
    let head: AnswerJSON = [
      "resourceType": .string(type), "id": .string(id), "meta": Acknowledgement.profile(profile),
    ]
    return ["fullUrl": .string("\(type)/\(id)"), "resource": head.followed(by: content)]
  }

  private static func profile(_ path: String) -> AnswerJSON {
    ["profile": [.string(definitions + path)]]
  }

  private static func coding(_ system: String, _ code: String) -> AnswerJSON {
    ["system": .string(terminology + system), "code": .string(code)]
  }

  private static func reference(_ type: String, _ id: String) -> AnswerJSON {
    ["reference": .string("\(type)/\(id)")]
  }
}
