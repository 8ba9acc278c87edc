internal import Afklaring

/// Reads an instance of matching from JSON, and says of what is wrong where it stands. Source: the matching format.
public final class MatchInstanceReader {
  /// What is wrong with an instance, at most twenty lines: `referrals[3].needs[0]: reason`, or a line and a column.
  public struct Invalid: Error, Equatable {
    public let problems: [String]
  }

  private static let mostProblems = 20

  private let json: JSONReader
  private var path: [Step] = []
  private var problems: [String] = []

  /// One step to where the reader is; written only where something is wrong there.
  private enum Step {
    case field(String)
    case element(Int)

    var text: String {
      switch self {
      case .field(let name): ".\(name)"
      case .element(let number): "[\(number)]"
      }
    }
  }

  private init(_ bytes: [UInt8]) {
    json = JSONReader(bytes)
  }

  /// - Throws: `Invalid`.
  public static func read(_ bytes: [UInt8]) throws(Invalid) -> MatchInstance {
    let reader = MatchInstanceReader(bytes)
    do {
      let instance = try reader.instance()
      try reader.json.end()
      guard reader.problems.isEmpty else { throw Invalid(problems: reader.problems) }
      return instance
    } catch let error as JSONReader.SyntaxError {
      throw Invalid(problems: reader.problems + [error.description])
    } catch let invalid as Invalid {
      throw invalid
    } catch {
      throw Invalid(problems: reader.problems)
    }
  }

  // MARK: The instance

  private func instance() throws -> MatchInstance {
    var found = MatchInstance(
      asOf: .earliest, horizonDays: 0, stayDays: 1, weights: .init(), referrals: [], beds: [], agreements: [],
      previous: [])
    try object([
      "as_of", "horizon_days", "stay_days", "weights", "referrals", "beds", "agreements", "previous",
    ]) { field in
      switch field {
      case "as_of": found.asOf = try day()
      case "horizon_days": found.horizonDays = try number(0...3_650)
      case "stay_days": found.stayDays = try number(1...3_650)
      case "weights": found.weights = try weights()
      case "referrals": found.referrals = try list(referral)
      case "beds": found.beds = try list(bed)
      case "agreements": found.agreements = try list(agreement)
      default: found.previous = try list(previous)
      }
    }
    try checkReferences(found)
    return found
  }

  private func weights() throws -> MatchInstance.Weights {
    var found = MatchInstance.Weights()
    try object(["outside_municipality", "outside_region", "not_preferred", "change", "unplaced"]) { field in
      let weight = try number(0...1_000_000_000)
      switch field {
      case "outside_municipality": found.pairs.outsideMunicipality = weight
      case "outside_region": found.pairs.outsideRegion = weight
      case "not_preferred": found.pairs.notPreferred = weight
      case "change": found.pairs.change = weight
      default: found.unplaced = weight
      }
    }
    return found
  }

  private func referral() throws -> MatchInstance.Referral {
    var found = MatchInstance.Referral()
    try object(
      [
        "id", "municipality", "region", "submitted_on", "ready_on", "earliest_move_in", "priority", "sex", "needs",
        "preferred_sites", "excluded_sites",
      ], optional: "earliest_move_in"
    ) { field in
      switch field {
      case "id": found.id = try text()
      case "municipality": found.municipality = try text()
      case "region": found.region = try text()
      case "submitted_on": found.submittedOn = try day()
      case "ready_on": found.readyOn = try day()
      case "earliest_move_in": found.earliestMoveIn = try day()
      case "priority": found.priority = try number(1...5)
      case "sex": found.sex = try sex(of: MatchInstance.Sex.allCases)
      case "needs": found.needs = try list(text)
      case "preferred_sites": found.preferredSites = try list(text)
      default: found.excludedSites = try list(text)
      }
    }
    return found
  }

  private func bed() throws -> MatchInstance.Bed {
    var found = MatchInstance.Bed()
    try object(["id", "site", "municipality", "region", "free_from", "offers", "sexes", "closures"]) { field in
      switch field {
      case "id": found.id = try text()
      case "site": found.site = try text()
      case "municipality": found.municipality = try text()
      case "region": found.region = try text()
      case "free_from": found.freeFrom = try day()
      case "offers": found.offers = try list(text)
      case "sexes": found.sexes = try list { try sex(of: [.female, .male]) }
      default: found.closures = try list(closure)
      }
    }
    return found
  }

  private func closure() throws -> MatchInstance.Closure {
    var found = MatchInstance.Closure()
    let before = problems.count
    try object(["from", "to"]) { field in
      let day = try day()
      if field == "from" { found.from = day } else { found.to = day }
    }
    if problems.count == before && found.to <= found.from { try note("to must lie after from") }
    return found
  }

