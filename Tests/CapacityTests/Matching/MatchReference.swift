import Afklaring
import Capacity

/// The plan found by trying every one, written from the format, obvious rather than fast.
struct MatchReference {
  let instance: MatchInstance

  struct Outcome: Equatable, CustomStringConvertible {
    let cost: Int
    /// Nil without a bed.
    let bed: String?
    let start: CalendarDay?

    var description: String { "\(cost) \(bed ?? "-") \(start.map { "\($0)" } ?? "-")" }
  }

  /// The outcome of each referral in the order in which they count.
  var best: [(referral: String, outcome: Outcome)] {
    let order = instance.referrals.sorted { one, other in
      if waited(one) != waited(other) { return waited(one) > waited(other) }
      if one.submittedOn != other.submittedOn { return one.submittedOn < other.submittedOn }
      return one.id < other.id
    }
    var best: (objective: Int, outcomes: [Outcome])?
    func tryAll(_ chosen: [Outcome]) {
      guard chosen.count < order.count else {
        let objective = chosen.reduce(0) { $0 + $1.cost }
        if let known = best {
          guard objective <= known.objective else { return }
          guard objective < known.objective || isBetter(chosen, known.outcomes) else { return }
        }
        best = (objective, chosen)
        return
      }
      let taken = Set(chosen.compactMap(\.bed))
      for outcome in outcomes(of: order[chosen.count]) where outcome.bed.map(taken.contains) != true {
        tryAll(chosen + [outcome])
      }
    }
    tryAll([])
    return zip(order, best?.outcomes ?? []).map { ($0.id, $1) }
  }

  private func isBetter(_ one: [Outcome], _ other: [Outcome]) -> Bool {
    for (a, b) in zip(one, other) where a != b {
      if a.cost != b.cost { return a.cost < b.cost }
      guard let bed = a.bed, let start = a.start else { return false }
      guard let otherBed = b.bed, let otherStart = b.start else { return true }
      return start != otherStart ? start < otherStart : bed < otherBed
    }
    return false
  }

  private func outcomes(of referral: MatchInstance.Referral) -> [Outcome] {
    let none = instance.weights.unplaced + urgency(referral) * (instance.horizonDays + 1)
    return instance.beds.compactMap { bed in
      guard isPossible(referral, bed), let start = start(referral, bed) else { return nil }
      return Outcome(cost: cost(referral, bed, start), bed: bed.id, start: start)
    } + [Outcome(cost: none, bed: nil, start: nil)]
  }

  private func isPossible(_ referral: MatchInstance.Referral, _ bed: MatchInstance.Bed) -> Bool {
    let isAgreed =
      referral.municipality == bed.municipality
      || instance.agreements.contains { $0.buyer == referral.municipality && $0.seller == bed.municipality }
    let takesSex =
      bed.sexes.isEmpty
      || (referral.sex == .other
        ? bed.sexes.contains(.female) && bed.sexes.contains(.male) : bed.sexes.contains(referral.sex))
    return isAgreed && takesSex && referral.needs.allSatisfy(bed.offers.contains)
      && !referral.excludedSites.contains(bed.site)
  }

  /// Day by day.
  private func start(_ referral: MatchInstance.Referral, _ bed: MatchInstance.Bed) -> CalendarDay? {
    var day = max(base(referral), bed.freeFrom)
    while day <= instance.asOf.adding(days: instance.horizonDays) {
      let end = day.adding(days: instance.stayDays)
      if !bed.closures.contains(where: { $0.from < end && $0.to > day }) { return day }
      day = day.adding(days: 1)
    }
    return nil
  }

  private func cost(_ referral: MatchInstance.Referral, _ bed: MatchInstance.Bed, _ start: CalendarDay) -> Int {
    var cost = urgency(referral) * base(referral).distance(to: start)
    let weights = instance.ownWeights[referral.municipality] ?? instance.weights.pairs
    if referral.municipality != bed.municipality {
      cost +=
        referral.region == bed.region ? weights.outsideMunicipality : weights.outsideRegion
    }
    if !referral.preferredSites.isEmpty && !referral.preferredSites.contains(bed.site) {
      cost += weights.notPreferred
    }
    if let before = instance.previous.first(where: { $0.referral == referral.id }), before.bed != bed.id {
      cost += weights.change
    }
    return cost
  }

  private func base(_ referral: MatchInstance.Referral) -> CalendarDay {
    max(instance.asOf, referral.earliestMoveIn ?? referral.readyOn)
  }

  private func waited(_ referral: MatchInstance.Referral) -> Int {
    max(0, referral.readyOn.distance(to: instance.asOf))
  }

  private func urgency(_ referral: MatchInstance.Referral) -> Int {
    referral.priority * (1 + waited(referral) / 30)
  }
}
