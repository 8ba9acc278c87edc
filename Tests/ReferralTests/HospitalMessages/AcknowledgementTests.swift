import Afklaring
import Foundation
import Referral
import Testing

struct AcknowledgementTests {
  private let identifiers = {
    var number = 0
    return Acknowledgement.Identifiers {
      number += 1
      return "id-\(number)"
    }
  }()

  private func answer(_ outcome: Acknowledgement.Outcome) throws -> Acknowledgement {
    let envelope = try MessageEnvelope.parse(MadeUpMessage().bytes)
    return try Acknowledgement(
      to: envelope, outcome, as: identifiers, at: Instant.parse("2026-03-01T12:00:03+01:00"))
  }

  /// The resources of the answer by type, the organisations by id.
  private func resources(_ json: String) throws -> [String: [String: Any]] {
    let bundle = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let entries = try #require(bundle["entry"] as? [[String: Any]])
    var resources: [String: [String: Any]] = ["Bundle": bundle]
    for resource in entries.compactMap({ $0["resource"] as? [String: Any] }) {
      let type = try #require(resource["resourceType"] as? String)
      let id = try #require(resource["id"] as? String)
      resources[type == "Organization" ? id : type] = resource
    }
    return resources
  }

  private func value(_ path: String, _ resource: [String: Any]?) -> String? {
    var value: Any? = resource
    for key in path.split(separator: ".") {
      value = Int(key).map { (value as? [Any])?[$0] } ?? (value as? [String: Any])?[String(key)]
    }
    return value as? String
  }

  @Test func `sender and receiver are swapped`() throws {
    let resources = try resources(answer(.accepted).json)
    let header = resources["MessageHeader"]
    #expect(value("sender.reference", header) == "Organization/id-5")
    #expect(value("destination.0.receiver.reference", header) == "Organization/id-6")
    #expect(value("identifier.1.value", resources["id-5"]) == "953741000016009")
    #expect(value("identifier.1.value", resources["id-6"]) == "265161000016000")
    #expect(value("source.endpoint", header) == "https://sor2.sum.dsdn.dk/#id=953741000016009")
    #expect(value("destination.0.endpoint", header) == "https://sor2.sum.dsdn.dk/#id=265161000016000")
  }

  @Test func `the received message is answered by its own id`() throws {
    let resources = try resources(answer(.accepted).json)
    #expect(value("response.identifier", resources["MessageHeader"]) == "message-1")
    #expect(value("response.code", resources["MessageHeader"]) == "ok")
    #expect(value("response.details.reference", resources["MessageHeader"]) == nil)
    #expect(resources["OperationOutcome"] == nil)
    #expect(value("id", resources["Bundle"]) == "id-1")
    #expect(value("timestamp", resources["Bundle"]) == "2026-03-01T12:00:03+01:00")
    #expect(value("target.0.reference", resources["Provenance"]) == "MessageHeader/id-2")
    #expect(value("entity.0.what.reference", resources["Provenance"]) == "MessageHeader/message-1")
    #expect(value("activity.coding.0.code", resources["Provenance"]) == "acknowledgement")
  }

