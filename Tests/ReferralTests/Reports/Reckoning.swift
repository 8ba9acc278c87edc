import Afklaring

/// What the references of all reports have in common: homes, groups, order and rounding.
struct Reckoning {
  let courses: Courses
  let request: ReportRequest

  /// What is dated later has not happened yet; a date counts from its midnight.
  func happened(_ day: CalendarDay?) -> CalendarDay? { day.flatMap { $0.midnight <= request.asOf ? $0 : nil } }

  func isAsked(_ day: CalendarDay) -> Bool { (request.from...request.to).contains(day) }

  /// The latest fact from a day on or before this one; before the first, the first.
  func home(of person: String, on day: CalendarDay) -> String {
    let episodes = courses.episodes
      .filter { $0.person == person && $0.admitted.instant <= request.asOf }
      .map { (from: $0.admitted.day, isResidence: 0, at: $0.admitted.instant, municipality: $0.home) }
    let residences = courses.residences
      .filter { $0.person == person && $0.from.midnight <= request.asOf }
      .map { (from: $0.from, isResidence: 1, at: $0.from.midnight, municipality: $0.municipality) }
    let facts = (episodes + residences).sorted { ($0.from, $0.isResidence, $0.at) < ($1.from, $1.isResidence, $1.at) }
    let first = facts.last { $0.from == facts[0].from }
    return (facts.last { $0.from <= day } ?? first)?.municipality ?? ""
  }

  func key(
    of episode: Courses.Episode, on day: CalendarDay, ward: String? = nil, site: String = "", onwardSupport: String = ""
  ) -> [String] {
    key(
      on: day, municipality: home(of: episode.person, on: day), ward: ward ?? episode.ward, site: site,
      onwardSupport: onwardSupport)
  }

  func key(
    on day: CalendarDay, municipality: String, ward: String = "", site: String = "", onwardSupport: String = ""
  ) -> [String] {
    request.by.map { group in
      switch group {
      case .municipality: municipality
      case .region: region(of: municipality, on: day)
      case .ward: ward
      case .site: site
      case .onwardSupport: onwardSupport
      case .month: String("\(day)".prefix(7))
      case .quarter: "\(day.year)-Q\((day.month + 2) / 3)"
      case .year: "\(day.year)"
      default: "?"
      }
    }
  }

  private func region(of municipality: String, on day: CalendarDay) -> String {
    switch municipality {
    case "0101", "0259": day.year >= 2027 ? "Region Østdanmark" : municipality == "0101" ? "1084" : "1085"
    case "0751": "1082"
    default: "1083"
    }
  }

  /// The file: a row for each group, then the total.
  func csv<Tally>(
    _ columns: [String], _ groups: [[String]: Tally], _ total: Tally, _ cells: (Tally) -> [String]
  ) -> String {
    let header = (request.by.map(\.rawValue) + columns).joined(separator: ",") + "\n"
    let rows = request.by.isEmpty ? [] : groups.sorted { isBefore($0.key, $1.key) }
    return header
      + (rows.map { $0.key + cells($0.value) } + [request.by.map { _ in "total" } + cells(total)])
      .map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private func isBefore(_ left: [String], _ right: [String]) -> Bool {
    for (one, other) in zip(left, right) where one != other {
      return one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
    }
    return false
  }

  // MARK: Figures of one decimal, half away from zero

  static func mean(_ values: [Int]) -> String {
    values.isEmpty ? "" : tenths((values.reduce(0, +) * 20 + values.count) / (2 * values.count))
  }

  /// Linear interpolation between the two values beside the place.
  static func percentile(_ tenth: Int, _ values: [Int]) -> String {
    guard !values.isEmpty else { return "" }
    let values = values.sorted()
    let (place, rest) = (tenth * (values.count - 1) / 10, tenth * (values.count - 1) % 10)
    let next = values[min(place + 1, values.count - 1)]
    return tenths(values[place] * 10 + rest * (next - values[place]))
  }

  /// In percent.
  static func share(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "" : tenths((2000 * part + whole) / (2 * whole))
  }

  private static func tenths(_ number: Int) -> String { "\(number / 10).\(number % 10)" }
}
