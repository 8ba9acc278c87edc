/// Every pair that is possible and no dearer than leaving the referral without a bed, by bed, with its gain: what it costs
/// less than that. A dearer pair is in no plan of least cost.
struct PossiblePairs<Gain: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
  let problem: MatchProblem
  /// Where each bed's pairs begin, and behind the last where they end.
  let starts: [Int]
  let referrals: [Int32]
  let gains: [Gain]

  init(_ problem: MatchProblem) {
    var counts = Array(repeating: 0, count: problem.beds.count)
    for referral in problem.referrals.indices {
      problem.eachGain(of: referral) { bed, _ in counts[bed] += 1 }
    }
    let starts = counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    var next = starts
    var referrals = [Int32](repeating: 0, count: starts.last ?? 0)
    var gains = [Gain](repeating: 0, count: referrals.count)
    for referral in problem.referrals.indices {
      problem.eachGain(of: referral) { bed, gain in
        (referrals[next[bed]], gains[next[bed]]) = (Int32(referral), Gain(gain))
        next[bed] += 1
      }
    }
    (self.problem, self.starts, self.referrals, self.gains) = (problem, starts, referrals, gains)
  }

  func pairs(of bed: Int) -> Range<Int> { starts[bed]..<starts[bed + 1] }

  /// The pairs of a referral, reckoned again: they are kept by bed only.
  func eachBed(of referral: Int, _ body: (Int, Gain) -> Void) {
    problem.eachGain(of: referral) { body($0, Gain($1)) }
  }
}

extension MatchProblem {
  /// Each bed that costs no more than none, and what it costs less.
  fileprivate func eachGain(of referral: Int, _ body: (Int, Int) -> Void) {
    let costOfNone = referrals[referral].costOfNone
    eachPossibleBed(of: referral) { bed, _, cost in
      if cost <= costOfNone { body(bed, costOfNone - cost) }
    }
  }
}
