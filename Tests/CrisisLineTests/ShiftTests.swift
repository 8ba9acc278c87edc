import Afklaring
import CrisisLine
import Testing

@Suite struct `The shift of a contact` {
  @Test(arguments: [
    ("2026-01-10T06:59", Shift.night), ("2026-01-10T07:00", .day), ("2026-02-03T14:59", .day),
    ("2026-02-03T15:00", .evening), ("2026-02-14T22:59", .evening), ("2026-02-14T23:00", .night),
    ("2026-03-29T01:30", .night), ("2026-03-29T03:00", .night),
  ])
  func `follows the Danish clock`(start: String, expected: Shift) throws {
    #expect(ShiftPlan.usual.shift(at: try Instant.parse(start)) == expected)
  }

  @Test func `a plan whose hours are out of order is none`() {
    #expect(ShiftPlan(dayFrom: 15, eveningFrom: 7, nightFrom: 23) == nil)
    #expect(ShiftPlan(dayFrom: 6, eveningFrom: 14, nightFrom: 22) != nil)
  }
}
