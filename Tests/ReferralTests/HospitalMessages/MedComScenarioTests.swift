import Afklaring
import Referral
import Testing

/// MedCom's messages that share an episode of care are one scenario.
///
/// Skipped where `../shared/data/medcom` is not beside the repository.
@Suite(.enabled(if: MedComFiles.areAtHand, "MedCom's messages are not at hand"))
struct MedComScenarioTests {
  private func stay(_ names: String...) throws -> FoldedAdmission {
    let stays = try foldedInEveryOrder(names.map { try HospitalMessage.parse(MedComFiles.notification($0)).event })
    #expect(stays.count == 1)
    return try #require(stays.first)
  }

  @Test func `an admission`() throws {
    let stay = try stay("STIN_A")
    #expect(stay.state == .admitted)
    #expect(stay.admittedAt == (try Instant.parse("2023-03-01T12:00:00+01:00")))
    #expect(stay.startedAt == stay.admittedAt)
    #expect(stay.isAcute == nil)
    #expect(stay.ordinal == 0)
    #expect(!stay.isCancelled && !stay.isDeceased)
    #expect(stay.department?.name == "Hjerteafdelingen på Herlev og Gentofte hospital")
  }

  @Test func `a leave that goes on`() throws {
    let stay = try stay("STIN_F", "STOR_F")
    #expect(stay.state == .onLeave)
    #expect(stay.leaves == [.init(start: try Instant.parse("2023-03-03T14:00:10+01:00"), end: nil)])
  }

  @Test func `a leave that ended`() throws {
    let stay = try stay("STIN_G", "STOR_G", "SLOR_G")
    #expect(stay.state == .admitted)
    let start = try Instant.parse("2023-03-03T14:00:10+01:00")
    #expect(stay.leaves == [.init(start: start, end: try Instant.parse("2023-03-05T15:30:00+01:00"))])
  }

  @Test func `a discharge`() throws {
    let stay = try stay("STIN_H", "SLHJ_H")
    #expect(stay.state == .discharged)
    #expect(stay.dischargedAt == (try Instant.parse("2023-03-07T09:45:30+01:00")))
    #expect(stay.admittedAt == (try Instant.parse("2023-03-01T12:00:00+01:00")))
  }

  @Test func `an emergency contact, and the admission after it`() throws {
    let emergency = try stay("STAA_E")
    #expect(emergency.state == .emergency)
    #expect(emergency.admittedAt == nil)
    #expect(emergency.isAcute == true)
    let admitted = try stay("STAA_E", "STIN_E")
    #expect(admitted.state == .admitted)
    #expect(admitted.startedAt == (try Instant.parse("2023-02-28T10:00:04+01:00")))
    #expect(admitted.admittedAt == (try Instant.parse("2023-03-01T15:00:00+01:00")))
    #expect(admitted.isAcute == true)
  }

  @Test func `an admission taken back`() throws {
    let stay = try stay("STIN_N", "AN_STIN_N")
    #expect(stay.state == .cancelled)
    #expect(stay.isCancelled)
    #expect(stay.dischargedAt == nil)
  }

  @Test func `an admission at another time than told first`() throws {
    let stay = try stay("STIN_O", "RE_STIN_O")
    #expect(stay.state == .admitted)
    #expect(stay.admittedAt == (try Instant.parse("2023-03-01T08:00:00+01:00")))
  }

  @Test func `a transfer, told in two messages of one id`() throws {
    let stay = try stay("STIN_B1", "STIN_B2")
    #expect(stay.state == .admitted)
    #expect(stay.admittedAt == (try Instant.parse("2023-03-01T12:00:00+01:00")))
    #expect(stay.department == .init(sor: "502701000016000", name: "SHS Ældresygdomme"))
  }

  @Test func `all of them at once are as many admissions as there are episodes`() throws {
    let names = try MedComFiles.notificationNames().filter { $0 != "TEK_FCC" && $0 != "TEK_LOV" }
    let stays = try foldedInEveryOrder(names.map { try HospitalMessage.parse(MedComFiles.notification($0)).event })
    #expect(stays.count == 10)
    #expect(Set(stays.flatMap(\.episodes)).count == 10)
  }
}
