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
      change(&groups[reckoning.key(of: episode, on: day), default: Tally()])
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
    return reckoning.csv(columns, groups, total, cells)
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

  private var reckoning: Reckoning { Reckoning(courses: courses, request: request) }

  private var cutoff: CalendarDay { min(request.to, request.asOf.day) }

  private func isOngoing(_ wait: Wait) -> Bool {
    guard wait.readyOn <= cutoff else { return false }
    return (wait.dischargedOn.map { $0 > cutoff } ?? true) && (wait.withdrawnOn.map { $0 > cutoff } ?? true)
  }

  private func cells(_ tally: Tally) -> [String] {
    let lengths = tally.lengths
    let counts = [tally.admissions.count, tally.waitingDays, tally.ongoing.count, lengths.count].map(String.init)
    let amounts = ["region", "state"].map { tally.amounts[$0].map(kroner) ?? "missing" }
    return counts + [Reckoning.mean(lengths), Reckoning.percentile(5, lengths), Reckoning.percentile(9, lengths)]
      + amounts
  }
}
