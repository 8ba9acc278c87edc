public import Afklaring

/// When those who wait may expect a bed, and how long all will have waited, from many runs (prognose): the same for the same
/// seed.
public struct Forecast: Sendable {
  /// By the place of each in the state.
  public let persons: [Expected]
  /// The days that all wait within the horizon, and how many move in.
  public let waitingDays: Spread
  public let placed: Spread
  /// Of how many stays the lengths were known; with fewer than 30 there is no interval.
  public let endedStays: Int
  public let horizonDays: Int

  public static let fewestStays = 30
  public static let usualHorizonDays = 365

  public struct Expected: Sendable, Equatable {
    public let id: String
    /// Half of the runs were there by then; nil where fewer than half were within the horizon.
    public let day: CalendarDay?
    /// Nine in ten runs came on it or later, one in ten earlier; nil without an interval.
    public let earliest: CalendarDay?
    /// Nine in ten were there by then; nil without an interval, or beyond the horizon.
    public let latest: CalendarDay?
  }

  /// A mean, and from which to which value eight in ten runs lie.
  public struct Spread: Sendable, Equatable {
    public let mean: Double
    /// Nil without an interval.
    public let interval: ClosedRange<Int>?
  }

  /// - Throws: `CancellationError` where the task is cancelled.
  public init(
    _ state: ForecastState, _ scenario: Scenario = .none, horizonDays: Int = Forecast.usualHorizonDays,
    runs: Int = 500, seed: UInt64 = 1
  ) throws {
    let model = ForecastModel(state, scenario, horizonDays: horizonDays)
    var all: [ForecastRun] = []
    for number in 0..<runs {
      try Task.checkCancellation()
      all.append(ForecastRun(model, seed: seed &* 1_000_003 &+ UInt64(number)))
    }
    let hasInterval = state.history.stayNights.count >= Self.fewestStays
    persons = state.waiting.indices.map { number in
      // Who stopped waiting in a run says nothing of when a bed comes.
      let days = all.filter { !$0.hasLeft[number] }.map { $0.movedIn[number] ?? .max }.sorted()
      return Expected(
        id: state.waiting[number].id, day: Self.day(Self.quantile(days, 1, of: 2)),
        earliest: hasInterval ? Self.day(Self.quantile(days, 1, of: 10)) : nil,
        latest: hasInterval ? Self.day(Self.quantile(days, 9, of: 10)) : nil)
    }
    waitingDays = Self.spread(all.map(\.waitingDays), hasInterval)
    placed = Self.spread(all.map(\.placed), hasInterval)
    (endedStays, self.horizonDays) = (state.history.stayNights.count, horizonDays)
  }

  private static func spread(_ values: [Int], _ hasInterval: Bool) -> Spread {
    let sorted = values.sorted()
    let mean = sorted.isEmpty ? 0 : Double(sorted.reduce(0, +)) / Double(sorted.count)
    guard hasInterval, let low = quantile(sorted, 1, of: 10), let high = quantile(sorted, 9, of: 10) else {
      return Spread(mean: mean, interval: nil)
    }
    return Spread(mean: mean, interval: low...high)
  }

  /// The value at that share of the sorted ones: the lower bound rounded down, the upper one up.
  private static func quantile(_ sorted: [Int], _ share: Int, of whole: Int) -> Int? {
    guard !sorted.isEmpty else { return nil }
    let last = sorted.count - 1
    return sorted[share * 2 <= whole ? last * share / whole : (last * share + whole - 1) / whole]
  }

  private static func day(_ day: Int?) -> CalendarDay? {
    day.flatMap { $0 == .max ? nil : CalendarDay(daysSinceEpoch: Int32($0)) }
  }
}
