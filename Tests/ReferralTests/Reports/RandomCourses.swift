import Afklaring
import Referral

/// Courses made up at random, the same for the same seed, thick with what is hard: changes of the clocks, leaves at 72
/// hours, dates without times, moves, withdrawn waits, second waits, tiers and gaps between rates, the reform of 2027.
struct RandomCourses {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  private static let municipalities = ["0607", "0410", "0461", "0751", "0101", "0259"]
  private static let wards = ["Middelfart O2", "Odense P4", "Ærø Ø1"]

  mutating func make(persons: Int) -> Courses {
    var courses = Courses()
    for number in 0..<persons { add("0203404\(number + 100)", &courses) }
    courses.rates = rates
    return courses
  }

  /// A question about some of it, as of an instant that may lie in the middle of a day, before, within or after.
  mutating func request() throws -> ReportRequest {
    let groups = WaitingDaysReport.groups.shuffled(using: &random)
    let from = random.day().adding(days: random.number(-10...10))
    let asOf = random.moment(on: random.day().adding(days: random.number(-5...60)))
    return try ReportRequest(
      WaitingDaysReport.self, from: from, to: from.adding(days: random.number(0...90)),
      by: Array(groups.prefix(random.number(0...3))), asOf: asOf.instant)
  }

  /// Episodes one after the other, so that no two waits of a person meet; one may begin on the day the last ended.
  private mutating func add(_ person: String, _ courses: inout Courses) {
    var day = random.day()
    var last: Instant?
    for number in 0..<random.number(1...3) {
      var admitted = random.moment(on: day)
      // Of two episodes that state a home at the same instant nobody can say which holds.
      if let last, admitted.instant <= last { admitted = .instant(last.adding(seconds: 60)) }
      day = admitted.day
      last = admitted.instant
      let length = random.number(0...25)
      var episode = Courses.Episode(
        reference: "\(person)-\(number)", person: person, home: random.one(of: Self.municipalities),
        ward: random.one(of: Self.wards), admitted: admitted)
      let isLast = number == 2 || random.oneIn(4)
      if !isLast || random.oneIn(2) {
        let moment = random.moment(on: day.adding(days: length))
        episode.discharged = moment.instant < admitted.instant ? admitted : moment
      }
      wait(&episode, from: day, length: length)
      leave(&episode, from: day, length: length)
      courses.episodes.append(episode)
      if random.oneIn(2) { move(person, near: day, &courses) }
      guard !isLast, let discharged = episode.discharged else { return }
      day = discharged.day.adding(days: random.oneIn(3) ? 0 : random.number(0...40))
    }
  }

  private mutating func wait(_ episode: inout Courses.Episode, from day: CalendarDay, length: Int) {
    guard !random.oneIn(6) else { return }
    let readyOn = day.adding(days: random.number(0...length))
    let rest = episode.discharged.map { readyOn.distance(to: $0.day) } ?? 30
    guard rest >= 0 else { return }
    episode.readyOn = readyOn
    guard random.oneIn(3) else { return }
    let withdrawnOn = readyOn.adding(days: random.number(0...rest))
    episode.withdrawnOn = withdrawnOn
    if random.oneIn(2), withdrawnOn > readyOn, let last = episode.discharged?.day {
      episode.secondReadyOn = withdrawnOn.adding(days: random.number(0...withdrawnOn.distance(to: last)))
    }
  }

  private mutating func leave(_ episode: inout Courses.Episode, from day: CalendarDay, length: Int) {
    guard length >= 5, random.oneIn(2) else { return }
    let from = random.moment(on: day.adding(days: random.number(1...length - 4)))
    let to: DayOrInstant =
      switch random.number(0...3) {
      case 0: .instant(from.instant.adding(hours: 72))
      case 1: .instant(from.instant.adding(hours: 72).adding(seconds: 60))
      case 2: .day(from.day.adding(days: 3))
      default: random.moment(on: from.day.adding(days: random.number(1...4)))
      }
    let end = episode.discharged?.instant ?? random.first.adding(days: 400).midnight
    guard from.instant <= end else { return }
    episode.leaveFrom = from
    if to.instant <= end, !random.oneIn(5) { episode.leaveTo = to }
  }

  private mutating func move(_ person: String, near day: CalendarDay, _ courses: inout Courses) {
    let from = day.adding(days: random.number(-3...20))
    guard !courses.residences.contains(where: { $0.person == person && $0.from == from }) else { return }
    courses.residences.append(
      Courses.Residence(person: person, municipality: random.one(of: Self.municipalities), from: from))
  }

  /// The state pays nothing for two days, then by a rate that has a gap.
  private var rates: [Courses.Rate] {
    let (start, summer, autumn) = (random.first, random.first.adding(days: 60), random.first.adding(days: 75))
    return [
      Courses.Rate(payee: "region", days: 1...Int.max, validity: start...CalendarDay.latest, amount: 210_000),
      Courses.Rate(payee: "state", days: 1...2, validity: start...CalendarDay.latest, amount: 0),
      Courses.Rate(payee: "state", days: 3...7, validity: start...summer, amount: 100_050),
      Courses.Rate(payee: "state", days: 3...7, validity: autumn...CalendarDay.latest, amount: 110_000),
      Courses.Rate(payee: "state", days: 8...Int.max, validity: start...CalendarDay.latest, amount: 120_025),
    ]
  }
}
