import Afklaring
import Referral
import Testing

/// Every scenario is folded in every order of arrival, by `foldedInEveryOrder`.
struct LeaveFoldingTests {
  private let ward = HospitalEvents()

  private func stay(_ events: HospitalEvent...) throws -> FoldedAdmission {
    let stays = try foldedInEveryOrder([try ward.event(.admitted, 8)] + events)
    #expect(stays.count == 1)
    return try #require(stays.first)
  }

  private func leave(_ start: Int, _ end: Int?) throws -> FoldedAdmission.Leave {
    .init(start: try marchHour(start), end: try end.map(marchHour))
  }

  @Test func `a leave taken back never was`() throws {
    let begun = try ward.event(.leaveStarted, 20, id: "leave", status: .onLeave, leave: (20, nil))
    let back = try ward.event(.leaveStarted, 22, .cancellation, what: "leave")
    #expect(try stay(begun, back).state == .admitted)
    #expect(try stay(begun, back).leaves == [])
    let ended = try ward.event(.leaveEnded, 21, leave: (20, 21))
    #expect(try stay(begun, ended, back).leaves == [])
  }

  @Test func `a return taken back leaves the person on leave`() throws {
    let begun = try ward.event(.leaveStarted, 20, status: .onLeave, leave: (20, nil))
    let ended = try ward.event(.leaveEnded, 30, id: "return", leave: (20, 30))
    let back = try ward.event(.leaveEnded, 31, .cancellation, what: "return", status: .onLeave, leave: (20, nil))
    #expect(try stay(begun, ended, back).state == .onLeave)
    #expect(try stay(begun, ended, back).leaves == [leave(20, nil)])
    #expect(try stay(ended, back).leaves == [leave(20, nil)])
    #expect(try stay(back).state == .onLeave)
  }

  @Test func `a leave corrected counts from the later word`() throws {
    let begun = try ward.event(.leaveStarted, 20, status: .onLeave, leave: (20, nil))
    let corrected = try ward.event(.leaveStarted, 25, .revision, status: .onLeave, leave: (18, nil))
    #expect(try stay(begun, corrected).leaves == [leave(18, nil)])
    #expect(try stay(begun, corrected, ward.event(.leaveEnded, 24, leave: (20, 24))).leaves == [leave(18, 24)])
  }

  @Test func `who does not return is discharged from leave`() throws {
    let begun = try ward.event(.leaveStarted, 20, status: .onLeave, leave: (20, nil))
    let stay = try stay(begun, ward.event(.discharged, 40, status: .onLeave, end: 40))
    #expect(stay.state == .discharged)
    #expect(stay.leaves == [try leave(20, 40)])
  }

  @Test func `a transfer told during a leave is a return`() throws {
    let begun = try ward.event(.leaveStarted, 20, status: .onLeave, leave: (20, nil))
    let stay = try stay(begun, HospitalEvents(start: 30).event(.admitted, 30))
    #expect(stay.state == .admitted)
    #expect(stay.leaves == [try leave(20, 30)])
  }

  @Test func `a return without its leave tells both ends`() throws {
    #expect(try stay(ward.event(.leaveEnded, 30, leave: (20, 29))).leaves == [leave(20, 29)])
    #expect(try stay(ward.event(.leaveEnded, 30, leave: (nil, 29))).leaves == [])
  }

  @Test func `leaves without dates have those of the notifications`() throws {
    let stay = try stay(ward.event(.leaveStarted, 20), ward.event(.leaveEnded, 30))
    #expect(stay.leaves == [try leave(20, 30)])
  }

  @Test func `several leaves never overlap`() throws {
    let stay = try stay(
      ward.event(.leaveStarted, 20, leave: (20, nil)), ward.event(.leaveStarted, 30, leave: (30, nil)),
      ward.event(.leaveEnded, 50, leave: (30, 45)), ward.event(.leaveStarted, 60, leave: (40, nil)))
    #expect(stay.state == .onLeave)
    #expect(stay.leaves == [try leave(20, 30), try leave(30, 40), try leave(40, nil)])
  }

  @Test func `no leave lies outside the stay`() throws {
    let stay = try stay(
      ward.event(.leaveStarted, 20, leave: (2, nil)), ward.event(.leaveEnded, 22, leave: (2, 21)),
      ward.event(.leaveStarted, 44, leave: (43, nil)), ward.event(.discharged, 45, end: 40))
    #expect(stay.leaves == [try leave(8, 21)])
  }
}
