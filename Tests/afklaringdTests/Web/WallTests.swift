import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

/// One organisation cannot see or change what is another's.
@Suite struct `Walls between organisations` {
  @Test func `another ward, another municipality and another house do not find a referral`() async throws {
    try await TestDaemon.with { daemon in
      let referral = try await daemon.cast.refer(.anna)
      for (number, stranger) in [
        Standing.dischargeCoordinator(daemon.cast.otherWard), .municipalAuthority(daemon.cast.middelfart),
        .siteStaff(daemon.cast.fredericiaSite), .projectStaff, .administrator(daemon.cast.fredericia), .auditor,
      ].enumerated() {
        let token = try await daemon.signIn(stranger, userName: "fremmed\(number)")
        let answer = try await daemon.get("/henvisninger/\(referral)", as: token)
        #expect([403, 404].contains(answer.status.code), "\(stranger)")
        #expect(!answer.text.contains("Holm"))
        let act = try await daemon.submit("/henvisninger/\(referral)/godkendelse", "", as: token)
        #expect([403, 404].contains(act.status.code), "\(stranger)")
      }
      #expect(try await daemon.cast.state(referral) == .submitted)
    }
  }

  @Test func `the ward and the deciding municipality do, and the look is in the event log`() async throws {
    try await TestDaemon.with { daemon in
      let referral = try await daemon.cast.refer(.anna)
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let answer = try await daemon.get("/henvisninger/\(referral)", as: authority)
      #expect(answer.status == .ok)
      #expect(answer.text.contains("Anna Holm") && answer.text.contains("120384-••••"))
      #expect(!answer.text.contains("4776"))
      let looks = try await daemon.test.owner.query("select from journal_entry where kind = 'look'")
      #expect(looks.count == 1)
    }
  }

  @Test func `assigning on the page gives the bed and stops at the referral's page`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let referral = try await daemon.cast.accept(.anna)
      let page = try await daemon.get("/henvisninger/\(referral)/plads", as: authority)
      #expect(page.text.contains("Bevilg FRE-1"))
      let answer = try await daemon.submit(
        "/henvisninger/\(referral)/plads",
        "plads=\(daemon.cast.fredericiaBeds[0])&foerste_nat=2026-11-22&planlagt_udflytning=2027-01-10", as: authority)
      #expect(answer.headers[.location] == "/henvisninger/\(referral)")
      #expect(try await daemon.cast.state(referral) == .assigned)
      let again = try await daemon.submit(
        "/henvisninger/\(referral)/plads",
        "plads=\(daemon.cast.fredericiaBeds[1])&foerste_nat=2026-11-22&planlagt_udflytning=2027-01-10", as: authority)
      #expect(again.status == .conflict)
      #expect(again.text.contains("der er allerede bevilget en plads"))
    }
  }
}
