import Afklaring
import Testing

struct ClockTests {
  @Test func `a fixed clock moves only when it is moved`() throws {
    let clock = FixedClock(try instant("2026-11-22T14:30"))
    #expect(clock.now == (try instant("2026-11-22T14:30")))
    clock.advance(hours: 2)
    clock.advance(seconds: 60)
    #expect(clock.now == (try instant("2026-11-22T16:31")))
    clock.set(try instant("2026-01-01T00:00"))
    #expect(clock.now == (try instant("2026-01-01T00:00")))
  }

  @Test func `the clock of the machine does not stand in the past`() throws {
    #expect(SystemClock().now > (try instant("2026-01-01T00:00")))
  }
}
