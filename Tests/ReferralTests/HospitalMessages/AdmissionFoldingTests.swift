import Afklaring
import Referral
import Testing

/// Every scenario is folded in every order of arrival, by `foldedInEveryOrder`.
struct AdmissionFoldingTests {
  private let ward = HospitalEvents()

  private func stay(_ events: HospitalEvent...) throws -> FoldedAdmission {
    let stays = try foldedInEveryOrder(events)
    #expect(stays.count == 1)
    return try #require(stays.first)
  }

  @Test func `nothing told is no admission`() {
    #expect(AdmissionFolding.fold([]) == [])
  }

  @Test func `a death in hospital ends the stay`() throws {
    let stay = try stay(ward.event(.admitted, 8), ward.event(.died, 20, status: .finished, end: 19))
    #expect(stay.state == .dead)
    #expect(stay.isDeceased)
    #expect(stay.diedAt == (try marchHour(19)))
    #expect(stay.dischargedAt == (try marchHour(19)))
  }

  @Test func `a death without an end of the period is at the instant of the notification`() throws {
    let stay = try stay(ward.event(.admitted, 8), ward.event(.died, 20))
    #expect(stay.diedAt == (try marchHour(20)))
  }

  @Test func `a death after the discharge leaves the discharge`() throws {
    let stay = try stay(
      ward.event(.admitted, 8), ward.event(.discharged, 12, end: 12), ward.event(.died, 40, end: 39))
    #expect(stay.state == .dead)
    #expect(stay.dischargedAt == (try marchHour(12)))
    #expect(stay.diedAt == (try marchHour(39)))
  }

  @Test func `a death taken back brings back the state before`() throws {
    let died = try ward.event(.died, 20, id: "death", status: .finished, end: 19)
    let back = try ward.event(.died, 22, .cancellation, what: "death")
    #expect(try stay(ward.event(.admitted, 8), died, back).state == .admitted)
    let leave = try ward.event(.leaveStarted, 10, status: .onLeave, leave: (10, nil))
    #expect(try stay(ward.event(.admitted, 8), leave, died, back).state == .onLeave)
    #expect(try stay(ward.event(.emergency, 8), died, back).state == .emergency)
  }

  @Test func `a death on arrival taken back leaves an admission`() throws {
    let stay = try stay(
      ward.event(.died, 8, id: "death", end: 8), ward.event(.died, 9, .cancellation, what: "death"))
    #expect(stay.state == .admitted)
    #expect(stay.admittedAt == (try marchHour(8)))
    #expect(!stay.isDeceased)
  }

  @Test func `a discharge taken back leaves the person in the ward`() throws {
    let stay = try stay(
      ward.event(.admitted, 8), ward.event(.discharged, 12, id: "out", end: 12),
      ward.event(.discharged, 13, .cancellation, what: "out"))
    #expect(stay.state == .admitted)
    #expect(stay.dischargedAt == nil)
  }

  @Test func `a discharge corrected is at the later word`() throws {
    let stay = try stay(
      ward.event(.admitted, 8), ward.event(.discharged, 12, end: 12), ward.event(.discharged, 14, .revision, end: 11))
    #expect(stay.dischargedAt == (try marchHour(11)))
  }

  @Test func `an admission taken back takes all that was told of it`() throws {
    let stay = try stay(
      ward.event(.admitted, 8, id: "in"), ward.event(.leaveStarted, 10, status: .onLeave, leave: (10, nil)),
      ward.event(.admitted, 12, .cancellation, what: "in", status: .enteredInError))
    #expect(stay.state == .cancelled)
    #expect(stay.leaves == [])
    #expect(stay.admittedAt == (try marchHour(8)))
  }

  @Test func `an admission taken back, and told of afterwards, stands`() throws {
    let stay = try stay(
      ward.event(.admitted, 8, id: "in"), ward.event(.admitted, 9, .cancellation, what: "in", status: .enteredInError),
      ward.event(.discharged, 20, end: 19))
    #expect(stay.state == .discharged)
    #expect(stay.admittedAt == (try marchHour(8)))
  }

