// The data types of FHIR R4, with those of their elements that a notification is read for.

struct FHIRCoding: Decodable, Sendable {
  let code: String?
}

struct FHIRConcept: Decodable, Sendable {
  let coding: [FHIRCoding]?
}

struct FHIRIdentifier: Decodable, Hashable, Sendable {
  let system: String?
  let value: String?
}

struct FHIRPeriod: Decodable, Hashable, Sendable {
  let start: String?
  let end: String?
}

struct FHIRName: Decodable, Hashable, Sendable {
  let use: String?
  let family: String?
  let given: [String]?
}

struct FHIRReference: Decodable, Hashable, Sendable {
  let reference: String?
  let identifier: FHIRIdentifier?

  /// The id at the end of `Organization/1`, of a full address, with a version behind it or not, or of `urn:uuid:`.
  static func target(_ text: String) -> Substring? {
    let address = text.split(separator: "/_history/", maxSplits: 1).first ?? ""
    let segment = address.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let target = segment.hasPrefix("urn:uuid:") ? segment.dropFirst("urn:uuid:".count) : segment
    return target.isEmpty ? nil : target
  }

  var target: Substring? { reference.flatMap(FHIRReference.target) }
}
