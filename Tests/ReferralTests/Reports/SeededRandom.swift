import Afklaring

/// SplitMix64: the same numbers for the same seed. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  /// The first of sixty days on which everything happens: around a change of the clocks, or the reform of 2027.
  let first: CalendarDay

  init(seed: UInt64) {
    state = seed
    let starts = [(2026, 3, 1), (2026, 10, 1), (2026, 12, 5)]
    let (year, month, day) = starts[Int(seed % 3)]
    first = CalendarDay(year: year, month: month, day: day) ?? .earliest
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func oneIn(_ whole: Int) -> Bool { number(1...whole) == 1 }
  mutating func one(of choices: [String]) -> String { choices[number(0...choices.count - 1)] }
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
