import Afklaring
import Fixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `The pages of the plan` {
  /// Others who wait, by the owner: the cast is small.
  private static func fill(_ cast: Cast, like referral: ReferralID, _ count: Int) async throws {
    try await cast.owner.query(
      """
      insert into referral (referral_id, person_id, admission_id, municipality_code, state, submitted_at, accepted_at)
      select gen_random_uuid(), person_id, admission_id, '0461', 'accepted', submitted_at, accepted_at
      from referral, generate_series(1, \(count)::int)
      where referral_id = \(referral)
      """)
  }

  @Test func `show the plan from ten who wait, and a row is taken by its button`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let referral = try await cast.accept(.anna, needs: ["wheelchair"])
      #expect(try await daemon.get("/plan", as: authority).text.contains("ikke lavet et samlet forslag endnu"))
      _ = try await daemon.submit("/plan", "", as: authority)
      #expect(try await daemon.get("/plan", as: authority).text.contains("vises fra 10"))
      try await Self.fill(cast, like: referral, 10)
      _ = try await daemon.submit("/plan", "", as: authority)
      let page = try await daemon.get("/plan", as: authority).text
      #expect(page.contains("11 venter i hele landet") && page.contains("Tilbyd MID-1"))
      #expect(page.contains("Aftale: 2.150 kr. pr. dag") && page.contains("Uændret"))
      let answer = try await daemon.submit(
        "/henvisninger/\(referral)/tilbud",
        "plads=\(cast.middelfartBed)&foerste_nat=2026-11-22&planlagt_udflytning=2027-02-14&svarfrist=2026-11-24T16:00",
        as: authority)
      #expect(answer.headers[.location] == "/henvisninger/\(referral)")
      #expect(try await daemon.test.owner.query("select answer from match_choice")[0].decode(String.self) == "accepted")
    }
  }

  @Test func `ask why, where another bed is given, beside the bed it is for`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let referral = try await cast.accept(.anna)
      _ = try await daemon.submit("/plan", "", as: authority)
      let proposed = try await daemon.test.owner.query("select bed_id from match_proposal")[0].decode(BedID.self)
      let other = try #require(cast.fredericiaBeds.first { $0 != proposed })
      let wish = "plads=\(other)&foerste_nat=2026-11-22&planlagt_udflytning=2027-01-10"
      let refused = try await daemon.submit("/henvisninger/\(referral)/plads", wish, as: authority)
      #expect(refused.status == .conflict && refused.text.contains("href=\"#fravigelse-\(other)\""))
      let given = try await daemon.submit(
        "/henvisninger/\(referral)/plads", wish + "&fravigelse=near_network", as: authority)
      #expect(given.headers[.location] == "/henvisninger/\(referral)")
    }
  }

  @Test func `say of any bed which rule it keeps, and what one requirement less would open`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let referral = try await cast.accept(.anna, needs: ["wheelchair"])
      let page = try await daemon.get("/henvisninger/\(referral)/plads?plads=FRE-1", as: authority).text
      #expect(page.contains("Pladsen er ikke mulig.") && page.contains("Uden behovet: kørestol"))
      let unknown = try await daemon.get("/henvisninger/\(referral)/plads?plads=XYZ", as: authority).text
      #expect(unknown.contains("ingen plads med den kode"))
    }
  }

  @Test func `list the beds that meet a combined need`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let page = try await daemon.get("/pladser?behov=wheelchair", as: authority).text
      #expect(page.contains("MID-1") && !page.contains(">FRE-1<"))
      let none = try await daemon.get("/pladser?behov=wheelchair&behov=pets", as: authority).text
      #expect(none.contains("Ingen plads dækker alle"))
    }
  }

  @Test func `tell what would be otherwise, and refuse what is no number`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      _ = try await cast.accept(.anna)
      let page = try await daemon.get("/scenarier?nye_pladser=2", as: authority)
      #expect(page.status == .ok && page.text.contains("I scenariet") && page.text.contains("0 afsluttede ophold"))
      let wrong = try await daemon.get("/scenarier?nye_pladser=mange", as: authority)
      #expect(wrong.status == .badRequest && wrong.text.contains("helt tal mellem 0 og 100"))
    }
  }
}
