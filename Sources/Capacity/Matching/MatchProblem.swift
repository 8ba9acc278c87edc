internal import Afklaring

/// An instance in numbers: texts have become numbers, needs and sites sets of bits, closures the starts that they forbid.
struct MatchProblem {
  struct Referral: Sendable {
    let municipality, region: Int
    let sexes: UInt8
    let needs: BitSet
    let preferred, excluded: BitSet
    /// The first day on which a stay may begin.
    let base: Int
    let waitedDays: Int
    let urgency: Int
    let submittedOn: Int
    /// What it costs to leave the person without a bed.
    let costOfNone: Int
    /// The bed of the last plan, or -1.
    let previousBed: Int
    let hasPreference: Bool
  }

  struct Bed: Sendable {
    let municipality, region, site: Int
    /// A bit for each sex that it takes.
    let sexes: UInt8
    let offers: BitSet
    let freeFrom: Int
    /// The starts that closures forbid: in order, apart, the upper bounds not included.
    let forbidden: [Range<Int>]
  }

  let instance: MatchInstance
  let referrals: [Referral]
  let beds: [Bed]
  /// The last day on which a stay may begin.
  let lastStart: Int
  /// Of each municipality.
  private let weights: [MatchInstance.PairWeights]
  /// Itself, and the sellers that each municipality has an agreement with.
  private let sellers: [BitSet]
  /// The same as lists, and the beds of each municipality.
  private var sellersOf: [[Int]] = []
  private var bedsOf: [[Int]] = []
  /// The beds that keep rules 1 to 4 for all who are alike, and who is alike.
  private var openBeds: [Numbers<UInt32>] = []
  private var likenessOf: [Int] = []
  private let lanes: BedLanes
  /// Of each referral, in the same way; `changes` is what another bed than the last plan's costs.
  private let bases: Numbers<Int>
  private let urgencies: Numbers<Int>
  let costsOfNone: Numbers<Int>
  private let previousBeds: Numbers<Int>
  private let changes: Numbers<Int>
  private let fixedCosts: Numbers<Int>

  init(_ instance: MatchInstance) {
    self.instance = instance
    var municipalities = Numbering()
    var regions = Numbering()
    var sites = Numbering()
    var needs = Numbering()
    let asOf = Int(instance.asOf.daysSinceEpoch)
    lastStart = asOf + instance.horizonDays
    beds = instance.beds.map { bed in
      Bed(
        municipality: municipalities[bed.municipality], region: regions[bed.region], site: sites[bed.site],
        sexes: bed.sexes.isEmpty ? 0b111 : Self.bits(of: bed.sexes), offers: BitSet(bed.offers.map { needs[$0] }),
        freeFrom: Int(bed.freeFrom.daysSinceEpoch), forbidden: Self.forbidden(bed.closures, instance.stayDays))
    }
    lanes = BedLanes(beds, lastStart: lastStart)
    var bedNumbers = Numbering()
    for bed in instance.beds { _ = bedNumbers[bed.id] }
    var previous: [[UInt8]: Int] = [:]
    for pair in instance.previous { previous[Array(pair.referral.utf8)] = bedNumbers[pair.bed] }
    referrals = instance.referrals.map { referral in
      let waited = max(0, asOf - Int(referral.readyOn.daysSinceEpoch))
      let urgency = referral.priority * (1 + waited / 30)
      return Referral(
        municipality: municipalities[referral.municipality], region: regions[referral.region],
        sexes: Self.bits(of: [referral.sex]), needs: BitSet(referral.needs.map { needs[$0] }),
        preferred: BitSet(referral.preferredSites.map { sites[$0] }),
        excluded: BitSet(referral.excludedSites.map { sites[$0] }),
        base: max(asOf, Int((referral.earliestMoveIn ?? referral.readyOn).daysSinceEpoch)), waitedDays: waited,
        urgency: urgency, submittedOn: Int(referral.submittedOn.daysSinceEpoch),
        costOfNone: instance.weights.unplaced + urgency * (instance.horizonDays + 1),
        previousBed: previous[Array(referral.id.utf8)] ?? -1, hasPreference: !referral.preferredSites.isEmpty)
    }
    for agreement in instance.agreements { _ = (municipalities[agreement.buyer], municipalities[agreement.seller]) }
    var sellers = (0..<municipalities.count).map { BitSet([$0]) }
    for agreement in instance.agreements {
      sellers[municipalities[agreement.buyer]].insert(municipalities[agreement.seller])
    }
    self.sellers = sellers
    var weights = Array(repeating: instance.weights.pairs, count: municipalities.count)
    for (municipality, own) in instance.ownWeights {
      guard let number = municipalities.known(municipality) else { continue }
      weights[number] = own
    }
    self.weights = weights
    bases = Numbers(referrals.map(\.base))
    urgencies = Numbers(referrals.map(\.urgency))
    costsOfNone = Numbers(referrals.map(\.costOfNone))
    previousBeds = Numbers(referrals.map(\.previousBed))
    changes = Numbers(referrals.map { $0.previousBed < 0 ? 0 : weights[$0.municipality].change })
    fixedCosts = Numbers(0, count: referrals.count * OpenBed.kinds.count)
    for (number, referral) in referrals.enumerated() {
      for (kind, one) in OpenBed.kinds.enumerated() {
        fixedCosts.at[number * OpenBed.kinds.count + kind] = fixedCost(
          referral, one.place, isPreferred: one.isPreferred)
      }
    }
    findOpenBeds()
  }

