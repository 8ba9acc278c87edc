import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

/// A list goes on page by page, each entry once, also where several are of one instant.
@Suite struct `A list longer than a page` {
  /// As many more referrals of the same course, three to the hour.
  private static func copy(_ referral: ReferralID, _ count: Int, in daemon: TestDaemon) async throws {
    try await daemon.test.owner.query(
      """
      insert into referral (
        referral_id, person_id, admission_id, municipality_code, state, target_group, submitted_at, recorded_from)
      select gen_random_uuid(), person_id, admission_id, municipality_code, state, target_group,
        submitted_at - number / 3 * interval '1 hour', recorded_from
      from referral, generate_series(1, \(count)::int) as number
      where referral_id = \(referral)
      """)
  }

  private static func copy(_ admission: AdmissionID, _ count: Int, in daemon: TestDaemon) async throws {
    try await daemon.test.owner.query(
      """
      insert into admission (
        admission_id, person_id, ward_id, home_municipality_code, admitted_at, is_acute, recorded_from)
      select gen_random_uuid(), person_id, ward_id, home_municipality_code,
        admitted_at - number / 3 * interval '1 hour', is_acute, recorded_from
      from admission, generate_series(1, \(count)::int) as number
      where admission_id = \(admission)
      """)
  }

  /// What each page shows, from the first to the one that leads no further.
  private static func pages(of path: String, in daemon: TestDaemon, as token: SessionToken) async throws -> [[String]] {
    var (pages, next) = ([[String]](), Optional(path))
    while let path = next, pages.count < 10 {
      let text = try await daemon.get(path, as: token).text
      pages.append(
        text.matches(of: #/<th scope="row"[^>]*><a href="/[a-z]+/(?<id>[0-9a-f-]{36})"/#).map { String($0.output.id) })
      next = text.firstMatch(of: #/class="pager"><a href="(?<next>[^"]+)"/#).map {
        String($0.output.next).replacing("&amp;", with: "&")
      }
    }
    return pages
  }

  @Test func `of referrals shows fifty to a page`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      try await Self.copy(daemon.cast.refer(.anna), 119, in: daemon)
      for filter in ["", "?vis=alle"] {
        let pages = try await Self.pages(of: "/henvisninger\(filter)", in: daemon, as: authority)
        #expect(pages.map(\.count) == [50, 50, 20])
        #expect(Set(pages.joined()).count == 120)
      }
    }
  }

  @Test func `shows a refused referral beside the one that followed in the same admission`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let admission = try await daemon.cast.admit(.anna)
      let refer = ReferPatient(admission, targetGroup: .withoutSupport, needs: [])
      let refused = try await daemon.cast.database.perform(refer, by: daemon.cast.coordinator)
      try await daemon.cast.database.perform(
        DeclineReferral(refused, because: .supportInPlace), by: daemon.cast.authority)
      let next = try await daemon.cast.database.perform(refer, by: daemon.cast.coordinator)
      let pages = try await Self.pages(of: "/henvisninger?vis=alle", in: daemon, as: authority)
      #expect(Set(pages.joined()) == Set([refused, next].map(\.description)))
    }
  }

  @Test func `of patients shows fifty to a page`() async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      try await Self.copy(daemon.cast.admit(.anna), 50, in: daemon)
      let pages = try await Self.pages(of: "/indlaeggelser", in: daemon, as: ward)
      #expect(pages.map(\.count) == [50, 1])
      #expect(Set(pages.joined()).count == 51)
    }
  }

  @Test func `in the API names the next page in the header Link`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      try await Self.copy(daemon.cast.refer(.anna), 200, in: daemon)
      let name = try #require(HTTPField.Name("Link"))
      let first = try await daemon.get("/api/v1/referrals", as: authority)
      let link = try #require(first.headers[name]?.wholeMatch(of: #/<(?<path>.+)>; rel="next"/#))
      let second = try await daemon.get(String(link.output.path), as: authority)
      #expect(second.headers[name] == nil)
      let ids = [first, second].map { $0.text.matches(of: #/"id":"(?<id>[0-9a-f-]{36})"/#).map(\.output.id) }
      #expect(ids.map(\.count) == [200, 1])
      #expect(Set(ids.joined()).count == 201)
      #expect(try await daemon.get("/api/v1/referrals?after=x", as: authority).status == .badRequest)
    }
  }
}