  @Test func `an admission taken back after an emergency contact leaves the contact`() throws {
    let stay = try stay(
      ward.event(.emergency, 6), ward.event(.admitted, 8, id: "in"),
      ward.event(.admitted, 9, .cancellation, what: "in", status: .enteredInError))
    #expect(stay.state == .emergency)
    #expect(stay.admittedAt == nil)
  }

  @Test func `an emergency contact taken back before it became an admission`() throws {
    let cancelled = try ward.event(.emergency, 9, .cancellation, what: "STAA-6", status: .enteredInError)
    #expect(try stay(ward.event(.emergency, 6), cancelled).state == .cancelled)
    let admitted = try stay(ward.event(.emergency, 6), cancelled, ward.event(.admitted, 10))
    #expect(admitted.state == .admitted)
    #expect(admitted.isAcute == nil)
  }

  @Test func `an emergency contact that ended at home was no admission`() throws {
    let stay = try stay(
      ward.event(.emergency, 8), ward.event(.discharged, 12, end: 11, encounterClass: .emergency))
    #expect(stay.state == .discharged)
    #expect(stay.admittedAt == nil)
    #expect(stay.dischargedAt == (try marchHour(11)))
  }

  @Test func `a transfer taken back is a return to the department before`() throws {
    var other = ward
    other.department = "502701000016000"
    let transfer = try other.event(.admitted, 12, id: "transfer")
    let back = try other.event(.admitted, 13, .cancellation, what: "transfer", status: .enteredInError)
    #expect(try stay(ward.event(.admitted, 8), transfer).department?.sor == "502701000016000")
    #expect(try stay(ward.event(.admitted, 8), transfer, back).department?.sor == "265161000016000")
    // Sent twice in two messages, it must not take back the admission as well.
    let again = try other.event(.admitted, 14, .cancellation, what: "transfer", status: .enteredInError)
    #expect(try stay(ward.event(.admitted, 8), transfer, back, again).state == .admitted)
  }

  @Test func `a department corrected at the admission does not undo a transfer`() throws {
    var (second, third) = (ward, ward)
    second.department = "2"
    third.department = "3"
    let admitted = try ward.event(.admitted, 8, id: "in")
    let corrected = try second.event(.admitted, 14, .revision, what: "in")
    #expect(try stay(admitted, ward.event(.leaveStarted, 10), corrected).department?.sor == "2")
    #expect(try stay(admitted, third.event(.admitted, 12), corrected).department?.sor == "3")
  }

  @Test func `a correction of a correction is followed`() throws {
    let (first, again) = (HospitalEvents(start: 7), HospitalEvents(start: 6))
    let stay = try stay(
      ward.event(.admitted, 8, id: "1"), first.event(.admitted, 9, .revision, id: "2", what: "1"),
      again.event(.admitted, 10, .revision, id: "3", what: "2"))
    #expect(stay.admittedAt == (try marchHour(6)))
    let cancelled = try self.stay(
      ward.event(.admitted, 8, id: "1"), first.event(.admitted, 9, .revision, id: "2", what: "1"),
      first.event(.admitted, 10, .cancellation, id: "3", what: "2", status: .enteredInError))
    #expect(cancelled.state == .cancelled)
  }

  @Test func `a stay whose admission nobody told is known by what follows`() throws {
    #expect(try stay(ward.event(.discharged, 30, end: 29)).admittedAt == marchHour(8))
    #expect(try stay(ward.event(.leaveStarted, 30, leave: (29, nil))).state == .onLeave)
    #expect(try stay(HospitalEvents(start: 7).event(.admitted, 30, .revision, what: "lost")).admittedAt == marchHour(7))
    #expect(try stay(ward.event(.discharged, 30, .cancellation, what: "lost")).state == .admitted)
    #expect(
      try stay(ward.event(.admitted, 30, .cancellation, what: "lost", status: .enteredInError)).state == .cancelled)
  }
}