  /// Who is alike in all but dates and urgency is shown the same beds, which are found once.
  private mutating func findOpenBeds() {
    bedsOf = Array(repeating: [Int](), count: sellers.count)
    for bed in beds.indices { bedsOf[beds[bed].municipality].append(bed) }
    sellersOf = sellers.map { own in sellers.indices.filter(own.contains) }
    var numbers: [Likeness: Int] = [:]
    var open: [UInt32] = []
    for referral in referrals {
      let likeness = Likeness(
        municipality: referral.municipality, region: referral.region, sexes: referral.sexes, needs: referral.needs,
        preferred: referral.preferred, excluded: referral.excluded)
      if let number = numbers[likeness] {
        likenessOf.append(number)
      } else {
        numbers[likeness] = openBeds.count
        likenessOf.append(openBeds.count)
        open.removeAll(keepingCapacity: true)
        let wanted = Wanted(referral)
        for seller in sellersOf[referral.municipality] {
          let place = referral.municipality == seller ? MatchPlace.ownMunicipality : nil
          for bed in bedsOf[seller] where lanes.broken(by: wanted, bed).isEmpty {
            let lying = place ?? (lanes.region.at[bed] == referral.region ? .ownRegion : .otherRegion)
            open.append(OpenBed(bed, lying, isPreferred: wanted.isPreferred(lanes.site.at[bed])).number)
          }
        }
        openBeds.append(Numbers(open))
      }
    }
  }

  /// Counts each possible bed of a referral.
  func countPossibleBeds(of referral: Int, in counts: UnsafeMutablePointer<Int>) {
    let (base, lastBase, open) = (bases.at[referral], lanes.lastBase.at, openBeds[likenessOf[referral]])
    for place in 0..<open.count {
      let bed = Int(open.at[place] >> 3)
      if base <= Int(lastBase[bed]) { counts[bed] += 1 }
    }
  }

  /// The same beds, each with the first day on which a stay can begin, and its cost.
  @inline(__always)
  func eachPossibleBed(of referral: Int, _ body: (_ bed: Int, _ start: Int, _ cost: Int) -> Void) {
    let base = bases.at[referral]
    let urgency = urgencies.at[referral]
    let previous = previousBeds.at[referral]
    let change = changes.at[referral]
    let (freeFrom, firstForbidden, lastBase) = (lanes.freeFrom.at, lanes.firstForbidden.at, lanes.lastBase.at)
    let fixed = fixedCosts.at + referral * OpenBed.kinds.count
    let open = openBeds[likenessOf[referral]]
    for place in 0..<open.count {
      let number = open.at[place]
      let bed = Int(number >> 3)
      if base > Int(lastBase[bed]) { continue }
      var start = max(base, Int(freeFrom[bed]))
      if start >= Int(firstForbidden[bed]) { start = lanes.start(in: bed, from: start) }
      let cost = urgency &* (start &- base) &+ fixed[Int(number & 7)] &+ (bed == previous ? 0 : change)
      body(bed, start, cost)
    }
  }

  // MARK: Rules

  /// How many beds break each rule and no other, by the rule's bit. Of beds without an agreement, which are most, all count that
  /// break no other rule: they are known for all who need the same.
  func alone(_ referral: Referral) -> [Int] {
    let wanted = Wanted(referral)
    var tally = Array(repeating: 0, count: 32)
    var fitting = lanes.fitting.count(wanted, from: referral.base)
    for seller in sellersOf[referral.municipality] {
      for bed in bedsOf[seller] {
        var rules = lanes.broken(by: wanted, bed)
        if referral.base > Int(lanes.lastBase.at[bed]) { rules.insert(.start) }
        tally[Int(rules.rawValue)] += 1
        if rules.isSubset(of: .site) { fitting -= 1 }
      }
    }
    if wanted.isExcluding {
      for bed in beds.indices where wanted.excluded.contains(lanes.site.at[bed]) {
        let isSeller = sellers[referral.municipality].contains(lanes.municipality.at[bed])
        if !isSeller, lanes.broken(by: wanted, bed) == .site, referral.base <= Int(lanes.lastBase.at[bed]) {
          fitting -= 1
        }
      }
    }
    tally[Int(MatchRules.agreement.rawValue)] = fitting
    return tally
  }