  @Test func `a refusal says what is wrong, and where`() throws {
    let bytes = MadeUpMessage.bytes(
      BrokenMessage.replacing("entry.2.resource.class", in: MadeUpMessage().tree, with: nil))
    let problem = try messageProblem { try HospitalMessage.parse(bytes) }
    let resources = try resources(answer(.refused(problem)).json)
    #expect(value("response.code", resources["MessageHeader"]) == "fatal-error")
    #expect(value("response.details.reference", resources["MessageHeader"]) == "OperationOutcome/id-4")
    let outcome = resources["OperationOutcome"]
    #expect(value("issue.0.severity", outcome) == "error")
    #expect(value("issue.0.code", outcome) == "value")
    #expect(value("issue.0.details.coding.0.code", outcome) == "MSG_VALUESET_VALUE_UNKNOWN")
    #expect(
      value("issue.0.details.coding.0.system", outcome)
        == "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-acknowledgement-error-codes")
    #expect(value("issue.0.details.text", outcome) == "Encounter.class.code must be one of EMER, IMP")
  }

  @Test func `a fault of ours asks for the message again`() throws {
    let resources = try resources(answer(.failed).json)
    #expect(value("response.code", resources["MessageHeader"]) == "transient-error")
    #expect(value("issue.0.code", resources["OperationOutcome"]) == "transient")
  }

  @Test(arguments: [MessageProblem.receiverUnknown, .envelopeReused, .tooLarge(limit: 1_000_000)])
  func `the caller's own problems can be answered`(problem: MessageProblem) throws {
    let resources = try resources(answer(.refused(problem)).json)
    #expect(value("issue.0.details.coding.0.code", resources["OperationOutcome"]) == problem.code.rawValue)
  }

  @Test func `the answer holds nothing about the person, and the same arguments give the same bytes`() throws {
    let json = try answer(.accepted).json
    #expect(try json == answer(.accepted).json)
    for secret in [MadeUpMessage.number, MadeUpMessage.familyName, "admit-inpatient", "Opdigtet"] {
      #expect(!json.contains(secret))
    }
  }

  @Test func `our own answer is an acknowledgement, which is not answered`() throws {
    let bytes = Array(try answer(.accepted).json.utf8)
    guard case .acknowledgement(let envelope) = ReceivedMessage.read(bytes) else { throw UnexpectedReading() }
    #expect(envelope.answeredMessageID == "message-1")
    #expect(envelope.sender?.sor == "953741000016009")
  }

  private static let gaps: [(String, Acknowledgement.Unanswerable)] = [
    ("entry.0.resource.id", .messageIDUnreadable), ("entry.0", .messageIDUnreadable),
    ("entry.0.resource.destination", .receiverUnreadable),
  ]

  @Test(arguments: gaps)
  func `what cannot be answered says why`(path: String, reason: Acknowledgement.Unanswerable) throws {
    let tree = BrokenMessage.replacing(path, in: MadeUpMessage().tree, with: nil)
    let envelope = try MessageEnvelope.parse(MadeUpMessage.bytes(tree))
    let now = try Instant.parse("2026-03-01T12:00:03+01:00")
    #expect(throws: reason) { try Acknowledgement(to: envelope, .accepted, as: identifiers, at: now) }
    guard reason == .receiverUnreadable else { return }
    let ourselves = MessageParty(sor: "953741000016009", gln: nil)
    let answer = try Acknowledgement(
      to: envelope, .refused(.receiverUnknown), as: identifiers, at: now, from: ourselves)
    #expect(answer.sender == ourselves)
  }

  @Test func `without a sender there is nobody to answer`() throws {
    let tree = BrokenMessage.replacing("entry.0.resource.sender", in: MadeUpMessage().tree, with: nil)
    let now = try Instant.parse("2026-03-01T12:00:03+01:00")
    // The endpoint holds the SOR number as well.
    let known = try MessageEnvelope.parse(MadeUpMessage.bytes(tree))
    #expect(try Acknowledgement(to: known, .accepted, as: identifiers, at: now).receiver.sor == "265161000016000")
    let nobody = BrokenMessage.replacing("entry.0.resource.source", in: tree, with: nil)
    let unknown = try MessageEnvelope.parse(MadeUpMessage.bytes(nobody))
    #expect(throws: Acknowledgement.Unanswerable.senderUnreadable) {
      try Acknowledgement(to: unknown, .accepted, as: identifiers, at: now)
    }
  }

  /// Skipped where `../shared/data/medcom` is not beside the repository.
  @Test(.enabled(if: MedComFiles.areAtHand, "MedCom's messages are not at hand"), arguments: ["AA_A", "AE_C"])
  func `the structure is that of MedCom's own examples`(name: String) throws {
    let example = try resources(String(decoding: MedComFiles.acknowledgement(name), as: UTF8.self))
    let outcome: Acknowledgement.Outcome = name == "AA_A" ? .accepted : .refused(.receiverUnknown)
    let ours = try resources(answer(outcome).json)
    for type in ["Bundle", "MessageHeader", "Provenance", "OperationOutcome"] {
      let expected = example[type]?.keys.filter { $0 != "text" }.sorted()
      #expect(ours[type]?.keys.sorted() == expected)
      #expect(value("meta.profile.0", ours[type]) == value("meta.profile.0", example[type]))
    }
    #expect(
      value("destination.0.extension.0.url", ours["MessageHeader"])
        == value("destination.0.extension.0.url", example["MessageHeader"]))
    #expect(
      value("eventCoding.system", ours["MessageHeader"]) == value("eventCoding.system", example["MessageHeader"]))
  }
}
