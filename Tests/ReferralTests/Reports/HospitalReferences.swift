import Afklaring

/// Contacts with a hospital that overlap or lie at most four hours apart: domain.md 4.2.
struct HospitalStay {
  let began: DayOrInstant
  /// Nil where it has not ended.
  let ended: DayOrInstant?
  let isAcute: Bool
  let ward: String
  let episodes: [Courses.Episode]

  /// The hospital stays of a person that count, in their order.
  static func all(of person: String, _ reckoning: Reckoning) -> [HospitalStay] {
    let asOf = reckoning.request.asOf
    let contacts = reckoning.courses.episodes
      .filter { $0.person == person && $0.admitted.instant <= asOf }
      .map { episode in
        var episode = episode
        if let discharged = episode.discharged, discharged.instant > asOf { episode.discharged = nil }
        return episode
      }
      .sorted { $0.admitted.instant < $1.admitted.instant }
    var linked: [[Courses.Episode]] = []
    for contact in contacts {
      let ends = linked.last?.map(\.discharged) ?? []
      let isOpen = ends.contains { $0 == nil }
      let until = ends.compactMap { $0?.instant }.max()
      if isOpen || until.map({ contact.admitted.instant - $0 <= 4 * 3600 }) == true {
        linked[linked.count - 1].append(contact)
      } else {
        linked.append([contact])
      }
    }
    return linked.compactMap { HospitalStay($0, asOf) }
  }

  private init?(_ contacts: [Courses.Episode], _ asOf: Instant) {
    episodes = contacts
    began = contacts[0].admitted
    isAcute = contacts[0].acute ?? false
    let last = contacts.max { one, other in
      let (left, right) = (one.discharged?.instant, other.discharged?.instant)
      if left == right { return one.admitted.instant < other.admitted.instant }
      return right == nil || left.map { $0 < right ?? $0 } ?? false
    }
    ward = last?.ward ?? ""
    ended = contacts.contains { $0.discharged == nil } ? nil : last?.discharged
    let end = ended?.instant ?? asOf
    let isByTheDay = began.isDayOnly || ended?.isDayOnly == true
    guard isByTheDay ? end.day > began.day : end - began.instant >= 12 * 3600 else { return nil }
  }
}

/// Readmissions by the national rule.
struct ReadmissionsReference {
  let reckoning: Reckoning

  private struct Tally {
    var discharges = 0
    var observable: [Int: Int] = [:]
    var readmitted: [Int: Int] = [:]
  }

  var csv: String {
    var (groups, total) = ([[String]: Tally](), Tally())
    for person in Set(reckoning.courses.episodes.map(\.person)) {
      let stays = HospitalStay.all(of: person, reckoning)
      for stay in stays {
        guard let ended = stay.ended, reckoning.isAsked(ended.day), !isDead(person, at: ended.instant) else { continue }
        count(stay, ended.instant, stays, &total)
        let key = reckoning.key(of: stay.episodes[0], on: ended.day, ward: stay.ward)
        count(stay, ended.instant, stays, &groups[key, default: Tally()])
      }
    }
    let columns = ["discharges"] + [7, 30, 90].flatMap { ["observable_\($0)", "readmitted_\($0)", "share_\($0)"] }
    return reckoning.csv(columns, groups, total) { tally in
      ["\(tally.discharges)"]
        + [7, 30, 90].flatMap { days in
          let (whole, part) = (tally.observable[days] ?? 0, tally.readmitted[days] ?? 0)
          return ["\(whole)", "\(part)", Reckoning.share(part, of: whole)]
        }
    }
  }

  private func count(_ stay: HospitalStay, _ ended: Instant, _ stays: [HospitalStay], _ tally: inout Tally) {
    tally.discharges += 1
    for days in [7, 30, 90] where ended.adding(hours: days * 24) <= reckoning.request.asOf {
      tally.observable[days, default: 0] += 1
      let isBack = stays.contains {
        $0.isAcute && $0.began.instant > ended && $0.began.instant <= ended.adding(hours: days * 24)
      }
      if isBack { tally.readmitted[days, default: 0] += 1 }
    }
  }

  /// From the move-out of a stay that ended with death.
  private func isDead(_ person: String, at instant: Instant) -> Bool {
    reckoning.courses.episodes.contains { episode in
      guard episode.person == person, episode.referral?.onwardSupport == "dead",
        let day = reckoning.happened(episode.referral?.movedOutOn)
      else { return false }
      return instant >= day.midnight
    }
  }
}

/// Clarification stays that ended, and who came back to hospital.
struct StaysReference {
  let reckoning: Reckoning

  private struct Tally {
    var (nights, waiting) = ([Int](), [Int]())
    var (overPlanned, during, observable, after) = (0, 0, 0, 0)
  }

  var csv: String {
    var (groups, total) = ([[String]: Tally](), Tally())
    for episode in reckoning.courses.episodes {
      guard let referral = episode.referral, let movedOutOn = reckoning.happened(referral.movedOutOn),
        let movedInOn = referral.movedInOn, reckoning.isAsked(movedOutOn)
      else { continue }
      let site = reckoning.courses.beds.first { $0.code == referral.bed }?.site ?? ""
      let key = reckoning.key(
        of: episode, on: movedOutOn, site: site, onwardSupport: referral.onwardSupport ?? "")
      count(episode, referral, movedInOn, movedOutOn, &total)
      count(episode, referral, movedInOn, movedOutOn, &groups[key, default: Tally()])
    }
    let columns = [
      "ended", "mean_nights", "median_nights", "p90_nights", "over_planned", "median_days_waiting_in_bed",
      "readmitted_during", "observable_30", "readmitted_30",
    ]
    return reckoning.csv(columns, groups, total) { tally in
      [
        "\(tally.nights.count)", Reckoning.mean(tally.nights), Reckoning.percentile(5, tally.nights),
        Reckoning.percentile(9, tally.nights), "\(tally.overPlanned)", Reckoning.percentile(5, tally.waiting),
        "\(tally.during)", "\(tally.observable)", "\(tally.after)",
      ]
    }
  }

  private func count(
    _ episode: Courses.Episode, _ referral: Courses.Referral, _ movedInOn: CalendarDay, _ movedOutOn: CalendarDay,
    _ tally: inout Tally
  ) {
    tally.nights.append(movedInOn.distance(to: movedOutOn))
    if let clarifiedOn = referral.clarifiedOn { tally.waiting.append(clarifiedOn.distance(to: movedOutOn)) }
    if let planned = referral.plannedMoveOutOn, movedOutOn > planned { tally.overPlanned += 1 }
    let others = HospitalStay.all(of: episode.person, reckoning).filter { stay in
      !stay.episodes.contains { $0.reference == episode.reference }
    }
    if others.contains(where: { (movedInOn..<movedOutOn).contains($0.began.day) }) { tally.during += 1 }
    let (from, to) = (movedOutOn.midnight, movedOutOn.midnight.adding(hours: 720))
    guard to <= reckoning.request.asOf else { return }
    tally.observable += 1
    if others.contains(where: { $0.isAcute && (from...to).contains($0.began.instant) }) { tally.after += 1 }
  }
}
