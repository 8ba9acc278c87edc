/// Which referral each bed gets, so that the sum of the gains is as great as can be; nobody has to get one.
///
/// In three steps. Beds and referrals bid for each other, each bid a little more than need be (`Auction`): that brings the
/// prices near. What is then not exactly right is undone, and done again by the shortest
/// augmenting path (Dijkstra over the gains reduced by the prices; Jonker and Volgenant 1987). Last, a referral that is left
/// without a bed at a price lowers it by such a path of its own.
///
/// The prices prove the result: a bed's and a referral's price add up to the gain of their pair at least, and exactly where
/// they are paired; what is left unpaired has the price zero. No other plan can then gain more (complementary slackness).
struct Assignment<Gain: FixedWidthInteger & SignedInteger & Sendable> {
  /// The referral of each bed, or -1.
  private(set) var referralOf: [Int32]
  /// The bed of each referral, or -1.
  private(set) var bedOf: [Int32]
  private(set) var bedPrices: [Gain]
  private(set) var referralPrices: [Gain]

  private let pairs: PossiblePairs<Gain>

  /// - Throws: `CancellationError` where the task is cancelled.
  init(_ pairs: PossiblePairs<Gain>) throws {
    self.pairs = pairs
    let (beds, referrals) = (pairs.problem.beds.count, pairs.problem.referrals.count)
    bedPrices = Array(repeating: 0, count: beds)
    (referralOf, bedOf, referralPrices) = try Auction(pairs).outcome()
    let left = undoInexact()
    var search = PathSearch<Gain>(count: referrals)
    for (number, bed) in left.enumerated() {
      if number % 64 == 0 { try Task.checkCancellation() }
      place(bed, &search)
    }
    for referral in referralPrices.indices where bedOf[referral] < 0 && referralPrices[referral] > 0 {
      try Task.checkCancellation()
      lower(referral, &search)
    }
  }

  /// Sets the beds' prices by the referrals', and takes back what is not exactly right.
  ///
  /// - Returns: the beds that have to be placed.
  private mutating func undoInexact() -> [Int] {
    var left: [Int] = []
    for bed in bedPrices.indices {
      let (best, own) = pairs.values(of: bed, at: referralOf[bed], referralPrices)
      bedPrices[bed] = best
      guard own != best else { continue }
      let referral = referralOf[bed]
      if referral >= 0 {
        bedOf[Int(referral)] = -1
        referralOf[bed] = -1
      }
      if best > 0 { left.append(bed) }
    }
    return left
  }

  // MARK: A bed is placed

  /// Where a path ends: at a referral that has no bed, or at a bed that is left free.
  private enum PathEnd {
    case referral(Int)
    case bed(Int)
  }

  private mutating func place(_ first: Int, _ search: inout PathSearch<Gain>) {
    defer { search.clear() }
    bedPrices[first] = pairs.values(of: first, at: -1, referralPrices).most
    var (length, end) = (bedPrices[first], PathEnd.bed(first))
    var (bed, base) = (first, Gain(0))
    while base < length {
      let offset = base + bedPrices[bed]
      for pair in pairs.pairs(of: bed) {
        let referral = Int(pairs.referrals.at[pair])
        let distance = offset + referralPrices[referral] - pairs.gains.at[pair]
        guard distance < length, distance < search.distance[referral] else { continue }
        if bedOf[referral] < 0 {
          (length, end) = (distance, .referral(referral))
          search.before[referral] = Int32(bed)
        } else {
          search.reach(referral, at: distance, from: bed)
        }
      }
      guard let (referral, distance) = search.next(before: length) else { break }
      (bed, base) = (Int(bedOf[referral]), distance)
      if base + bedPrices[bed] < length { (length, end) = (base + bedPrices[bed], .bed(bed)) }
    }
    bedPrices[first] -= length
    for (referral, distance) in search.settled where distance < length {
      referralPrices[referral] += length - distance
      bedPrices[Int(bedOf[referral])] -= length - distance
    }
    var referral: Int
    switch end {
    case .referral(let free): referral = free
    case .bed(let leaving):
      if leaving == first { return }
      referral = Int(referralOf[leaving])
      referralOf[leaving] = -1
    }
    while true {
      let bed = Int(search.before[referral])
      let next = referralOf[bed]
      pair(bed, referral)
      if bed == first { return }
      referral = Int(next)
    }
  }

  private mutating func pair(_ bed: Int, _ referral: Int) {
    referralOf[bed] = Int32(referral)
    bedOf[referral] = Int32(bed)
  }

  // MARK: A referral's price is lowered

  /// Until a bed takes it, the bed's own referral the next one's, and so on, or one of them is left at the price zero.
  private mutating func lower(_ first: Int, _ search: inout PathSearch<Gain>) {
    defer { search.clear() }
    var (length, end, newBed) = (referralPrices[first], first, -1)
    var (referral, base) = (first, Gain(0))
    while base < length {
      let offset = base + referralPrices[referral]
      pairs.eachBed(of: referral) { bed, gain in
        guard bed != Int(bedOf[referral]) else { return }
        let distance = offset + bedPrices[bed] - gain
        guard distance < length else { return }
        let other = Int(referralOf[bed])
        if other < 0 {
          (length, end, newBed) = (distance, referral, bed)
        } else if other != first && distance < search.distance[other] {
          search.reach(other, at: distance, from: referral)
        }
      }
      guard let (next, distance) = search.next(before: length) else { break }
      (referral, base) = (next, distance)
      if base + referralPrices[referral] < length {
        (length, end, newBed) = (base + referralPrices[referral], referral, -1)
      }
    }
    referralPrices[first] -= length
    for (referral, distance) in search.settled where distance < length {
      referralPrices[referral] -= length - distance
      bedPrices[Int(bedOf[referral])] += length - distance
    }
    var (at, bed) = (end, newBed)
    while true {
      let former = Int(bedOf[at])
      bedOf[at] = Int32(bed)
      if bed >= 0 { referralOf[bed] = Int32(at) }
      if at == first { return }
      (at, bed) = (Int(search.before[at]), former)
    }
  }
}
