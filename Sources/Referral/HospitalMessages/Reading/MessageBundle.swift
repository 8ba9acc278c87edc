import FoundationEssentials

/// The FHIR Bundle as it came, each resource read or with the reason why it could not be.
struct MessageBundle: Decodable, Sendable {
  struct Entry: Decodable, Sendable {
    let fullUrl: ElementReading<String>?
    let resource: Resource?
  }

  enum Resource: Decodable, Sendable {
    case messageHeader(FHIRMessageHeader)
    case organization(FHIROrganization)
    case patient(id: ElementReading<String>?, ElementReading<FHIRPatient>)
    case encounter(id: ElementReading<String>?, ElementReading<FHIREncounter>)
    case provenance(ElementReading<FHIRProvenance>)
    case unknown

    private enum Key: CodingKey {
      case resourceType
      case id
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let type = try container.decodeIfPresent(ElementReading<String>.self, forKey: .resourceType)
      let id = try container.decodeIfPresent(ElementReading<String>.self, forKey: .id)
      switch type?.value {
      case "MessageHeader": self = .messageHeader(try FHIRMessageHeader(from: decoder))
      case "Organization": self = .organization(try FHIROrganization(from: decoder))
      case "Patient": self = .patient(id: id, try ElementReading(from: decoder))
      case "Encounter": self = .encounter(id: id, try ElementReading(from: decoder))
      case "Provenance": self = .provenance(try ElementReading(from: decoder))
      default: self = .unknown
      }
    }
  }

  let resourceType: ElementReading<String>?
  let id: ElementReading<String>?
  let type: ElementReading<String>?
  let entry: ElementReading<[ElementReading<Entry>]>?

  /// The bundle in the bytes; a byte order mark before it is passed over.
  static func parse(_ bytes: [UInt8]) throws(MessageProblem) -> MessageBundle {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let json = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    try MessageShape.check(json)
    let bundle = try decode(json)
    guard bundle.resourceType?.value == "Bundle" else {
      throw MessageProblem(.messageTypeNotReceived, "Bundle.resourceType", "must be Bundle")
    }
    return bundle
  }

  private static func decode(_ json: [UInt8]) throws(MessageProblem) -> MessageBundle {
    do {
      return try JSONDecoder().decode(MessageBundle.self, from: Data(json))
    } catch let error as DecodingError {
      throw MessageProblem(error)
    } catch {
      throw MessageProblem(.wrongDatatype, "Bundle", "must be well-formed JSON")
    }
  }

  /// The entries that can be read, in their order.
  var entries: [Entry] { entry?.value?.compactMap(\.value) ?? [] }

  /// The first entry's message header, or the first there is: an answer may go out even if the order is wrong.
  var header: FHIRMessageHeader? {
    entries.lazy.compactMap { entry in
      if case .messageHeader(let header) = entry.resource { header } else { nil }
    }.first
  }

  /// The organisation that a reference leads to; nil where it leads nowhere.
  func organization(_ reference: FHIRReference) -> FHIROrganization? {
    guard let target = reference.target else { return nil }
    return entries.lazy.compactMap { entry in
      guard case .organization(let organization) = entry.resource else { return nil }
      return entry.isNamed(target, id: organization.id) ? organization : nil
    }.first
  }
}

extension MessageBundle.Entry {
  /// Whether a reference's last segment names this entry, by its id or by its address.
  func isNamed(_ target: Substring, id: ElementReading<String>?) -> Bool {
    id?.value.map { $0[...] == target } ?? false || fullUrl?.value.flatMap(FHIRReference.target) == target
  }
}