  /// The rules that a bed breaks for a referral, but for the start. Source: the matching format, rules 1 to 4.
  func broken(_ referral: Referral, _ bed: Int) -> MatchRules {
    let broken = lanes.broken(by: Wanted(referral), bed)
    return sellers[referral.municipality].contains(beds[bed].municipality) ? broken : broken.union(.agreement)
  }

  /// The first day from another on, on which a stay can begin, in time or not.
  func start(in bed: Int, from day: Int) -> Int { lanes.start(in: bed, from: max(day, beds[bed].freeFrom)) }

  func place(_ referral: Referral, _ bed: Bed) -> MatchPlace {
    if referral.municipality == bed.municipality { return .ownMunicipality }
    return referral.region == bed.region ? .ownRegion : .otherRegion
  }

  /// - Parameter bed: the bed's place in the instance.
  func cost(_ referral: Referral, _ bed: Int, start: Int) -> Int {
    costInParts(referral, bed, start: start).total
  }

  func costInParts(_ referral: Referral, _ bed: Int, start: Int) -> BedVerdict.Cost {
    let weights = weights[referral.municipality]
    return BedVerdict.Cost(
      urgency: referral.urgency, delayDays: start - referral.base,
      place: placeCost(weights, place(referral, beds[bed])),
      notPreferred: isPreferred(referral, beds[bed]) ? 0 : weights.notPreferred, change: change(referral, to: bed))
  }

  private func isPreferred(_ referral: Referral, _ bed: Bed) -> Bool {
    !referral.hasPreference || referral.preferred.contains(bed.site)
  }

  /// What there is to pay for where a bed lies, whatever the start.
  private func fixedCost(_ referral: Referral, _ place: MatchPlace, isPreferred: Bool) -> Int {
    let weights = weights[referral.municipality]
    return placeCost(weights, place) + (isPreferred ? 0 : weights.notPreferred)
  }

  private func placeCost(_ weights: MatchInstance.PairWeights, _ place: MatchPlace) -> Int {
    switch place {
    case .ownMunicipality: 0
    case .ownRegion: weights.outsideMunicipality
    case .otherRegion: weights.outsideRegion
    }
  }

  private func change(_ referral: Referral, to bed: Int) -> Int {
    referral.previousBed < 0 || referral.previousBed == bed ? 0 : weights[referral.municipality].change
  }

  // MARK: Numbers

  /// `other` fits where female and male are listed both.
  private static func bits(of sexes: [MatchInstance.Sex]) -> UInt8 {
    sexes.reduce(0) { bits, sex in
      switch sex {
      case .female: bits | 0b01
      case .male: bits | 0b10
      case .other: bits | 0b11
      }
    }
  }

  /// A start is forbidden that lies less than a stay before a closure, or within it.
  private static func forbidden(_ closures: [MatchInstance.Closure], _ stayDays: Int) -> [Range<Int>] {
    let spans = closures.map { closure in
      Int(closure.from.daysSinceEpoch) - stayDays + 1..<Int(closure.to.daysSinceEpoch)
    }.sorted { $0.lowerBound < $1.lowerBound }
    return spans.reduce(into: []) { merged, span in
      if let last = merged.last, span.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        merged.append(span)
      }
    }
  }
}

private struct Likeness: Hashable {
  let municipality, region: Int
  let sexes: UInt8
  let needs, preferred, excluded: BitSet
}

/// A bed that keeps rules 1 to 4 for somebody, and what there is to pay for it whatever the start: in one number, as there
/// are millions.
private struct OpenBed {
  static let kinds =
    MatchPlace.allCases.flatMap { [($0, true), ($0, false)] } as [(place: MatchPlace, isPreferred: Bool)]

  let number: UInt32

  init(_ bed: Int, _ place: MatchPlace, isPreferred: Bool) {
    let kind = Self.kinds.firstIndex { $0 == (place, isPreferred) } ?? 0
    number = UInt32(bed) << 3 | UInt32(kind)
  }
}
