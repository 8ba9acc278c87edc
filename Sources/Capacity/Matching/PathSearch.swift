/// A search for the shortest path over referrals (Dijkstra), whose memory one search after another uses again.
struct PathSearch<Distance: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
  private(set) var distance: [Distance]
  /// From where each referral is reached.
  var before: [Int32]
  /// The referrals whose distance is final, the nearest first.
  private(set) var settled: [(referral: Int, distance: Distance)] = []
  private var touched: [Int] = []
  private var queue: [(distance: Distance, referral: Int)] = []

  init(count: Int) {
    distance = Array(repeating: .max, count: count)
    before = Array(repeating: -1, count: count)
  }

  mutating func clear() {
    for referral in touched { distance[referral] = .max }
    touched.removeAll(keepingCapacity: true)
    settled.removeAll(keepingCapacity: true)
    queue.removeAll(keepingCapacity: true)
  }

  /// A way to a referral that is shorter than those known.
  mutating func reach(_ referral: Int, at distance: Distance, from place: Int) {
    if self.distance[referral] == .max { touched.append(referral) }
    self.distance[referral] = distance
    before[referral] = Int32(place)
    push(referral, at: distance)
  }

  /// Settles the nearest referral that is not settled yet, if it is nearer than a length.
  mutating func next(before length: Distance) -> (referral: Int, distance: Distance)? {
    while let (distance, referral) = pop(), distance < length {
      guard distance == self.distance[referral] else { continue }
      settled.append((referral, distance))
      return (referral, distance)
    }
    return nil
  }

  // MARK: A binary heap

  private mutating func push(_ referral: Int, at distance: Distance) {
    var place = queue.count
    queue.append((distance, referral))
    while place > 0 {
      let above = (place - 1) / 2
      guard queue[above].distance > distance else { break }
      queue[place] = queue[above]
      place = above
    }
    queue[place] = (distance, referral)
  }

  private mutating func pop() -> (distance: Distance, referral: Int)? {
    guard let nearest = queue.first else { return nil }
    let last = queue.removeLast()
    if !queue.isEmpty {
      var place = 0
      while true {
        var below = 2 * place + 1
        guard below < queue.count else { break }
        if below + 1 < queue.count && queue[below + 1].distance < queue[below].distance { below += 1 }
        guard queue[below].distance < last.distance else { break }
        queue[place] = queue[below]
        place = below
      }
      queue[place] = last
    }
    return nearest
  }
}
