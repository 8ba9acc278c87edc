import Afklaring
import Referral
import Testing

/// Which events are one admission. Every scenario is folded in every order of arrival, by `foldedInEveryOrder`.
struct EpisodeFoldingTests {
  private let psychiatry = HospitalEvents()

  @Test func `two episodes at once are two admissions`() throws {
    let somatics = HospitalEvents(episodes: ["local|2"], start: 9)
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8), somatics.event(.admitted, 9), somatics.event(.discharged, 12, end: 12),
      psychiatry.event(.leaveStarted, 14, leave: (14, nil)),
    ])
    #expect(stays.map(\.state) == [.onLeave, .discharged])
    #expect(stays.map(\.episodes) == [["local|1"], ["local|2"]])
  }

  @Test func `an event with two identifiers joins what is told by either`() throws {
    let both = HospitalEvents(episodes: ["local|1", "lpr3|2"])
    let national = HospitalEvents(episodes: ["lpr3|2"])
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8), both.event(.leaveStarted, 10, leave: (10, nil)),
      national.event(.discharged, 20, end: 20),
    ])
    #expect(stays.count == 1)
    #expect(stays.first?.state == .discharged)
    #expect(stays.first?.episodes == ["local|1", "lpr3|2"])
  }

  @Test func `a correction of a wrong identifier is linked by the message it names`() throws {
    let right = HospitalEvents(episodes: ["local|right"], start: 7)
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8, id: "in"), right.event(.admitted, 9, .revision, what: "in"),
      right.event(.discharged, 20, end: 20),
    ])
    #expect(stays.count == 1)
    #expect(stays.first?.admittedAt == (try marchHour(7)))
    #expect(stays.first?.episodes == ["local|1", "local|right"])
  }

  @Test func `a correction is linked by its episode before the message it names`() throws {
    let somatics = HospitalEvents(episodes: ["local|2"])
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8, id: "in"), somatics.event(.admitted, 8, id: "in"),
      somatics.event(.admitted, 9, .cancellation, what: "in", status: .enteredInError),
    ])
    #expect(stays.map(\.state) == [.admitted, .cancelled])
  }

  @Test func `a new event is not linked by the message it follows`() throws {
    let other = HospitalEvents(episodes: ["local|2"])
    let stays = try foldedInEveryOrder([
      psychiatry.event(.emergency, 8, id: "in"), other.event(.admitted, 9, what: "in"),
    ])
    #expect(stays.count == 2)
  }

  @Test func `a readmission begins with a STIN after a discharge that stands`() throws {
    let again = HospitalEvents(start: 30)
    let events = try [
      psychiatry.event(.admitted, 8), psychiatry.event(.discharged, 20, id: "out", end: 20),
      again.event(.admitted, 30, id: "again"), again.event(.discharged, 50, end: 49),
    ]
    let stays = try foldedInEveryOrder(events)
    #expect(stays.map(\.ordinal) == [0, 1])
    #expect(stays.map(\.state) == [.discharged, .discharged])
    #expect(stays.map(\.admittedAt) == [try marchHour(8), try marchHour(30)])
    #expect(stays.map(\.dischargedAt) == [try marchHour(20), try marchHour(49)])

    let uncancelled = try foldedInEveryOrder(
      events + [try psychiatry.event(.discharged, 22, .cancellation, what: "out")])
    #expect(uncancelled.map(\.admittedAt) == [try marchHour(8)])
    let notAgain = try again.event(.admitted, 31, .cancellation, what: "again", status: .enteredInError)
    #expect(try foldedInEveryOrder(Array(events.prefix(3)) + [notAgain]).map(\.state) == [.discharged, .cancelled])
  }

  @Test func `corrections, transfers and returns from leave are no readmissions`() throws {
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8, id: "in"), psychiatry.event(.admitted, 10),
      psychiatry.event(.leaveStarted, 12, leave: (12, nil)), psychiatry.event(.leaveEnded, 14, leave: (12, 14)),
      psychiatry.event(.discharged, 20, end: 20), psychiatry.event(.admitted, 22, .revision, what: "in"),
    ])
    #expect(stays.map(\.state) == [.discharged])
  }

  @Test func `a readmission told with the begin of the episode does not overlap the stay before`() throws {
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8), psychiatry.event(.discharged, 20, end: 20), psychiatry.event(.admitted, 30),
    ])
    #expect(stays.map(\.admittedAt) == [try marchHour(8), try marchHour(30)])
  }

  @Test func `a readmission taken back before it was told leaves the stay before it`() throws {
    let again = HospitalEvents(start: 30)
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8), psychiatry.event(.discharged, 20, end: 20),
      again.event(.admitted, 31, .cancellation, what: "not here", status: .enteredInError),
    ])
    #expect(stays.map(\.state) == [.discharged, .cancelled])
  }

  @Test func `a department that takes over at the minute of a discharge readmits`() throws {
    let next = HospitalEvents(start: 20)
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8), psychiatry.event(.discharged, 20, end: 20), next.event(.admitted, 20),
    ])
    #expect(stays.map(\.state) == [.discharged, .admitted])
  }

  @Test func `events without any identifier follow the message they name`() throws {
    let nameless = HospitalEvents(episodes: [])
    let stays = try foldedInEveryOrder([
      psychiatry.event(.admitted, 8, id: "in"), nameless.event(.discharged, 20, what: "in", end: 20),
    ])
    #expect(stays.map(\.state) == [.discharged])
    #expect(try foldedInEveryOrder([nameless.event(.admitted, 8), nameless.event(.admitted, 9)]).count == 2)
  }
}
