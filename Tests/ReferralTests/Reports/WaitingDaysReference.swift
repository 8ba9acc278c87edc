import Afklaring

/// The waiting days reckoned day by day from the words of domain.md 4.1 and reports.md, without SQL and without haste.
struct WaitingDaysReference {
  let courses: Courses
  let request: ReportRequest

  /// One wait with its counted days, the first of them number 1.
  private struct Wait {
    let episode: Courses.Episode
    let readyOn: CalendarDay
    let withdrawnOn: CalendarDay?
    let dischargedOn: CalendarDay?
    var days: [CalendarDay] = []
  }

  private struct Tally {
    var admissions: Set<String> = []
    var waitingDays = 0
    var ongoing: Set<String> = []
    var lengths: [Int] = []
    /// Øre by payee; none where a day has no rate.
    var amounts: [String: Int] = ["region": 0, "state": 0]
  }

  var csv: String {
    var groups: [[String]: Tally] = [:]
    var total = Tally()
    func note(_ episode: Courses.Episode, on day: CalendarDay, _ change: (inout Tally) -> Void) {
      change(&groups[key(episode, on: day), default: Tally()])
      change(&total)
    }
    for episode in courses.episodes {
      let waits = waits(of: episode)
      for wait in waits {
        for (number, day) in zip(1..., wait.days) where (request.from...request.to).contains(day) {
          note(episode, on: day) { count(episode, number, day, &$0) }
        }
        if isOngoing(wait) { note(episode, on: cutoff) { $0.ongoing.insert(episode.reference) } }
      }
      // Of several waits in one admission, the last decides, and its days are the admission's.
      if let last = waits.last, endedByDischarge(last), let day = last.days.last {
        note(episode, on: day) { $0.lengths.append(last.days.count) }
      }
    }
    let header = (request.by.map(\.rawValue) + columns).joined(separator: ",") + "\n"
    let rows = request.by.isEmpty ? [] : groups.sorted { isBefore($0.key, $1.key) }.map { line($0.key, $0.value) }
    return header + rows.joined() + line(request.by.map { _ in "total" }, total)
  }

  private let columns = [
    "admissions", "waiting_days", "ongoing", "ended", "mean_days", "median_days", "p90_days", "amount_region",
    "amount_state",
  ]

  private func count(_ episode: Courses.Episode, _ number: Int, _ day: CalendarDay, _ tally: inout Tally) {
    tally.admissions.insert(episode.reference)
    tally.waitingDays += 1
    for payee in ["region", "state"] {
      let rate = courses.rates.first {
        $0.payee == payee && $0.days.contains(number) && $0.validity.contains(day)
      }
      if let rate, let sum = tally.amounts[payee] {
        tally.amounts[payee] = sum + rate.amount
      } else {
        tally.amounts[payee] = nil
      }
    }
  }

  // MARK: The definition

  /// What is dated after the as-of instant has not happened yet. A date counts from its midnight.
  private func waits(of episode: Courses.Episode) -> [Wait] {
    guard episode.admitted.instant <= request.asOf else { return [] }
    let discharged = episode.discharged.flatMap { $0.instant <= request.asOf ? $0.instant : nil }
    let given = [(episode.readyOn, episode.withdrawnOn), (episode.secondReadyOn, nil)]
    return given.compactMap { readyOn, withdrawnOn -> Wait? in
      guard let readyOn, readyOn.midnight <= request.asOf else { return nil }
      var wait = Wait(
        episode: episode, readyOn: readyOn,
        withdrawnOn: withdrawnOn.flatMap { $0.midnight <= request.asOf ? $0 : nil }, dischargedOn: discharged?.day)
      var day = readyOn
      while isWaiting(wait, on: day) {
        if !isOnLongLeave(episode, discharged, on: day) { wait.days.append(day) }
        day = day.adding(days: 1)
      }
      return wait
    }
  }

  /// R <= d < D, not discharged R <= d <= the as-of day; a withdrawal ends the period on its day, exclusive.
  private func isWaiting(_ wait: Wait, on day: CalendarDay) -> Bool {
    if let withdrawnOn = wait.withdrawnOn, day >= withdrawnOn { return false }
    if let dischargedOn = wait.dischargedOn { return day < dischargedOn }
    return day <= request.asOf.day
  }

  /// More than 72 hours, from the day it began on up to, not including, the day it ended on.
  private func isOnLongLeave(_ episode: Courses.Episode, _ discharged: Instant?, on day: CalendarDay) -> Bool {
    guard let from = episode.leaveFrom?.instant, from <= request.asOf else { return false }
    let ended = episode.leaveTo.flatMap { $0.instant <= request.asOf ? $0.instant : nil }
    let to = ended ?? min(request.asOf, discharged ?? request.asOf)
    return to - from > 72 * 3600 && from.day <= day && day < to.day
  }

  /// A wait withdrawn on the day of the discharge ended by withdrawal.
  private func endedByDischarge(_ wait: Wait) -> Bool {
    guard let dischargedOn = wait.dischargedOn, (request.from...request.to).contains(dischargedOn) else { return false }
    return wait.withdrawnOn == nil
  }

  private var cutoff: CalendarDay { min(request.to, request.asOf.day) }

  private func isOngoing(_ wait: Wait) -> Bool {
    guard wait.readyOn <= cutoff else { return false }
    return (wait.dischargedOn.map { $0 > cutoff } ?? true) && (wait.withdrawnOn.map { $0 > cutoff } ?? true)
  }

  /// The latest fact from a day on or before this one; before the first, the first.
  private func home(of person: String, on day: CalendarDay) -> String {
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

  // MARK: The groups and the line

  private func key(_ episode: Courses.Episode, on day: CalendarDay) -> [String] {
    request.by.map { group in
      switch group {
      case .municipality: home(of: episode.person, on: day)
      case .region: region(of: home(of: episode.person, on: day), on: day)
      case .ward: episode.ward
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

  private func isBefore(_ left: [String], _ right: [String]) -> Bool {
    for (one, other) in zip(left, right) where one != other {
      return one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
    }
    return false
  }

  private func line(_ key: [String], _ tally: Tally) -> String {
    let lengths = tally.lengths.sorted()
    let count = lengths.count
    // Half away from zero, in tenths.
    let mean = count == 0 ? "" : tenths((lengths.reduce(0, +) * 20 + count) / (2 * count))
    let counts = [tally.admissions.count, tally.waitingDays, tally.ongoing.count, count].map(String.init)
    let amounts = ["region", "state"].map { tally.amounts[$0].map(kroner) ?? "missing" }
    let cells = key + counts + [mean, percentile(5, lengths), percentile(9, lengths)] + amounts
    return cells.joined(separator: ",") + "\n"
  }

  /// Linear interpolation between the two lengths beside the place.
  private func percentile(_ tenth: Int, _ lengths: [Int]) -> String {
    guard !lengths.isEmpty else { return "" }
    let (place, rest) = (tenth * (lengths.count - 1) / 10, tenth * (lengths.count - 1) % 10)
    let next = lengths[min(place + 1, lengths.count - 1)]
    return tenths(lengths[place] * 10 + rest * (next - lengths[place]))
  }

  private func tenths(_ number: Int) -> String { "\(number / 10).\(number % 10)" }
}
