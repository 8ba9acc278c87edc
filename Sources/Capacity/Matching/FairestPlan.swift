/// Of all plans of least cost the one in which the first referral has the best outcome possible, then the second, and so on.
///
/// The prices of one plan of least cost tell what may be in any: the tight options. From one such plan every other is reached
/// by moving people round in circles along tight options, and through a hub for what is left over: who goes without a bed, and
/// the beds without a price, which may be left free. So a referral may have an option if its place can be reached from there.
/// One search backwards from the place tells all of them.
struct FairestPlan {
  private let tight: TightOptions
  /// The bed of each referral, or the hub's number.
  private(set) var placeOf: [Int32]
  private var referralOf: [Int32]
  private var isSettled: [Bool]
  private var canReach: Marks
  private var nextOnTheWay: [Int32]

  /// - Parameters:
  ///   - order: the referrals, those first whose outcome counts first.
  ///   - preference: which of two beds is better for a referral; both are tight.
  /// - Throws: `CancellationError` where the task is cancelled.
  init<Gain>(
    _ assignment: Assignment<Gain>, _ tight: TightOptions, order: [Int],
    isBetter: (_ referral: Int, Int32, Int32) -> Bool
  ) throws {
    self.tight = tight
    placeOf = assignment.bedOf.map { $0 < 0 ? tight.hub : $0 }
    referralOf = assignment.referralOf
    isSettled = Array(repeating: false, count: placeOf.count)
    canReach = Marks(count: Int(tight.hub) + 1)
    nextOnTheWay = Array(repeating: -1, count: Int(tight.hub) + 1)
    for (number, referral) in order.enumerated() {
      if number % 256 == 0 { try Task.checkCancellation() }
      settle(referral, isBetter)
    }
  }

  private mutating func settle(_ referral: Int, _ isBetter: (Int, Int32, Int32) -> Bool) {
    defer { isSettled[referral] = true }
    let place = placeOf[referral]
    let better = tight.options(of: referral).filter { $0 != place && isBetter(referral, $0, place) }
      .sorted { isBetter(referral, $0, $1) }
    guard let best = better.first else { return }
    search(back: place, until: best, without: referral)
    guard let option = better.first(where: canReach.contains) else { return }
    move(referral, to: option)
  }

  /// Marks every place from which the people in it can move on so that a place is filled: a bed whose resident has a tight
  /// option among what is marked, and the hub.
  private mutating func search(back place: Int32, until wanted: Int32, without referral: Int) {
    canReach.clear()
    canReach.insert(place)
    var waiting = [place]
    var number = 0
    func reach(_ from: Int32, _ next: Int32) {
      guard !canReach.contains(from) else { return }
      canReach.insert(from)
      nextOnTheWay[Int(from)] = next
      waiting.append(from)
    }
    while number < waiting.count, !canReach.contains(wanted) {
      let to = waiting[number]
      number += 1
      // Whoever lives elsewhere and may come here.
      for other in tight.referrals(at: to)
      where other != referral && !isSettled[Int(other)] && placeOf[Int(other)] != to {
        reach(placeOf[Int(other)], to)
      }
      if to == tight.hub {
        // A free bed may stay free.
        for bed in tight.freeOfPrice where referralOf[Int(bed)] < 0 { reach(bed, to) }
      } else if tight.isFreeOfPrice(to) && referralOf[Int(to)] >= 0 {
        // It may be left free instead.
        reach(tight.hub, to)
      }
    }
  }

  /// Moves the referral there, and everybody on the way one place on.
  private mutating func move(_ referral: Int, to option: Int32) {
    let place = placeOf[referral]
    var moving: [(referral: Int, to: Int32)] = [(referral, option)]
    var at = option
    while at != place {
      let next = nextOnTheWay[Int(at)]
      if let other = mover(from: at, to: next, but: referral) { moving.append((other, next)) }
      at = next
    }
    for (one, _) in moving where placeOf[one] != tight.hub { referralOf[Int(placeOf[one])] = -1 }
    for (one, to) in moving {
      placeOf[one] = to
      if to != tight.hub { referralOf[Int(to)] = Int32(one) }
    }
  }

  /// Who goes from a place to the next; nobody where a bed is left free, or was.
  private func mover(from: Int32, to: Int32, but referral: Int) -> Int? {
    if from == tight.hub {
      // Somebody without a bed moves in, unless the bed is simply left free.
      return tight.referrals(at: to).first {
        $0 != referral && !isSettled[Int($0)] && placeOf[Int($0)] == tight.hub
      }.map(Int.init)
    }
    let resident = referralOf[Int(from)]
    return resident < 0 ? nil : Int(resident)
  }
}

/// A set of numbers that is emptied at once.
private struct Marks {
  private var rounds: [Int32]
  private var round: Int32 = 0

  init(count: Int) { rounds = Array(repeating: 0, count: count) }

  func contains(_ number: Int32) -> Bool { rounds[Int(number)] == round }
  mutating func insert(_ number: Int32) { rounds[Int(number)] = round }
  mutating func clear() { round += 1 }
}
