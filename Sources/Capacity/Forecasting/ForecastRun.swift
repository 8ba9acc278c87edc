/// One way in which it may go on: stays end and people come as they did before, by chance; whoever waits longest gets the first
/// bed that meets the need.
struct ForecastRun {
  /// Of each who waits at the start, the day of moving in: nil where none is reached, or the person stopped waiting.
  private(set) var movedIn: [Int?]
  /// Who stopped waiting.
  private(set) var hasLeft: [Bool]
  /// The days that all who waited, waited within the horizon.
  private(set) var waitingDays = 0
  /// How many moved in within it.
  private(set) var placed = 0

  private struct Queued {
    let kind: Int
    let earliest: Int
    let since: Int
    /// Among those who wait at the start.
    let number: Int?
  }

  private let model: ForecastModel
  private var random: SeededRandomness
  private var freeFrom: [Int] = []

  init(_ model: ForecastModel, seed: UInt64) {
    self.model = model
    random = SeededRandomness(seed: seed)
    movedIn = Array(repeating: nil, count: model.state.waiting.count)
    hasLeft = Array(repeating: false, count: model.state.waiting.count)
    freeFrom = model.state.beds.map { _ in 0 }
    for (number, bed) in model.state.beds.enumerated() { freeFrom[number] = firstFreeDay(of: bed) }
    go()
  }

  // MARK: Day by day

  private mutating func go() {
    let (start, history) = (model.state.asOf, model.state.history)
    var queue = model.state.waiting.enumerated().map { number, person in
      Queued(kind: model.kindOfWaiting[number], earliest: person.earliest, since: person.since, number: number)
    }
    for day in start..<start + model.horizonDays {
      for _ in 0..<arrivals() {
        guard let kind = model.kindOfArrivals.randomElement(using: &random) else { break }
        queue.append(Queued(kind: kind, earliest: day, since: day, number: nil))
      }
      queue = queue.filter { person in
        if person.earliest <= day, isPlaced(person, on: day) { return false }
        waitingDays += 1
        guard history.withdrawalsPerDay > 0, Double.random(in: 0..<1, using: &random) < history.withdrawalsPerDay else {
          return true
        }
        if let number = person.number { hasLeft[number] = true }
        return false
      }
    }
  }

  /// Source: Knuth, The Art of Computer Programming, 3.4.1, for the Poisson distribution.
  private mutating func arrivals() -> Int {
    var (count, product) = (0, Double.random(in: 0..<1, using: &random))
    while product > model.noArrival, count < 1000 {
      count += 1
      product *= Double.random(in: 0..<1, using: &random)
    }
    return count
  }

  private mutating func isPlaced(_ person: Queued, on day: Int) -> Bool {
    for bed in model.bedsOf[person.kind] where freeFrom[bed] <= day && model.isOpen(bed, on: day) {
      let lag = lagDays(person, bed, on: day)
      if let number = person.number { movedIn[number] = day + lag }
      let left = model.state.asOf + model.horizonDays - day
      waitingDays += min(lag, left)
      placed += lag < left ? 1 : 0
      let nights = model.shortened(drawn(model.state.history.stayNights, above: 0) ?? ForecastModel.usualNights)
      freeFrom[bed] = day + lag + nights + model.state.beds[bed].turnaroundDays
      return true
    }
    return false
  }

  /// Where both were there before the start, part of it is over.
  private mutating func lagDays(_ person: Queued, _ bed: Int, on day: Int) -> Int {
    guard day == model.state.asOf, case .free(let since) = model.state.beds[bed].use else {
      return drawn(model.state.history.lagDays, above: -1) ?? 0
    }
    let elapsed = max(0, day - max(since, person.since))
    return drawn(model.state.history.lagDays, above: elapsed - 1).map { $0 - elapsed } ?? 0
  }

  // MARK: What has begun

  private mutating func firstFreeDay(of bed: ForecastState.Bed) -> Int {
    let (today, nights) = (model.state.asOf, model.state.history.stayNights)
    switch bed.use {
    case .free: return today
    case .resident(let since, let planned):
      let drawn = drawn(nights, above: today - since).map { since + model.shortened($0) }
      return max(today + 1, drawn ?? planned ?? today + 1) + bed.turnaroundDays
    case .promised(let from):
      return max(today, from) + model.shortened(drawn(nights, above: 0) ?? ForecastModel.usualNights)
        + bed.turnaroundDays
    }
  }

  /// One of the sorted values that lie above a bound; nil where none does.
  private mutating func drawn(_ sorted: [Int], above bound: Int) -> Int? {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] > bound { high = middle } else { low = middle + 1 }
    }
    guard low < sorted.count else { return nil }
    return sorted[Int.random(in: low..<sorted.count, using: &random)]
  }
}