  private func agreement() throws -> MatchInstance.Agreement {
    var found = MatchInstance.Agreement()
    let before = problems.count
    try object(["buyer", "seller"]) { field in
      let code = try text()
      if field == "buyer" { found.buyer = code } else { found.seller = code }
    }
    if problems.count == before && found.buyer == found.seller { try note("an agreement with oneself") }
    return found
  }

  private func previous() throws -> MatchInstance.Previous {
    var found = MatchInstance.Previous()
    try object(["referral", "bed"]) { field in
      let id = try text()
      if field == "referral" { found.referral = id } else { found.bed = id }
    }
    return found
  }

  // MARK: Values

  /// Every field is given once; all but the optional one have to be.
  private func object(_ fields: [String], optional: String? = nil, _ read: (String) throws -> Void) throws {
    guard try json.kind() == .object else { return try wrong("an object") }
    var seen: [String] = []
    try json.object { name in
      path.append(.field(name))
      defer { path.removeLast() }
      if seen.contains(name) {
        try wrong("each field once")
      } else if !fields.contains(name) {
        try note("there is no such field here")
        try json.skip()
      } else {
        try read(name)
      }
      seen.append(name)
    }
    for field in fields where field != optional && !seen.contains(field) {
      path.append(.field(field))
      defer { path.removeLast() }
      try note("is missing")
    }
  }

  private func list<Element>(_ element: () throws -> Element) throws -> [Element] {
    guard try json.kind() == .array else {
      try wrong("a list")
      return []
    }
    var found: [Element] = []
    try json.array {
      path.append(.element(found.count))
      defer { path.removeLast() }
      found.append(try element())
    }
    return found
  }

  private func text() throws -> String {
    guard try json.kind() == .string else {
      try wrong("a text")
      return ""
    }
    let text = try json.string()
    if text.isEmpty { try note("must not be empty") }
    return text
  }

  private func number(_ bounds: ClosedRange<Int>) throws -> Int {
    guard try json.kind() == .number else {
      try wrong("a whole number")
      return bounds.lowerBound
    }
    guard let number = try json.wholeNumber(), bounds.contains(number) else {
      try note("a whole number from \(bounds.lowerBound) to \(bounds.upperBound) is expected")
      return bounds.lowerBound
    }
    return number
  }

  private static let years = 1900...2999

  private func day() throws -> CalendarDay {
    guard try json.kind() == .string else {
      try wrong("a date")
      return .earliest
    }
    guard let day = CalendarDay(try json.string()), Self.years.contains(day.year) else {
      try note("a date from 1900-01-01 to 2999-12-31 is expected")
      return .earliest
    }
    return day
  }

  private func sex(of allowed: [MatchInstance.Sex]) throws -> MatchInstance.Sex {
    guard try json.kind() == .string else {
      try wrong("a text")
      return .other
    }
    guard let sex = MatchInstance.Sex(rawValue: try json.string()), allowed.contains(sex) else {
      try note("one of \(allowed.map(\.rawValue).joined(separator: ", ")) is expected")
      return .other
    }
    return sex
  }

  private func wrong(_ expected: String) throws {
    try note("\(expected) is expected")
    try json.skip()
  }

  // MARK: What belongs together

  private func checkReferences(_ found: MatchInstance) throws {
    guard problems.isEmpty else { return }
    try noteRepeated("referrals", ".id", found.referrals.map(\.id))
    try noteRepeated("beds", ".id", found.beds.map(\.id))
    try noteRepeated("previous", ".referral", found.previous.map(\.referral))
    try noteRepeated("previous", ".bed", found.previous.map(\.bed))
    try noteUnknown(".referral", found.previous.map(\.referral), among: found.referrals.map(\.id))
    try noteUnknown(".bed", found.previous.map(\.bed), among: found.beds.map(\.id))
  }

  private func noteRepeated(_ list: String, _ field: String, _ ids: [String]) throws {
    var seen: Set<[UInt8]> = []
    for (number, id) in ids.enumerated() where !seen.insert(Array(id.utf8)).inserted {
      try note("stands twice", at: "\(list)[\(number)]\(field)")
    }
  }

  private func noteUnknown(_ field: String, _ ids: [String], among known: [String]) throws {
    let known = Set(known.map { Array($0.utf8) })
    for (number, id) in ids.enumerated() where !known.contains(Array(id.utf8)) {
      try note("is not in the instance", at: "previous[\(number)]\(field)")
    }
  }

  private func note(_ reason: String, at place: String? = nil) throws {
    let place = place ?? String(path.map(\.text).joined().drop { $0 == "." })
    problems.append(place.isEmpty ? reason : "\(place): \(reason)")
    if problems.count >= Self.mostProblems { throw Invalid(problems: problems) }
  }
}
