/// Every pair that is possible and no dearer than leaving the referral without a bed, by referral; a dearer one is in no
/// plan of least cost.
///
/// Who is alike in municipality, sex, needs and excluded sites is shown the same beds, which are found once.
struct PossiblePairs: Sendable {
  /// Where each referral's pairs begin, and behind the last where they end.
  private(set) var starts: [Int] = [0]
  private(set) var beds: [Int32] = []
  private(set) var costs: [Int] = []

  init(_ problem: MatchProblem) {
    var open: [Likeness: [Int32]] = [:]
    for referral in problem.referrals {
      let likeness = Likeness(
        municipality: referral.municipality, sexes: referral.sexes, needs: referral.needs, excluded: referral.excluded)
      let candidates: [Int32]
      if let known = open[likeness] {
        candidates = known
      } else {
        candidates = problem.beds.indices.filter { problem.broken(referral, problem.beds[$0]).isEmpty }.map(Int32.init)
        open[likeness] = candidates
      }
      for bed in candidates {
        let start = problem.beds[Int(bed)].start(from: referral.base)
        guard start <= problem.lastStart else { continue }
        let cost = problem.cost(referral, Int(bed), start: start)
        guard cost <= referral.costOfNone else { continue }
        beds.append(bed)
        costs.append(cost)
      }
      starts.append(beds.count)
    }
  }

  func pairs(of referral: Int) -> Range<Int> { starts[referral]..<starts[referral + 1] }

  private struct Likeness: Hashable {
    let municipality: Int
    let sexes: UInt8
    let needs, excluded: BitSet
  }
}
