import Referral
import Testing

struct MessageRefusalTests {
  /// The path in the made-up message, the value put there (nil: taken away), the code and the place.
  /// No code: it is taken.
  private static let changes: [(String, String?, MessageErrorCode?, String)] = [
    ("resourceType", "Patient", .messageTypeNotReceived, "Bundle.resourceType"),
    ("type", "document", .messageTypeNotReceived, "Bundle.type"),
    ("id", nil, .wrongDatatype, "Bundle.id"),
    ("id", "1 2", .wrongDatatype, "Bundle.id"),
    ("id", String(repeating: "a", count: 65), .tooLong, "Bundle.id"),
    ("entry", nil, .wrongDatatype, "Bundle.entry"),
    ("entry.0", nil, .wrongDatatype, "Bundle.entry[0]"),
    ("entry.1", nil, .wrongDatatype, "Bundle.entry"),
    ("entry.2", nil, .wrongDatatype, "Bundle.entry"),
    ("entry.2", "text", .wrongDatatype, "Bundle.entry[2]"),
    ("entry.0.resource.id", nil, .wrongDatatype, "MessageHeader.id"),
    ("entry.0.resource.eventCoding", nil, .notInValueSet, "MessageHeader.eventCoding.code"),
    (
      "entry.0.resource.eventCoding.code", "care-communication-message", .messageTypeNotReceived,
      "MessageHeader.eventCoding.code"
    ),
    ("entry.0.resource.sender", nil, nil, ""),
    ("entry.0.resource.destination", nil, .receiverMissing, "MessageHeader.destination"),
    ("entry.0.resource.destination.0.endpoint", nil, nil, ""),
    (
      "entry.0.resource.destination.0.extension.0.valueCoding.code", "cc", .notInValueSet,
      "MessageHeader.destination.extension.valueCoding.code"
    ),
    ("entry.0.resource.focus.0.reference", "Encounter/x", .wrongDatatype, "MessageHeader.focus[0].reference"),
    ("entry.1.resource.identifier", nil, .wrongDatatype, "Patient.identifier"),
    (
      "entry.1.resource.identifier.0.system", "urn:oid:1.2.208.176.1.6.1.1", .notInCodeSystem,
      "Patient.identifier.system"
    ),
    ("entry.1.resource.identifier.0.value", "1204709", .wrongDatatype, "Patient.identifier.value"),
    ("entry.1.resource.identifier.0.value", "1204700AB9", .wrongDatatype, "Patient.identifier.value"),
    ("entry.1.resource.name.0.family", String(repeating: "å", count: 201), .tooLong, "Patient.name.family"),
    ("entry.1.resource.name.0.family", "A\u{0}B", .wrongDatatype, "Patient.name.family"),
    ("entry.1.resource.name.0.family", "A\u{202E}B", .wrongDatatype, "Patient.name.family"),
    ("entry.3.resource.name", "\u{200B}", .wrongDatatype, "Organization.name"),
    ("entry.1.resource.deceasedBoolean", "true", .wrongDatatype, "Bundle.entry[1].resource.deceasedBoolean"),
    ("entry.2.resource.class", nil, .notInValueSet, "Encounter.class.code"),
    ("entry.2.resource.class.code", "AMB", .notInValueSet, "Encounter.class.code"),
    ("entry.2.resource.status", "planned", .notInValueSet, "Encounter.status"),
    ("entry.2.resource.subject.reference", "Patient/x", .wrongDatatype, "Encounter.subject.reference"),
    ("entry.2.resource.episodeOfCare", nil, .wrongDatatype, "Encounter.episodeOfCare"),
    (
      "entry.2.resource.episodeOfCare.0.identifier.value", String(repeating: "1", count: 201), .tooLong,
      "Encounter.episodeOfCare.identifier.value"
    ),
    ("entry.2.resource.period.start", nil, .wrongDatatype, "Encounter.period.start"),
    ("entry.2.resource.period.start", "2026-03-01", .wrongDatatype, "Encounter.period.start"),
    ("entry.2.resource.serviceProvider", nil, .wrongDatatype, "Encounter.serviceProvider"),
    (
      "entry.2.resource.serviceProvider.reference", "Organization/x", .wrongDatatype,
      "Encounter.serviceProvider.reference"
    ),
    ("entry.3.resource.identifier.1.value", "26516x", .wrongDatatype, "Organization.identifier.value"),
    ("entry.5.resource.target", nil, .wrongDatatype, "Provenance.target"),
    ("entry.5.resource.occurredDateTime", nil, .wrongDatatype, "Provenance.occurredDateTime"),
    ("entry.5.resource.activity", nil, .notInValueSet, "Provenance.activity.coding[0].code"),
    ("entry.5.resource.activity.coding.0.code", "transfer", .notInValueSet, "Provenance.activity.coding[0].code"),
    ("entry.6", nil, nil, ""),
  ]

  @Test(arguments: changes)
  func `what cannot be taken is refused, and the place named`(
    path: String, value: String?, code: MessageErrorCode?, place: String
  ) throws {
    let bytes = MadeUpMessage.bytes(BrokenMessage.replacing(path, in: MadeUpMessage().tree, with: value))
    switch ReceivedMessage.read(bytes) {
    case .refused(let problem, let envelope):
      #expect(problem.code == code)
      #expect(problem.place == place)
      #expect(!problem.description.contains { $0.isNewline })
      #expect((envelope == nil) == (path == "resourceType"))
    case .notification: #expect(code == nil)
    case .acknowledgement: throw UnexpectedReading()
    }
  }

  @Test func `a sender who is nowhere to be found is refused`() throws {
    let nobody = BrokenMessage.replacing("entry.0.resource.sender", in: MadeUpMessage().tree, with: nil)
    let bytes = MadeUpMessage.bytes(BrokenMessage.replacing("entry.0.resource.source", in: nobody, with: nil))
    #expect(try messageProblem { try HospitalMessage.parse(bytes) }.place == "MessageHeader.sender")
  }

  @Test func `one person, one encounter, one current Provenance`() throws {
    for (index, place) in [(1, "Bundle.entry"), (2, "Bundle.entry"), (5, "Provenance.target")] {
      var tree = MadeUpMessage().tree
      var entries = try #require(tree["entry"] as? [Any])
      entries.append(entries[index])
      tree["entry"] = entries
      #expect(try messageProblem { try HospitalMessage.parse(MadeUpMessage.bytes(tree)) }.place == place)
    }
  }

  @Test func `thousands of entries are refused`() throws {
    var tree = MadeUpMessage().tree
    let entries = try #require(tree["entry"] as? [Any])
    tree["entry"] = entries + Array(repeating: entries[6], count: 5000)
    let problem = try messageProblem { try HospitalMessage.parse(MadeUpMessage.bytes(tree)) }
    #expect(problem.code == .tooLong)
    #expect(problem.description == "Bundle.entry must hold at most 1000 entries")
  }
}
