/// What is asked most of beds, each property by itself, so that millions of looks go through little memory.
struct BedLanes {
  let municipality: Numbers<Int>
  let region: Numbers<Int>
  let site: Numbers<Int>
  let freeFrom: Numbers<Int32>
  /// The first start that a closure forbids, or the greatest number.
  let firstForbidden: Numbers<Int32>
  /// The last day from which on a stay can begin in time, or less than any.
  let lastBase: Numbers<Int32>
  let fitting: FittingBeds
  private let sexes: Numbers<UInt8>
  /// The first 64 offers; the others are looked up.
  private let offers: Numbers<UInt64>
  private let beds: [MatchProblem.Bed]
  /// Where the forbidden starts of each bed begin, and behind the last where they end.
  private let spans: Numbers<Int>
  private let lower: Numbers<Int>
  private let upper: Numbers<Int>

  init(_ beds: [MatchProblem.Bed], lastStart: Int) {
    self.beds = beds
    municipality = Numbers(beds.map(\.municipality))
    region = Numbers(beds.map(\.region))
    site = Numbers(beds.map(\.site))
    freeFrom = Numbers(beds.map { Int32($0.freeFrom) })
    firstForbidden = Numbers(beds.map { $0.forbidden.first.map { Int32($0.lowerBound) } ?? .max })
    sexes = Numbers(beds.map(\.sexes))
    offers = Numbers(beds.map(\.offers.first))
    let lastBase = Numbers(beds.map { $0.lastBase(before: lastStart).map(Int32.init) ?? .min })
    self.lastBase = lastBase
    fitting = FittingBeds(beds, lastBase)
    let all = beds.flatMap(\.forbidden)
    spans = Numbers(beds.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.forbidden.count) })
    lower = Numbers(all.map(\.lowerBound))
    upper = Numbers(all.map(\.upperBound))
  }

  /// The rules 2 to 4 that a bed breaks. Source: the matching format.
  @inline(__always)
  func broken(by wanted: Wanted, _ bed: Int) -> MatchRules {
    var broken: UInt8 = 0
    if wanted.needs & ~offers.at[bed] != 0 || wanted.hasMoreNeeds && !wanted.allNeeds.isSubset(of: beds[bed].offers) {
      broken |= MatchRules.needs.rawValue
    }
    if wanted.sexes & ~sexes.at[bed] != 0 { broken |= MatchRules.sex.rawValue }
    if wanted.isExcluding && wanted.excluded.contains(site.at[bed]) { broken |= MatchRules.site.rawValue }
    return MatchRules(rawValue: broken)
  }

  /// The first day from another on, on which a stay can begin; the bed is free by then, and closed perhaps.
  func start(in bed: Int, from day: Int) -> Int {
    var start = day
    for span in spans.at[bed]..<spans.at[bed + 1] where start >= lower.at[span] && start < upper.at[span] {
      start = upper.at[span]
    }
    return start
  }
}

/// What a person asks of a bed, as it is compared.
struct Wanted {
  let needs: UInt64
  let hasMoreNeeds: Bool
  let allNeeds: BitSet
  let sexes: UInt8
  let isExcluding: Bool
  let excluded: BitSet
  private let preferred: BitSet
  private let hasPreference: Bool

  init(_ referral: MatchProblem.Referral) {
    (needs, hasMoreNeeds, allNeeds) = (referral.needs.first, referral.needs.hasMore, referral.needs)
    (sexes, isExcluding, excluded) = (referral.sexes, !referral.excluded.isEmpty, referral.excluded)
    (preferred, hasPreference) = (referral.preferred, referral.hasPreference)
  }

  func isPreferred(_ site: Int) -> Bool { !hasPreference || preferred.contains(site) }
}

/// How many beds meet the needs and take the sex, whoever's they are, by the last day from which on a stay can begin in time:
/// found once for all who need the same.
final class FittingBeds {
  private struct Kind: Hashable {
    let needs: BitSet
    let sexes: UInt8
  }

  private let beds: [MatchProblem.Bed]
  private let lastBase: Numbers<Int32>
  private var known: [Kind: [Int32]] = [:]

  init(_ beds: [MatchProblem.Bed], _ lastBase: Numbers<Int32>) {
    (self.beds, self.lastBase) = (beds, lastBase)
  }

  func count(_ wanted: Wanted, from base: Int) -> Int {
    let days = days(Kind(needs: wanted.allNeeds, sexes: wanted.sexes))
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < base { low = middle + 1 } else { high = middle }
    }
    return days.count - low
  }

  private func days(_ kind: Kind) -> [Int32] {
    if let days = known[kind] { return days }
    let days = beds.indices.filter { bed in
      kind.needs.isSubset(of: beds[bed].offers) && kind.sexes & ~beds[bed].sexes == 0
    }.map { lastBase.at[$0] }.sorted()
    known[kind] = days
    return days
  }
}

extension MatchProblem.Bed {
  /// The last day in time that no closure forbids; nil where there is none.
  fileprivate func lastBase(before lastStart: Int) -> Int? {
    var day = lastStart
    for span in forbidden.reversed() where span.contains(day) { day = span.lowerBound - 1 }
    return day < freeFrom ? nil : day
  }
}
