import Capacity
import Fixtures

/// A municipality with some beds, made up and lived day by day: people come and go, whoever waits longest is served first.
struct World {
  private struct Stay {
    let bed: Int
    let from: Int
    let to: Int
    let lag: Int
  }

  private struct Wait {
    let person: ForecastState.Person
    let movedIn: Int?
  }

  private static let begin = 19_000
  private static let days = 2_200
  private static let beds = 4

  private var stays: [Stay] = []
  private var waits: [Wait] = []

  /// By person.
  var movedIn: [String: Int] {
    Dictionary(uniqueKeysWithValues: waits.compactMap { wait in wait.movedIn.map { (wait.person.id, $0) } })
  }

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var freeFrom = Array(repeating: Self.begin, count: Self.beds)
    var queue: [ForecastState.Person] = []
    var count = 0
    for day in Self.begin..<Self.begin + Self.days {
      if random.oneIn(14) {
        queue.append(
          ForecastState.Person(id: "p\(count)", needs: [], sex: nil, since: day, earliest: day))
        count += 1
      }
      while let bed = freeFrom.indices.first(where: { freeFrom[$0] <= day }), let person = queue.first {
        queue.removeFirst()
        let lag = random.number(0...6)
        let to = day + lag + random.number(20...80)
        stays.append(Stay(bed: bed, from: day + lag, to: to, lag: lag))
        waits.append(Wait(person: person, movedIn: day + lag))
        freeFrom[bed] = to + 1
      }
    }
    waits += queue.map { Wait(person: $0, movedIn: nil) }
  }

  /// As somebody knew it on a day.
  func state(after: Int) -> ForecastState {
    let today = Self.begin + after
    let beds = (0..<Self.beds).map { bed in
      let last = stays.last { $0.bed == bed && $0.from - $0.lag < today }
      let use: ForecastState.Use =
        if let last, last.to > today {
          last.from <= today ? .resident(since: last.from, planned: nil) : .promised(from: last.from)
        } else {
          .free(since: last.map { $0.to + 1 } ?? Self.begin)
        }
      return ForecastState.Bed(
        id: "b\(bed)", site: "S", offers: [], sexes: [], turnaroundDays: 1, use: use, closed: [])
    }
    let known = waits.filter { $0.person.since < today }
    let promised = Set(stays.filter { $0.from - $0.lag < today && $0.from > today }.map(\.from))
    return ForecastState(
      asOf: today, beds: beds,
      waiting: known.filter { wait in wait.movedIn.map { $0 > today && !promised.contains($0) } ?? true }.map(\.person)
        .sorted { $0.since < $1.since },
      history: ForecastState.History(
        stayNights: stays.filter { $0.to <= today }.map { $0.to - $0.from },
        lagDays: stays.filter { $0.from <= today }.map(\.lag), arrivalsPerDay: Double(known.count) / Double(after),
        arrivals: known.map(\.person), withdrawalsPerDay: 0))
  }
}
