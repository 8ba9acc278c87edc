/// Forløbselement: the name of an episode of care, written so that two messages about one episode agree.
///
/// LPR3, the national patient register: `lpr3|` and the UUID in lower case with hyphens; another system: its address,
/// `|`, and the value. A value that is a UUID is normalised in any system, with or without `urn:uuid:` and hyphens.
enum EpisodeIdentifier {
  static let lpr3System = "https://www.esundhed.dk/Registre/Landspatientregisteret"
  /// MedCom means two: one of LPR3 and a local one.
  static let most = 10

  /// Sorted, each once.
  static func read(_ references: [FHIRReference]) throws(MessageProblem) -> [String] {
    guard references.count <= most else {
      throw MessageProblem(.tooLong, "Encounter.episodeOfCare", "must be at most \(most)")
    }
    var episodes: Set<String> = []
    for reference in references {
      let place = "Encounter.episodeOfCare.identifier"
      let system = try MessageText.bounded(reference.identifier?.system, "\(place).system")
      let value = try MessageText.bounded(reference.identifier?.value, "\(place).value")
      episodes.insert(normal(try system.orMissing("\(place).system"), try value.orMissing("\(place).value")))
    }
    guard !episodes.isEmpty else { throw .missing("Encounter.episodeOfCare") }
    return episodes.sorted()
  }

  static func normal(_ system: String, _ value: String) -> String {
    let address = system.hasSuffix("/") ? String(system.dropLast()) : system
    let isLPR3 = address.lowercased() == lpr3System.lowercased()
    return (isLPR3 ? "lpr3" : address) + "|" + (uuid(value) ?? value)
  }

  /// Lower case, hyphens in their places; nil where the value is no UUID.
  private static func uuid(_ value: String) -> String? {
    let lower = value.lowercased()
    let bare = lower.hasPrefix("urn:uuid:") ? String(lower.dropFirst("urn:uuid:".count)) : lower
    let digits = bare.filter { $0 != "-" }
    guard digits.utf8.count == 32, digits.utf8.allSatisfy(isHexadecimal) else { return nil }
    var (groups, rest) = ([String](), Substring(digits))
    for length in [8, 4, 4, 4, 12] {
      groups.append(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return groups.joined(separator: "-")
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
