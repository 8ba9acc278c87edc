import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

/// Whom a name is told to: nobody who only lends a bed before the bed is asked for, and not then where it is protected.
@Suite struct `Identity` {
  /// Anna's municipality has asked Middelfart for a bed.
  private static func offered(_ daemon: TestDaemon) async throws -> (referral: ReferralID, admission: AdmissionID) {
    let cast = daemon.cast
    let referral = try await cast.accept(.anna, needs: ["wheelchair"])
    try await cast.database.perform(
      OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: daemon.test.clock.now.adding(hours: 48)),
      by: cast.authority)
    let admission = try await daemon.test.owner.query("select admission_id from admission")[0].decode(AdmissionID.self)
    return (referral, admission)
  }

  private static func identities(_ actor: Actor, _ daemon: TestDaemon) async throws -> Int {
    try await daemon.test.database.query(
      as: actor, "select (select count(*) from person_name) + (select count(*) from person_number)"
    )[0].decode(Int.self)
  }

  @Test func `is not the bed owner's to see before it is asked for its bed; needs are`() async throws {
    try await TestDaemon.with { daemon in
      let referral = try await daemon.cast.accept(.anna, needs: ["wheelchair"])
      let owner = try await daemon.session(.municipalAuthority(daemon.cast.middelfart))
      let beds = try await daemon.get("/pladser", as: owner)
      #expect(beds.text.contains("Fredericia Kommune") && beds.text.contains("Kørestol"))
      #expect(!beds.text.contains("Holm") && !beds.text.contains("120384"))
      #expect(try await daemon.get("/henvisninger/\(referral)", as: owner).status == .notFound)
      #expect(try await Self.identities(daemon.cast.otherAuthority, daemon) == 0)
      // Fredericia lends nobody a bed: it is not told what Middelfart's people need.
      let other = try await daemon.cast.accept(.bent)
      try await daemon.test.owner.query(
        "update referral set municipality_code = '0410' where referral_id = \(other)")
      let own = try await daemon.get("/pladser", as: daemon.session(.municipalAuthority(daemon.cast.fredericia)))
      #expect(!own.text.contains("der kan låne"))
    }
  }

  @Test func `is the bed owner's to see when it is asked, by its own ground`() async throws {
    try await TestDaemon.with { daemon in
      let (referral, _) = try await Self.offered(daemon)
      let owner = try await daemon.session(.municipalAuthority(daemon.cast.middelfart))
      #expect(try await daemon.get("/henvisninger/\(referral)", as: owner).text.contains("Anna Holm"))
      #expect(try await Self.identities(daemon.cast.otherAuthority, daemon) == 2)
      let grounds = try await daemon.test.owner.query("select ground from journal_entry where kind = 'look'").map {
        try $0.decode(String?.self)
      }
      #expect(grounds == ["lending"])
    }
  }

  @Test func `where it is protected, is told to those who treat and decide, and marked`() async throws {
    try await TestDaemon.with { daemon in
      let (referral, admission) = try await Self.offered(daemon)
      let ward = try await daemon.session(.dischargeCoordinator(daemon.cast.ward))
      let protecting = try await daemon.submit("/indlaeggelser/\(admission)/beskyttelse", "beskyttet=ja", as: ward)
      #expect(protecting.status == .seeOther)
      for standing in [
        Standing.dischargeCoordinator(daemon.cast.ward), .municipalAuthority(daemon.cast.fredericia),
      ] {
        let token = try await daemon.session(standing)
        for page in ["/henvisninger/\(referral)", "/henvisninger"] {
          let text = try await daemon.get(page, as: token).text
          #expect(text.contains("Anna Holm") && text.contains("Navne- og adressebeskyttet"), "\(standing)")
        }
      }
      let owner = try await daemon.session(.municipalAuthority(daemon.cast.middelfart))
      for page in ["/henvisninger/\(referral)", "/henvisninger"] {
        let text = try await daemon.get(page, as: owner).text
        #expect(text.contains("Beskyttet navn") && text.contains("Navne- og adressebeskyttet"))
        #expect(!text.contains("Holm") && !text.contains("120384"))
      }
      #expect(try await Self.identities(daemon.cast.otherAuthority, daemon) == 0)
      #expect(try await Self.identities(daemon.cast.authority, daemon) == 2)
      let again = try await daemon.submit("/indlaeggelser/\(admission)/beskyttelse", "beskyttet=ja", as: ward)
      #expect(again.status == .conflict)
      #expect(
        try await daemon.submit("/indlaeggelser/\(admission)/beskyttelse", "beskyttet=nej", as: ward).status
          == .seeOther)
      #expect(try await Self.identities(daemon.cast.otherAuthority, daemon) == 2)
    }
  }

  @Test func `can be protected from the admission on`() async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.session(.dischargeCoordinator(daemon.cast.ward))
      let fields = "cpr=\(CastMember.bent.rawValue)&navn=Bent&bopaelskommune=0607&indlagt=2026-11-20T10:00&akut=ja"
      let answer = try await daemon.submit("/indlaeggelser", fields + "&beskyttet=ja", as: ward)
      #expect(answer.status == .seeOther)
      #expect(try await daemon.get("/indlaeggelser", as: ward).text.contains("Navne- og adressebeskyttet"))
    }
  }
}
