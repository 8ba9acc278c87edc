/// Beds bid for referrals, each for the one that gains most at the prices, and raise its price to what the next best is
/// worth, and a little more. Who is outbid bids again. A bed that gains nothing any more bids no more.
///
/// A bed keeps its best pairs at hand and looks at all of them only when these may no longer be the best.
struct BedAuction<Gain: FixedWidthInteger & SignedInteger & Sendable> {
  private static var kept: Int { 12 }

  private let pairs: PossiblePairs<Gain>
  private var prices: [Gain]
  private var referralOf: [Int32]
  private var bedOf: [Int32]
  /// The pairs that each bed keeps at hand, and how many.
  private var best: [Int32]
  private var bestCount: [Int]
  /// The worths of the pairs that are kept while a bed looks at all of them.
  private var values: [Gain]
  /// What no other pair of a bed is worth more than.
  private var bound: [Gain]

  init(_ pairs: PossiblePairs<Gain>) {
    self.pairs = pairs
    let beds = pairs.problem.beds.count
    prices = Array(repeating: 0, count: pairs.problem.referrals.count)
    bedOf = Array(repeating: -1, count: prices.count)
    referralOf = Array(repeating: -1, count: beds)
    best = Array(repeating: 0, count: beds * Self.kept)
    bestCount = Array(repeating: 0, count: beds)
    values = Array(repeating: 0, count: Self.kept)
    bound = Array(repeating: .max, count: beds)
  }

  /// - Throws: `CancellationError` where the task is cancelled.
  mutating func outcome(raise: Gain) throws -> (referralOf: [Int32], bedOf: [Int32], prices: [Gain]) {
    var waiting = Array(referralOf.indices.reversed())
    var bids = 0
    while let bed = waiting.popLast() {
      bids += 1
      if bids % 4096 == 0 { try Task.checkCancellation() }
      guard let (referral, worth, next) = choice(of: bed) else { continue }
      prices[referral] += worth - next + raise
      let former = bedOf[referral]
      (bedOf[referral], referralOf[bed]) = (Int32(bed), Int32(referral))
      if former >= 0 {
        referralOf[Int(former)] = -1
        waiting.append(Int(former))
      }
    }
    return (referralOf, bedOf, prices)
  }

  /// The referral that a bed gains most by, what it is worth, and what the next best is, or leaving the bed free.
  private mutating func choice(of bed: Int) -> (referral: Int, worth: Gain, next: Gain)? {
    while true {
      var (chosen, worth, next): (Int32, Gain, Gain) = (-1, 0, 0)
      for place in bed * Self.kept..<bed * Self.kept + bestCount[bed] {
        let pair = Int(best[place])
        let value = pairs.gains[pair] - prices[Int(pairs.referrals[pair])]
        if value > worth {
          (chosen, worth, next) = (pairs.referrals[pair], value, worth)
        } else if value > next {
          next = value
        }
      }
      if next >= bound[bed] { return chosen < 0 ? nil : (Int(chosen), worth, next) }
      lookAgain(bed)
    }
  }

  private mutating func lookAgain(_ bed: Int) {
    var (count, limit, others): (Int, Gain, Gain) = (0, 0, 0)
    let first = bed * Self.kept
    for pair in pairs.pairs(of: bed) {
      let value = pairs.gains[pair] - prices[Int(pairs.referrals[pair])]
      guard value > limit else {
        others = max(others, value)
        continue
      }
      if count == Self.kept {
        others = max(others, values[count - 1])
        count -= 1
      }
      var place = count
      while place > 0 && values[place - 1] < value {
        values[place] = values[place - 1]
        best[first + place] = best[first + place - 1]
        place -= 1
      }
      (values[place], best[first + place]) = (value, Int32(pair))
      count += 1
      if count == Self.kept { limit = max(0, values[count - 1]) }
    }
    (bestCount[bed], bound[bed]) = (count, others)
  }
}
