// The resources of FHIR R4 that a notification is read for. What only the content needs is read strictly; what the
// answer needs as well is read element by element.

struct FHIRMessageHeader: Decodable, Sendable {
  struct Source: Decodable, Sendable {
    let endpoint: String?
  }

  struct Destination: Decodable, Sendable {
    struct Extension: Decodable, Sendable {
      let url: String?
      let valueCoding: FHIRCoding?
    }

    let `extension`: [Extension]?
    let endpoint: String?
    let receiver: FHIRReference?

    /// `primary` or `cc`.
    var use: String? {
      `extension`?.first { $0.url?.hasSuffix("/medcom-messaging-destinationUseExtension") ?? false }?.valueCoding?.code
    }
  }

  struct Response: Decodable, Sendable {
    let identifier: String?
  }

  let id: ElementReading<String>?
  let eventCoding: ElementReading<FHIRCoding>?
  let sender: ElementReading<FHIRReference>?
  let source: ElementReading<Source>?
  let destination: ElementReading<[Destination]>?
  let focus: ElementReading<[FHIRReference]>?
  let response: ElementReading<Response>?
}

struct FHIROrganization: Decodable, Sendable {
  let id: ElementReading<String>?
  let identifier: ElementReading<[FHIRIdentifier]>?
  let name: ElementReading<String>?
}

struct FHIRPatient: Decodable, Sendable {
  let identifier: [FHIRIdentifier]?
  let name: [FHIRName]?
  let deceasedBoolean: Bool?
  let deceasedDateTime: String?

  /// Nil where nothing is said. MedCom writes the boolean only; a death must not be missed for being told otherwise.
  var isDeceased: Bool? { deceasedBoolean ?? (deceasedDateTime == nil ? nil : true) }
}

struct FHIREncounter: Decodable, Sendable {
  struct Extension: Decodable, Sendable {
    let url: String?
    let valuePeriod: FHIRPeriod?
  }

  let `extension`: [Extension]?
  let status: String?
  let `class`: FHIRCoding?
  let subject: FHIRReference?
  let episodeOfCare: [FHIRReference]?
  let period: FHIRPeriod?
  let serviceProvider: FHIRReference?
}

struct FHIRProvenance: Decodable, Sendable {
  struct Entity: Decodable, Sendable {
    let role: String?
    let what: FHIRReference?
  }

  let target: [FHIRReference]?
  let occurredDateTime: String?
  let activity: FHIRConcept?
  let entity: [Entity]?
}
