public import Afklaring

/// What the matching says of one bed for one person, rule by rule (hvorfor og hvorfor ikke). Source: the matching format.
public struct BedVerdict: Sendable {
  public let bed: String
  /// The rules that it breaks; it is possible where there are none.
  public let broken: [MatchRule]
  /// What the person needs and it does not offer.
  public let missingNeeds: [String]
  /// The first day on which a stay could begin.
  public let start: CalendarDay
  public let delayDays: Int
  public let cost: Cost

  /// What it costs, summand by summand.
  public struct Cost: Sendable, Equatable {
    public let urgency: Int
    public let delayDays: Int
    /// For where it lies.
    public let place: Int
    /// For not being among the preferred.
    public let notPreferred: Int
    /// For not being what was proposed before.
    public let change: Int

    public var total: Int { urgency * delayDays + place + notPreferred + change }
  }

  public var isPossible: Bool { broken.isEmpty }

  /// What alone is in the way, where one thing is.
  public var nearMiss: NearMiss? {
    guard broken.count == 1 else { return nil }
    return broken[0] == .needs
      ? (missingNeeds.count == 1 ? .need(missingNeeds[0]) : nil) : .rule(broken[0])
  }

  /// A single requirement that, lifted, would open a bed.
  public enum NearMiss: Hashable, Sendable {
    case need(String)
    case rule(MatchRule)
  }
}

/// The rules of which pairs are possible. Source: the matching format.
public enum MatchRule: String, Sendable, CaseIterable {
  case agreement, needs, sex, site, start
}

extension MatchInstance {
  /// Every bed for one person: the possible ones as they rank (cost, start, id), then those that break fewest rules.
  ///
  /// - Parameter number: the person's place in the instance.
  public func verdicts(on number: Int) -> [BedVerdict] {
    let problem = MatchProblem(self)
    return beds.indices.map { problem.verdict(number, $0) }.sorted { one, other in
      let (a, b) = ((one.broken.count, one.cost.total, one.start), (other.broken.count, other.cost.total, other.start))
      return a != b ? a < b : one.bed.utf8.lexicographicallyPrecedes(other.bed.utf8)
    }
  }
}

extension MatchProblem {
  fileprivate func verdict(_ number: Int, _ bed: Int) -> BedVerdict {
    let (referral, start) = (referrals[number], start(in: bed, from: referrals[number].base))
    var rules = broken(referral, bed)
    if start > lastStart { rules.insert(.start) }
    let offers = Set(instance.beds[bed].offers)
    return BedVerdict(
      bed: instance.beds[bed].id, broken: MatchRule.allCases.filter { rules.contains($0.bit) },
      missingNeeds: instance.referrals[number].needs.filter { !offers.contains($0) },
      start: CalendarDay(daysSinceEpoch: Int32(start)), delayDays: start - referral.base,
      cost: costInParts(referral, bed, start: start))
  }
}

extension MatchRule {
  var bit: MatchRules {
    switch self {
    case .agreement: .agreement
    case .needs: .needs
    case .sex: .sex
    case .site: .site
    case .start: .start
    }
  }
}
