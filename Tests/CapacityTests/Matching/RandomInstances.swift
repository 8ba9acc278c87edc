import Afklaring
import Fixtures

@testable import Capacity

/// Small instances made up at random, the same for the same seed: few values, so that much is equal and much is tight.
struct RandomInstances {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  private static let municipalities = ["0607", "0410", "0751"]
  private static let sites = ["s1", "s2"]
  private static let today = CalendarDay(year: 2026, month: 11, day: 22) ?? .earliest

  mutating func make(referrals: Int, beds: Int) -> MatchInstance {
    var instance = MatchInstance(
      asOf: Self.today, horizonDays: random.number(0...40), stayDays: random.number(1...30),
      weights: .init(
        pairs: pairWeights(), unplaced: random.oneIn(5) ? 1_000_000_000 : random.number(0...60)),
      referrals: [], beds: [], agreements: [], previous: [])
    for municipality in Self.municipalities where random.oneIn(5) { instance.ownWeights[municipality] = pairWeights() }
    instance.referrals = (0..<random.number(0...referrals)).map { referral($0) }
    instance.beds = (0..<random.number(0...beds)).map { bed($0) }
    for buyer in Self.municipalities {
      for seller in Self.municipalities where buyer != seller && !random.oneIn(3) {
        instance.agreements.append(.init(buyer: buyer, seller: seller))
      }
    }
    for (referral, bed) in zip(instance.referrals, instance.beds.shuffled(using: &random)) where random.oneIn(3) {
      instance.previous.append(.init(referral: referral.id, bed: bed.id))
    }
    return instance
  }

  private mutating func pairWeights() -> MatchInstance.PairWeights {
    .init(
      outsideMunicipality: random.number(0...3), outsideRegion: random.oneIn(9) ? 1_000_000_000 : random.number(0...6),
      notPreferred: random.number(0...3), change: random.number(0...3))
  }

  mutating func shuffled(_ instance: MatchInstance) -> MatchInstance {
    var other = instance
    other.referrals.shuffle(using: &random)
    other.beds.shuffle(using: &random)
    other.agreements.shuffle(using: &random)
    other.previous.shuffle(using: &random)
    return other
  }

  private mutating func referral(_ number: Int) -> MatchInstance.Referral {
    let ready = Self.today.adding(days: -random.number(-10...70))
    return MatchInstance.Referral(
      id: "r\(number)", municipality: random.one(of: Self.municipalities), region: random.one(of: ["1083", "1082"]),
      submittedOn: Self.today.adding(days: -random.number(0...2)), readyOn: ready,
      earliestMoveIn: random.oneIn(2) ? Self.today.adding(days: random.number(-5...9)) : nil,
      priority: random.number(1...3), sex: random.one(of: MatchInstance.Sex.allCases),
      needs: random.some(of: ["a", "b"], oneIn: 4), preferredSites: random.some(of: Self.sites, oneIn: 4),
      excludedSites: random.some(of: Self.sites, oneIn: 6))
  }

  private mutating func bed(_ number: Int) -> MatchInstance.Bed {
    MatchInstance.Bed(
      id: "b\(number)", site: random.one(of: Self.sites), municipality: random.one(of: Self.municipalities),
      region: random.one(of: ["1083", "1082"]), freeFrom: Self.today.adding(days: random.number(-3...20)),
      offers: random.oneIn(3) ? random.some(of: ["a", "b"], oneIn: 2) : ["a", "b"],
      sexes: random.some(of: [.female, .male], oneIn: 2),
      closures: (0..<random.number(0...2)).map { _ in
        let from = Self.today.adding(days: random.number(-5...30))
        return MatchInstance.Closure(from: from, to: from.adding(days: random.number(1...6)))
      })
  }
}
