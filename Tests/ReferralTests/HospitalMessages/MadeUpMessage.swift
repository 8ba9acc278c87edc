import Foundation

/// A notification about nobody: the CPR number fails modulus 11 and was never issued.
struct MadeUpMessage {
  static let number = "1204709996"
  static let familyName = "Eksempelsen"
  static let givenName = "Opdigtet"

  var bundleID = "bundle-1"
  var messageID = "message-1"
  var eventCode = "hospital-notification-message"
  var activity = "admit-inpatient"
  var status = "in-progress"
  var encounterClass = "IMP"
  var isDeceased: Bool?
  var occurred = "2026-03-01T12:00:02+01:00"
  var start = "2026-03-01T12:00:00+01:00"
  var end: String?
  var leave: (start: String?, end: String?)?
  var earlier: (role: String, id: String)?
  var episodes = [("https://sor2.sum.dsdn.dk/#id=265161000016000", "82873e50-6b4b-4b2c-8a53-0d9a6a0d4a11")]

  var bytes: [UInt8] { MadeUpMessage.bytes(tree) }

  static func bytes(_ tree: [String: Any]) -> [UInt8] {
    [UInt8]((try? JSONSerialization.data(withJSONObject: tree, options: [.sortedKeys])) ?? Data())
  }

  /// The message as Foundation's dictionaries and arrays, to be broken by a test.
  var tree: [String: Any] {
    [
      "resourceType": "Bundle", "id": bundleID, "type": "message", "timestamp": occurred,
      "entry": [
        entry("MessageHeader", messageID, header),
        entry("Patient", "patient-1", patient),
        entry("Encounter", "encounter-1", encounter),
        entry("Organization", "ward-1", organization("5790000209354", "265161000016000", "Opdigtet afdeling")),
        entry("Organization", "town-1", organization("5790001348120", "953741000016009", "Opdigtet kommune")),
        entry("Provenance", "provenance-1", provenance),
        entry("Basic", "unknown-1", ["code": ["text": "skipped"]]),
      ],
    ]
  }

  private var header: [String: Any] {
    let use = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-destinationUseExtension"
    let destination: [String: Any] = [
      "extension": [["url": use, "valueCoding": ["code": "primary"]]],
      "endpoint": "https://sor2.sum.dsdn.dk/#id=953741000016009", "receiver": ["reference": "Organization/town-1"],
    ]
    return [
      "eventCoding": ["code": eventCode], "destination": [destination],
      "sender": ["reference": "Organization/ward-1"],
      "source": ["endpoint": "https://sor2.sum.dsdn.dk/#id=265161000016000"],
      "focus": [["reference": "https://example.dk/fhir/Encounter/encounter-1/_history/2"]],
    ]
  }

  private var patient: [String: Any] {
    var patient: [String: Any] = [
      "identifier": [["system": "urn:oid:1.2.208.176.1.2", "value": MadeUpMessage.number]],
      "name": [["use": "official", "family": MadeUpMessage.familyName, "given": [MadeUpMessage.givenName, "B"]]],
    ]
    patient["deceasedBoolean"] = isDeceased
    return patient
  }

  private var encounter: [String: Any] {
    var encounter: [String: Any] = [
      "status": status, "class": ["code": encounterClass], "subject": ["reference": "Patient/patient-1"],
      "episodeOfCare": episodes.map { ["identifier": ["system": $0.0, "value": $0.1]] },
      "period": ["start": start, "end": end].compactMapValues { $0 },
      "serviceProvider": ["reference": "Organization/ward-1"],
    ]
    if let leave {
      let url =
        "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension"
      encounter["extension"] = [
        ["url": url, "valuePeriod": ["start": leave.start, "end": leave.end].compactMapValues { $0 }] as [String: Any]
      ]
    }
    return encounter
  }

  private var provenance: [String: Any] {
    var provenance: [String: Any] = [
      "target": [["reference": "MessageHeader/\(messageID)"]], "occurredDateTime": occurred, "recorded": occurred,
      "activity": ["coding": [["code": activity]]],
    ]
    if let earlier {
      provenance["entity"] = [
        ["role": earlier.role, "what": ["reference": "MessageHeader/\(earlier.id)"]] as [String: Any]
      ]
    }
    return provenance
  }

  private func organization(_ gln: String, _ sor: String, _ name: String) -> [String: Any] {
    [
      "name": name,
      "identifier": [
        ["system": "https://www.gs1.org/gln", "value": gln], ["system": "urn:oid:1.2.208.176.1.1", "value": sor],
      ],
    ]
  }

  private func entry(_ type: String, _ id: String, _ content: [String: Any]) -> [String: Any] {
    let head: [String: Any] = ["resourceType": type, "id": id]
    return ["fullUrl": "\(type)/\(id)", "resource": head.merging(content) { first, _ in first }]
  }
}
