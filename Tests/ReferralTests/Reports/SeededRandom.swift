import Afklaring
import Fixtures

/// The same courses for the same seed.
struct SeededRandom: RandomNumberGenerator {
  private var numbers: SplitMix64
  /// The first of sixty days on which everything happens: around a change of the clocks, or the reform of 2027.
  let first: CalendarDay

  init(seed: UInt64) {
    numbers = SplitMix64(seed: seed)
    let starts = [(2026, 3, 1), (2026, 10, 1), (2026, 12, 5)]
    let (year, month, day) = starts[Int(seed % 3)]
    first = CalendarDay(year: year, month: month, day: day) ?? .earliest
  }

  mutating func next() -> UInt64 { numbers.next() }
  mutating func number(_ range: ClosedRange<Int>) -> Int { numbers.number(range) }
  mutating func oneIn(_ whole: Int) -> Bool { numbers.oneIn(whole) }
  mutating func one(of choices: [String]) -> String { numbers.one(of: choices) }
  mutating func day() -> CalendarDay { first.adding(days: number(0...60)) }

  /// The date alone, its midnight, its last minute, or a minute of it.
  mutating func moment(on day: CalendarDay) -> DayOrInstant {
    switch number(0...5) {
    case 0, 1: .day(day)
    case 2: .instant(day.midnight)
    case 3: .instant(day.adding(days: 1).midnight.adding(seconds: -60))
    default: .instant(day.midnight.adding(seconds: number(0...1379) * 60))
    }
  }
}
