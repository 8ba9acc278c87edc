/// Every pair that is possible, by bed, with its gain: what it costs less than leaving the referral without a bed. A pair that
/// costs more than that is in no plan of least cost, however much more: its gain is -1.
struct PossiblePairs<Gain: FixedWidthInteger & SignedInteger & Sendable> {
  let problem: MatchProblem
  /// Where each bed's pairs begin, and behind the last where they end.
  private let starts: Numbers<Int>
  let referrals: Numbers<Int32>
  let gains: Numbers<Gain>

  init(_ problem: MatchProblem) {
    let starts = Numbers(0, count: problem.beds.count + 1)
    for referral in problem.referrals.indices {
      problem.countPossibleBeds(of: referral, in: starts.at + 1)
    }
    for bed in problem.beds.indices { starts.at[bed + 1] += starts.at[bed] }
    let next = Numbers(starts.array)
    let count = starts.at[problem.beds.count]
    let (referrals, gains) = (Numbers<Int32>(0, count: count), Numbers<Gain>(0, count: count))
    for referral in problem.referrals.indices {
      problem.eachGain(of: referral) { bed, gain in
        let place = next.at[bed]
        (referrals.at[place], gains.at[place]) = (Int32(referral), Gain(truncatingIfNeeded: gain))
        next.at[bed] = place &+ 1
      }
    }
    (self.problem, self.starts, self.referrals, self.gains) = (problem, starts, referrals, gains)
  }

  func pairs(of bed: Int) -> Range<Int> { starts.at[bed]..<starts.at[bed + 1] }

  /// The pairs of a referral, reckoned again: they are kept by bed only.
  @inline(__always)
  func eachBed(of referral: Int, _ body: (Int, Gain) -> Void) {
    problem.eachGain(of: referral) { body($0, Gain(truncatingIfNeeded: $1)) }
  }

  /// The most that a bed can gain at the prices, and what it gains by one referral, or nought.
  func values(
    of bed: Int, at referral: Int32, _ prices: UnsafePointer<Gain>
  ) -> (most: Gain, own: Gain) {
    var (most, own): (Gain, Gain) = (0, 0)
    for pair in pairs(of: bed) {
      let other = referrals.at[pair]
      let value = gains.at[pair] &- prices[Int(other)]
      if value > most { most = value }
      if other == referral { own = value }
    }
    return (most, own)
  }
}

extension MatchProblem {
  @inline(__always)
  fileprivate func eachGain(of referral: Int, _ body: (Int, Int) -> Void) {
    let costOfNone = costsOfNone.at[referral]
    eachPossibleBed(of: referral) { bed, _, cost in body(bed, max(costOfNone &- cost, -1)) }
  }
}
