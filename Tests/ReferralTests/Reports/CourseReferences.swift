import Afklaring

/// From referral to decision, bed and move-in, reckoned from the words of domain.md 4.3 and reports.md.
struct ReferralTimesReference {
  let reckoning: Reckoning

  private struct Tally {
    var decisions: [String: Int] = [:]
    var (toDecision, toAssignment, toMoveIn) = ([Int](), [Int](), [Int]())
  }

  var csv: String {
    var (groups, total) = ([[String]: Tally](), Tally())
    for episode in reckoning.courses.episodes {
      guard let referral = episode.referral, let referredOn = reckoning.happened(referral.referredOn),
        reckoning.isAsked(referredOn)
      else { continue }
      count(referral, &total)
      count(referral, &groups[reckoning.key(of: episode, on: referredOn), default: Tally()])
    }
    let columns =
      ["referrals", "accepted", "declined", "withdrawn", "undecided", "moved_in"]
      + ["decision", "assignment", "move_in"].flatMap { ["median_days_to_\($0)", "p90_days_to_\($0)"] }
    return reckoning.csv(columns, groups, total) { tally in
      let names = ["accepted", "declined", "withdrawn", "undecided"]
      return ["\(tally.decisions.values.reduce(0, +))"] + names.map { "\(tally.decisions[$0] ?? 0)" }
        + ["\(tally.toMoveIn.count)"]
        + [tally.toDecision, tally.toAssignment, tally.toMoveIn].flatMap {
          [Reckoning.percentile(5, $0), Reckoning.percentile(9, $0)]
        }
    }
  }

  private func count(_ referral: Courses.Referral, _ tally: inout Tally) {
    let decidedOn = reckoning.happened(referral.decidedOn)
    let decision = decidedOn == nil ? nil : referral.decision
    tally.decisions[decision?.rawValue ?? "undecided", default: 0] += 1
    if let decidedOn, decision == .accepted || decision == .declined {
      tally.toDecision.append(referral.referredOn.distance(to: decidedOn))
    }
    if let day = reckoning.happened(referral.assignedOn) {
      tally.toAssignment.append(referral.referredOn.distance(to: day))
    }
    if let day = reckoning.happened(referral.movedInOn) {
      tally.toMoveIn.append(referral.referredOn.distance(to: day))
    }
  }
}

/// Every night of every bed, one by one: domain.md 4.4.
struct OccupancyReference {
  let reckoning: Reckoning

  private struct Tally {
    var (available, occupied, held, closed) = (0, 0, 0, 0)
  }

  var csv: String {
    var (groups, total) = ([[String]: Tally](), Tally())
    let courses = reckoning.courses
    for bed in courses.beds {
      guard let site = courses.sites.first(where: { $0.code == bed.site }) else { continue }
      var night = reckoning.request.from
      while night <= min(reckoning.request.to, reckoning.request.asOf.day) {
        if bed.inServiceFrom <= night, bed.inServiceTo.map({ night < $0 }) ?? true {
          count(bed, night, &total)
          let key = reckoning.key(on: night, municipality: site.municipality, site: site.code)
          count(bed, night, &groups[key, default: Tally()])
        }
        night = night.adding(days: 1)
      }
    }
    let columns = ["available_nights", "occupied_nights", "held_nights", "closed_nights", "rate"]
    return reckoning.csv(columns, groups, total) { tally in
      [tally.available, tally.occupied, tally.held, tally.closed].map(String.init)
        + [Reckoning.share(tally.occupied, of: tally.available)]
    }
  }

  private func count(_ bed: Courses.Bed, _ night: CalendarDay, _ tally: inout Tally) {
    if reckoning.courses.closures.contains(where: { $0.bed == bed.code && $0.days.contains(night) }) {
      tally.closed += 1
      return
    }
    tally.available += 1
    let referrals = reckoning.courses.episodes.compactMap(\.referral).filter { $0.bed == bed.code }
    if referrals.contains(where: { isIn($0, on: night) }) {
      tally.occupied += 1
    } else if referrals.contains(where: { isKept(for: $0, on: night) }) {
      tally.held += 1
    }
  }

  private func isIn(_ referral: Courses.Referral, on night: CalendarDay) -> Bool {
    guard let movedInOn = reckoning.happened(referral.movedInOn), movedInOn <= night else { return false }
    return reckoning.happened(referral.movedOutOn).map { night < $0 } ?? true
  }

  private func isKept(for referral: Courses.Referral, on night: CalendarDay) -> Bool {
    guard let assignedOn = reckoning.happened(referral.assignedOn), assignedOn <= night else { return false }
    if let movedInOn = reckoning.happened(referral.movedInOn), movedInOn <= night { return false }
    if referral.decision == .withdrawn, let day = reckoning.happened(referral.decidedOn), day <= night { return false }
    return true
  }
}
