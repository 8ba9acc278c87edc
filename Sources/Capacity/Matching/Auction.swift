/// Beds bid for referrals, each for the one that gains most at the prices, and raise its price to what the next best is worth, and
/// a little more. Who is outbid bids again. A bed that gains nothing any more bids no more. Then referrals that were left with
/// a price bid for beds in the same way, and lower their own, until none of those without a bed has a price.
///
/// In rounds, each with a smaller raise: what is no longer right within it is bid for again. Source: Bertsekas and Castañon, "A
/// forward/reverse auction algorithm for asymmetric assignment problems", 1992.
struct Auction<Gain: FixedWidthInteger & SignedInteger & Sendable> {
  private let pairs: PossiblePairs<Gain>
  /// Of referrals, and of beds.
  private let prices: Numbers<Gain>
  private let bedPrices: Numbers<Gain>
  private let referralOf: Numbers<Int32>
  private let bedOf: Numbers<Int32>
  private let best: BestPairs<Gain>

  init(_ pairs: PossiblePairs<Gain>) {
    self.pairs = pairs
    let beds = pairs.problem.beds.count
    prices = Self.startingPrices(pairs.problem)
    bedPrices = Numbers(0, count: beds)
    referralOf = Numbers(-1, count: beds)
    bedOf = Numbers(-1, count: prices.count)
    best = BestPairs(pairs, prices: prices)
  }

  /// Where there are fewer beds than referrals, all beds want the most urgent first: they start as dear as they are likely to
  /// become, so that nobody has to bid them up. Any prices will do.
  private static func startingPrices(_ problem: MatchProblem) -> Numbers<Gain> {
    let prices = Numbers<Gain>(0, count: problem.referrals.count)
    guard problem.referrals.count > problem.beds.count else { return prices }
    let worth = problem.referrals.map(\.costOfNone)
    let common = worth.sorted(by: >)[problem.beds.count / 2]
    for (referral, own) in worth.enumerated() where own > common { prices.at[referral] = Gain(own - common) }
    return prices
  }

  /// - Throws: `CancellationError` where the task is cancelled.
  func outcome() throws -> (referralOf: [Int32], bedOf: [Int32], prices: [Gain]) {
    var greatest: Gain = 0
    for pair in 0..<pairs.gains.count where pairs.gains.at[pair] > greatest { greatest = pairs.gains.at[pair] }
    var last: Gain = 0
    for share in [128, 1024, 8192] {
      let raise = Swift.max(1, greatest / Gain(share))
      guard raise != last else { continue }
      try bedsBid(undone(beyond: raise), raise)
      try referralsBid(raise)
      last = raise
    }
    return (referralOf.array, bedOf.array, prices.array)
  }

  /// The beds that are not where they gain most, but for a little less, or nowhere.
  private func undone(beyond raise: Gain) -> [Int] {
    best.forget()
    var undone: [Int] = []
    for bed in (0..<referralOf.count).reversed() {
      let referral = referralOf.at[bed]
      let (most, own) = pairs.values(of: bed, at: referral, prices.at)
      guard own < most &- raise || referral < 0 && most > 0 else { continue }
      if referral >= 0 { (bedOf.at[Int(referral)], referralOf.at[bed]) = (-1, -1) }
      undone.append(bed)
    }
    return undone
  }

  private func bedsBid(_ beds: [Int], _ raise: Gain) throws {
    var (waiting, bids) = (beds, 0)
    while let bed = waiting.popLast() {
      bids += 1
      if bids % 4096 == 0 { try Task.checkCancellation() }
      guard let (referral, worth, next) = best.choice(of: bed) else { continue }
      prices.at[referral] += worth - next + raise
      let former = bedOf.at[referral]
      (bedOf.at[referral], referralOf.at[bed]) = (Int32(bed), Int32(referral))
      if former >= 0 {
        referralOf.at[Int(former)] = -1
        waiting.append(Int(former))
      }
    }
  }

  private func referralsBid(_ raise: Gain) throws {
    for bed in 0..<bedPrices.count {
      let referral = referralOf.at[bed]
      bedPrices.at[bed] = referral < 0 ? 0 : Swift.max(0, pairs.values(of: bed, at: referral, prices.at).own)
    }
    var waiting = (0..<prices.count).filter { bedOf.at[$0] < 0 && prices.at[$0] > 0 }
    var bids = 0
    while let referral = waiting.popLast() {
      bids += 1
      if bids % 4096 == 0 { try Task.checkCancellation() }
      guard let (bed, gain, next) = choice(of: referral) else {
        prices.at[referral] = 0
        continue
      }
      prices.at[referral] = Swift.max(0, next - raise)
      bedPrices.at[bed] = gain - prices.at[referral]
      let former = Int(referralOf.at[bed])
      (bedOf.at[referral], referralOf.at[bed]) = (Int32(bed), Int32(referral))
      guard former >= 0 else { continue }
      bedOf.at[former] = -1
      if prices.at[former] > 0 { waiting.append(former) }
    }
  }

  /// The bed that a referral gains most by, its gain, and what the next best is worth, or going without one.
  private func choice(of referral: Int) -> (bed: Int, gain: Gain, next: Gain)? {
    var (chosen, chosenGain, worth, next): (Int, Gain, Gain, Gain) = (-1, 0, 0, 0)
    let bedPrices = bedPrices.at
    pairs.eachBed(of: referral) { bed, gain in
      let value = gain &- bedPrices[bed]
      if value > worth {
        (chosen, chosenGain, worth, next) = (bed, gain, value, worth)
      } else if value > next {
        next = value
      }
    }
    return chosen < 0 ? nil : (chosen, chosenGain, next)
  }
}
