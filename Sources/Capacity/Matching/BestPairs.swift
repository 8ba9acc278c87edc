/// The best pairs of each bed at the referrals' prices. A bed keeps some at hand, and looks at all of them only when these may no
/// longer be the best.
struct BestPairs<Gain: FixedWidthInteger & SignedInteger & Sendable> {
  private static var kept: Int { 6 }

  private let pairs: PossiblePairs<Gain>
  private let prices: Numbers<Gain>
  /// The pairs that each bed keeps at hand, and how many.
  private let best: Numbers<Int32>
  private let bestCount: Numbers<Int32>
  /// What no other pair of a bed is worth more than.
  private let bound: Numbers<Gain>
  /// The worths of the pairs that are kept while a bed looks at all of them.
  private let values: Numbers<Gain>

  init(_ pairs: PossiblePairs<Gain>, prices: Numbers<Gain>) {
    (self.pairs, self.prices) = (pairs, prices)
    let beds = pairs.problem.beds.count
    best = Numbers(0, count: beds * Self.kept)
    bestCount = Numbers(0, count: beds)
    bound = Numbers(.max, count: beds)
    values = Numbers(0, count: Self.kept)
  }

  /// The referral that a bed gains most by, what it is worth, and what the next best is, or leaving the bed free.
  func choice(of bed: Int) -> (referral: Int, worth: Gain, next: Gain)? {
    let (prices, gains, referrals) = (prices.at, pairs.gains.at, pairs.referrals.at)
    while true {
      var (chosen, worth, next): (Int32, Gain, Gain) = (-1, 0, 0)
      let first = best.at + bed * Self.kept
      for place in 0..<Int(bestCount.at[bed]) {
        let pair = Int(first[place])
        let value = gains[pair] &- prices[Int(referrals[pair])]
        if value > worth {
          (chosen, worth, next) = (referrals[pair], value, worth)
        } else if value > next {
          next = value
        }
      }
      if next >= bound.at[bed] { return chosen < 0 ? nil : (Int(chosen), worth, next) }
      lookAgain(bed)
    }
  }

  /// Prices that were lowered make what is kept at hand worth nothing.
  func forget() {
    for bed in 0..<bound.count { (bestCount.at[bed], bound.at[bed]) = (0, .max) }
  }

  private func lookAgain(_ bed: Int) {
    let (prices, gains, referrals, values) = (prices.at, pairs.gains.at, pairs.referrals.at, values.at)
    let first = best.at + bed * Self.kept
    var (count, limit, others): (Int, Gain, Gain) = (0, 0, 0)
    for pair in pairs.pairs(of: bed) {
      let value = gains[pair] &- prices[Int(referrals[pair])]
      guard value > limit else {
        if value > others { others = value }
        continue
      }
      if count == Self.kept {
        others = max(others, values[count &- 1])
        count &-= 1
      }
      var place = count
      while place > 0 && values[place &- 1] < value {
        (values[place], first[place]) = (values[place &- 1], first[place &- 1])
        place &-= 1
      }
      (values[place], first[place]) = (value, Int32(truncatingIfNeeded: pair))
      count &+= 1
      if count == Self.kept { limit = max(0, values[count &- 1]) }
    }
    (bestCount.at[bed], bound.at[bed]) = (Int32(count), others)
  }
}
