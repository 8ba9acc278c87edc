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

  /// The same with referrals and stays, each in a bed of its own that may be closed before.
  mutating func makeWhole(persons: Int) -> Courses {
    var courses = make(persons: persons)
    let first = random.first
    courses.sites = (0..<5).map { number in
      Courses.Site(code: "H\(number)", municipality: Self.municipalities[number], turnaroundDays: number % 3)
    }
    var person = ""
    var freeFrom = CalendarDay.earliest
    for number in courses.episodes.indices {
      let episode = courses.episodes[number]
      courses.episodes[number].acute = random.oneIn(5) ? nil : !random.oneIn(3)
      if episode.person != person { (person, freeFrom) = (episode.person, .earliest) }
      guard episode.admitted.day >= freeFrom, !random.oneIn(4) else { continue }
      let bed = "H\(number % 5)-\(number)"
      let referral = referral(from: episode.admitted.day, bed)
      courses.episodes[number].referral = referral
      freeFrom = referral.movedOutOn ?? (referral.bed == nil || referral.decision == .withdrawn ? freeFrom : .latest)
      guard referral.bed != nil else { continue }
      let start = first.adding(days: -random.number(0...20))
      courses.beds.append(
        Courses.Bed(
          code: bed, site: "H\(number % 5)", inServiceFrom: start,
          inServiceTo: random.oneIn(2) ? referral.movedOutOn?.adding(days: random.number(0...9)) : nil))
      let assignedOn = referral.assignedOn ?? start
      if random.oneIn(2), start < first, start < assignedOn {
        courses.closures.append(Courses.Closure(bed: bed, days: start..<min(first, assignedOn)))
      }
    }
    return courses
  }

  private mutating func referral(from day: CalendarDay, _ bed: String) -> Courses.Referral {
    var last = day
    func later(_ days: ClosedRange<Int>, _ random: inout SeededRandom) -> CalendarDay {
      last = last.adding(days: random.number(days))
      return last
    }
    var referral = Courses.Referral(referredOn: later(0...4, &random))
    guard !random.oneIn(8) else { return referral }
    referral.decidedOn = later(0...5, &random)
    switch random.number(0...9) {
    case 0:
      referral.decision = .declined
      return referral
    case 1:
      referral.decision = .withdrawn
      return referral
    case 2:
      // A withdrawal after the assignment, perhaps on its day.
      (referral.decision, referral.bed, referral.assignedOn) = (.withdrawn, bed, last)
      referral.decidedOn = later(0...5, &random)
      return referral
    default: referral.decision = .accepted
    }
    guard !random.oneIn(6) else { return referral }
    (referral.assignedOn, referral.bed) = (later(0...4, &random), bed)
    guard !random.oneIn(6) else { return referral }
    referral.movedInOn = later(0...5, &random)
    referral.plannedMoveOutOn = random.oneIn(5) ? nil : last.adding(days: random.number(1...40))
    if random.oneIn(2) { referral.clarifiedOn = later(0...10, &random) }
    guard !random.oneIn(4) else { return referral }
    referral.movedOutOn = later(0...30, &random)
    referral.onwardSupport = random.oneIn(4) ? nil : random.one(of: ["s85", "s107", "own_home", "dead", "readmitted"])
    return referral
  }

  /// The same courses as somebody corrects them later: other homes, wards, causes and dates, nothing added or gone.
  mutating func corrected(_ courses: Courses) -> Courses {
    var courses = courses
    for number in courses.episodes.indices where random.oneIn(2) {
      let old = courses.episodes[number]
      var new = Courses.Episode(
        reference: old.reference, person: old.person, home: random.one(of: Self.municipalities),
        ward: random.one(of: Self.wards), admitted: old.admitted, discharged: old.discharged, readyOn: old.readyOn,
        withdrawnOn: old.withdrawnOn, leaveFrom: old.leaveFrom, leaveTo: old.leaveTo,
        secondReadyOn: old.secondReadyOn, acute: !(old.acute ?? false), referral: old.referral)
      if let decision = new.referral?.decision, decision != .withdrawn {
        let referredOn = new.referral?.referredOn
        new.referral?.decidedOn = referredOn
      }
      new.referral?.clarifiedOn = nil
      if new.referral?.onwardSupport != nil { new.referral?.onwardSupport = "s108" }
      if let planned = new.referral?.plannedMoveOutOn { new.referral?.plannedMoveOutOn = planned.adding(days: -1) }
      courses.episodes[number] = new
    }
    return courses
  }

  /// A question about some of it, as of an instant that may lie in the middle of a day, before, within or after.
  mutating func request(_ report: any Report.Type = WaitingDaysReport.self) throws -> ReportRequest {
    let groups = report.groups.shuffled(using: &random)
    let from = random.day().adding(days: random.number(-10...10))
    let asOf = random.moment(on: random.day().adding(days: random.number(-5...60)))
    return try ReportRequest(
      report, from: from, to: from.adding(days: random.number(0...90)),
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
