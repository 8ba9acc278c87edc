import Afklaring
import Capacity
import Fixtures
import Testing

@Suite struct `A forecast` {
  private static let today = Int((CalendarDay(year: 2026, month: 11, day: 22) ?? .earliest).daysSinceEpoch)

  private static func bed(_ id: String, _ use: ForecastState.Use, offers: [String] = []) -> ForecastState.Bed {
    ForecastState.Bed(id: id, site: "S", offers: offers, sexes: [], turnaroundDays: 1, use: use, closed: [])
  }

  private static func person(_ id: String, needs: [String] = []) -> ForecastState.Person {
    ForecastState.Person(id: id, needs: needs, sex: nil, since: today, earliest: today)
  }

  /// Every stay lasted 40 nights, nobody else comes, and nothing takes time in between.
  private static func certain(stays: Int = 30) -> ForecastState.History {
    ForecastState.History(
      stayNights: Array(repeating: 40, count: stays), lagDays: [0], arrivalsPerDay: 0, arrivals: [],
      withdrawalsPerDay: 0)
  }

  private static func day(_ number: Int) -> CalendarDay { CalendarDay(daysSinceEpoch: Int32(today + number)) }

  @Test func `of what is certain is certain`() throws {
    let state = ForecastState(
      asOf: Self.today,
      beds: [
        Self.bed("a", .resident(since: Self.today - 30, planned: nil)),
        Self.bed("b", .free(since: Self.today), offers: ["wheelchair"]),
      ],
      waiting: [Self.person("first"), Self.person("chair", needs: ["wheelchair"]), Self.person("last")],
      history: Self.certain())
    let forecast = try Forecast(state, runs: 20)
    // The first takes the free bed, whatever it offers; 40 nights and a day later the second has it; the other bed is ready
    // on the eleventh day.
    #expect(forecast.persons.map(\.day) == [Self.day(0), Self.day(41), Self.day(11)])
    #expect(forecast.persons.allSatisfy { $0.earliest == $0.day && $0.latest == $0.day })
    #expect(forecast.waitingDays.mean == 52 && forecast.waitingDays.interval == 52...52)
  }

  @Test func `has no interval below 30 ended stays`() throws {
    let state = ForecastState(
      asOf: Self.today, beds: [Self.bed("a", .resident(since: Self.today - 30, planned: Self.today + 5))],
      waiting: [Self.person("one")], history: Self.certain(stays: 29))
    let forecast = try Forecast(state, runs: 20)
    #expect(forecast.persons[0].day != nil && forecast.persons[0].latest == nil && forecast.waitingDays.interval == nil)
  }

  @Test func `is the same for the same seed, and another for another`() throws {
    let state = World(seed: 3).state(after: 900)
    let one = try Forecast(state, runs: 50, seed: 7)
    let (same, other) = (try Forecast(state, runs: 50, seed: 7), try Forecast(state, runs: 50, seed: 8))
    #expect(one.persons == same.persons && one.waitingDays == same.waitingDays)
    #expect(one.waitingDays != other.waitingDays)
  }

  @Test func `knows what more beds, shorter stays and a closed site do`() throws {
    let state = World(seed: 5).state(after: 900)
    let now = try Forecast(state, runs: 100).waitingDays.mean
    #expect(try Forecast(state, Scenario(addedBeds: 3), runs: 100).waitingDays.mean < now)
    #expect(try Forecast(state, Scenario(agreedBeds: 2), runs: 100).waitingDays.mean < now)
    #expect(try Forecast(state, Scenario(longestStay: 30), runs: 100).waitingDays.mean < now)
    #expect(try Forecast(state, Scenario(closedSites: ["S"]), runs: 100).waitingDays.mean > now)
  }

  @Test func `can be broken off`() async throws {
    let state = World(seed: 5).state(after: 300)
    let forecasting = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try Forecast(state)
    }
    await #expect(throws: CancellationError.self) { try await forecasting.value }
  }

  /// Made-up worlds lived for years; forecasts made on the way, from what was known then.
  @Test func `holds what it promises: about eight in ten come within the interval`() throws {
    var (inside, all) = (0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      let world = World(seed: seed)
      for after in stride(from: 800, to: 1_800, by: 250) {
        let state = world.state(after: after)
        for person in try Forecast(state, runs: 200, seed: seed).persons {
          guard let earliest = person.earliest, let moved = world.movedIn[person.id] else { continue }
          let day = CalendarDay(daysSinceEpoch: Int32(moved))
          inside += day >= earliest && person.latest.map { day <= $0 } ?? true ? 1 : 0
          all += 1
        }
      }
    }
    let share = Double(inside) / Double(all)
    #expect(all > 100)
    #expect((0.7...0.92).contains(share), "\(inside) of \(all)")
  }
}
