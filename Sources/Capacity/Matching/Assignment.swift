/// Which bed each referral gets, so that the sum of the costs is as small as can be; a referral may stay without one, at a
/// cost of its own, and a bed free, at none.
///
/// First every referral bids for its cheapest bed as long as that raises a price (augmenting row reduction, Jonker and
/// Volgenant 1987); who is left after that gets a bed by the shortest augmenting path (Dijkstra over the costs reduced by
/// the prices). The prices prove the result: a referral's price is at most its cost of none, and at most the cost of each
/// of its beds and that bed's price together, exactly where it is placed; a bed that is left free has the price zero. No
/// other plan can then cost less (complementary slackness).
struct Assignment: Sendable {
  /// The bed of each referral, or -1.
  private(set) var bedOf: [Int32]
  /// The referral of each bed, or -1.
  private(set) var referralOf: [Int32]
  private(set) var referralPrices: [Int]
  private(set) var bedPrices: [Int]

  private let pairs: PossiblePairs
  private let costsOfNone: [Int]

  /// - Throws: `CancellationError` where the task is cancelled.
  init(_ pairs: PossiblePairs, costsOfNone: [Int], bedCount: Int) throws {
    (self.pairs, self.costsOfNone) = (pairs, costsOfNone)
    bedOf = Array(repeating: -1, count: costsOfNone.count)
    referralOf = Array(repeating: -1, count: bedCount)
    referralPrices = costsOfNone
    bedPrices = Array(repeating: 0, count: bedCount)
    let left = bid()
    var search = PathSearch(bedCount: bedCount)
    for (number, referral) in left.enumerated() {
      if number % 64 == 0 { try Task.checkCancellation() }
      place(referral, &search)
    }
  }

  // MARK: Bids

  /// - Returns: the referrals whose best bed is somebody's at the price that they would pay themselves.
  private mutating func bid() -> [Int] {
    var left: [Int] = []
    var waiting = Array((0..<costsOfNone.count).reversed())
    while let referral = waiting.popLast() {
      var (best, second, chosen) = (costsOfNone[referral], Int.max, Int32(-1))
      for pair in pairs.pairs(of: referral) {
        let bed = pairs.beds[pair]
        let cost = pairs.costs[pair] + bedPrices[Int(bed)]
        if cost < best {
          (best, second, chosen) = (cost, best, bed)
        } else if cost < second {
          second = cost
        }
      }
      referralPrices[referral] = best
      guard chosen >= 0 else { continue }
      let (bed, raise) = (Int(chosen), second - best)
      let holder = referralOf[bed]
      guard holder < 0 || raise > 0 else {
        left.append(referral)
        continue
      }
      bedPrices[bed] += raise
      referralPrices[referral] = best + raise
      (referralOf[bed], bedOf[referral]) = (Int32(referral), chosen)
      if holder >= 0 {
        bedOf[Int(holder)] = -1
        waiting.append(Int(holder))
      }
    }
    return left
  }

  // MARK: Paths

  /// What one search after another uses again.
  private struct PathSearch {
    var distance: [Int]
    var referralBefore: [Int32]
    var touched: [Int32] = []
    var settled: [(bed: Int32, distance: Int)] = []
    var queue = DistanceQueue()

    init(bedCount: Int) {
      distance = Array(repeating: .max, count: bedCount)
      referralBefore = Array(repeating: -1, count: bedCount)
    }

    /// The nearest bed that is not settled yet, if it is nearer than a length.
    mutating func nextBed(before length: Int) -> (bed: Int32, distance: Int)? {
      while let (bed, distance) = queue.pop(), distance < length {
        if distance == self.distance[Int(bed)] { return (bed, distance) }
      }
      return nil
    }

    mutating func clear() {
      for bed in touched { distance[Int(bed)] = .max }
      touched.removeAll(keepingCapacity: true)
      settled.removeAll(keepingCapacity: true)
      queue.removeAll()
    }
  }

  /// Where a path ends: at a bed that is free, or at a referral that goes without one.
  private enum PathEnd {
    case bed(Int32)
    case referral(Int32)
  }

  private mutating func place(_ first: Int, _ search: inout PathSearch) {
    defer { search.clear() }
    referralPrices[first] = pairs.pairs(of: first).reduce(costsOfNone[first]) { price, pair in
      min(price, pairs.costs[pair] + bedPrices[Int(pairs.beds[pair])])
    }
    var (length, end) = (costsOfNone[first] - referralPrices[first], PathEnd.referral(Int32(first)))
    var (referral, base) = (first, 0)
    while base < length {
      let offset = base - referralPrices[referral]
      for pair in pairs.pairs(of: referral) {
        let bed = pairs.beds[pair]
        let distance = offset + pairs.costs[pair] + bedPrices[Int(bed)]
        guard distance < length, distance < search.distance[Int(bed)] else { continue }
        if search.distance[Int(bed)] == .max { search.touched.append(bed) }
        search.distance[Int(bed)] = distance
        search.referralBefore[Int(bed)] = Int32(referral)
        if referralOf[Int(bed)] < 0 {
          (length, end) = (distance, .bed(bed))
        } else {
          search.queue.push(bed, at: distance)
        }
      }
      guard let (bed, distance) = search.nextBed(before: length) else { break }
      search.settled.append((bed, distance))
      (referral, base) = (Int(referralOf[Int(bed)]), distance)
      let without = base + costsOfNone[referral] - referralPrices[referral]
      if without < length { (length, end) = (without, .referral(Int32(referral))) }
    }
    referralPrices[first] += length
    for (bed, distance) in search.settled where distance < length {
      bedPrices[Int(bed)] += length - distance
      referralPrices[Int(referralOf[Int(bed)])] += length - distance
    }
    follow(end, to: first, search.referralBefore)
  }

  /// Everybody on the path moves on by one.
  private mutating func follow(_ end: PathEnd, to first: Int, _ referralBefore: [Int32]) {
    var bed: Int32
    switch end {
    case .bed(let free): bed = free
    case .referral(let leaving):
      bed = bedOf[Int(leaving)]
      bedOf[Int(leaving)] = -1
      if Int(leaving) == first { return }
    }
    while true {
      let referral = Int(referralBefore[Int(bed)])
      let next = bedOf[referral]
      (bedOf[referral], referralOf[Int(bed)]) = (bed, Int32(referral))
      if referral == first { return }
      bed = next
    }
  }
}

/// Beds by their distance, the nearest first (a binary heap).
private struct DistanceQueue {
  private var items: [(distance: Int, bed: Int32)] = []

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func push(_ bed: Int32, at distance: Int) {
    var place = items.count
    items.append((distance, bed))
    while place > 0 {
      let above = (place - 1) / 2
      guard items[above].distance > distance else { break }
      items[place] = items[above]
      place = above
    }
    items[place] = (distance, bed)
  }

  mutating func pop() -> (bed: Int32, distance: Int)? {
    guard let nearest = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      var place = 0
      while true {
        var below = 2 * place + 1
        guard below < items.count else { break }
        if below + 1 < items.count && items[below + 1].distance < items[below].distance { below += 1 }
        guard items[below].distance < last.distance else { break }
        items[place] = items[below]
        place = below
      }
      items[place] = last
    }
    return (nearest.bed, nearest.distance)
  }
}
