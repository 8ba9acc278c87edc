import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `Signing in` {
  @Test func `sets an HttpOnly SameSite cookie and leads to the first page`() async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "mette")
      let answer = try await daemon.submit("/log-ind", "brugernavn=mette&adgangskode=hemmelig-kode")
      #expect(answer.status == .seeOther)
      let cookie = try #require(answer.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
    }
  }

  @Test(arguments: [
    "brugernavn=mette&adgangskode=forkert", "brugernavn=ukendt&adgangskode=hemmelig-kode", "brugernavn=mette",
    "brugernavn=%27%3B+drop+table+person&adgangskode=x",
  ])
  func `is refused without saying which was wrong`(fields: String) async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "mette")
      let answer = try await daemon.submit("/log-ind", fields)
      #expect(answer.status == .unprocessableContent)
      #expect(answer.headers[.setCookie] == nil)
      #expect(!answer.text.contains("findes ikke"))
    }
  }

  @Test func `a disabled account cannot sign in, and its sessions end`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "mette")
      try await daemon.test.owner.query("update account set is_disabled = true")
      let answer = try await daemon.submit("/log-ind", "brugernavn=mette&adgangskode=hemmelig-kode")
      #expect(answer.status == .unprocessableContent)
      #expect(try await daemon.get("/henvisninger", as: token).status == .seeOther)
    }
  }

  @Test(arguments: [
    "delete from account_role", "update account_role set municipality_code = '0410'",
    "update account_role set role = 'administrator'",
  ])
  func `a session ends with the role it was begun in`(change: String) async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      #expect(try await daemon.get("/henvisninger", as: token).status == .ok)
      try await daemon.test.owner.query(SQL(trusted: change))
      #expect(try await daemon.get("/henvisninger", as: token).headers[.location] == "/log-ind")
      #expect(try await daemon.get("/api/v1/referrals", as: token).status == .unauthorized)
    }
  }

  @Test func `a session ends after twenty idle minutes, and goes on while it is used`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      for _ in 0..<4 {
        daemon.test.clock.advance(seconds: 19 * 60)
        #expect(try await daemon.get("/henvisninger", as: token).status == .ok)
      }
      daemon.test.clock.advance(seconds: 21 * 60)
      #expect(try await daemon.get("/henvisninger", as: token).headers[.location] == "/log-ind")
    }
  }

  @Test func `a session ends after ten hours however much it is used`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      for _ in 0..<31 {
        daemon.test.clock.advance(seconds: 19 * 60)
        #expect(try await daemon.get("/henvisninger", as: token).status == .ok)
      }
      daemon.test.clock.advance(seconds: 19 * 60)
      #expect(try await daemon.get("/henvisninger", as: token).status == .seeOther)
    }
  }

  @Test func `signing out ends the session`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      #expect(try await daemon.submit("/log-ud", "", as: token).status == .seeOther)
      #expect(try await daemon.get("/henvisninger", as: token).status == .seeOther)
    }
  }

  @Test func `a form without the session's token changes nothing`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let referral = try await daemon.cast.refer(.anna)
      let answer = try await daemon.submit(
        "/henvisninger/\(referral)/godkendelse", "x=y", as: authority, withFormToken: false)
      #expect(answer.status == .forbidden)
      #expect(try await daemon.cast.state(referral) == .submitted)
    }
  }

  @Test func `a cookie does not open the API`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let answer = try await daemon.client.executeRequest(
        uri: "/api/v1/referrals", method: .get,
        headers: [.cookie: "\(SessionMiddleware.cookieName)=\(token.text)"], body: nil)
      #expect(answer.status == .unauthorized)
    }
  }

  @Test func `who is not signed in is led to where they can be, and the API says 401`() async throws {
    try await TestDaemon.with { daemon in
      for path in ["/", "/henvisninger", "/indlaeggelser", "/pladser", "/tal/faerdigbehandlingsdage"] {
        let answer = try await daemon.get(path)
        #expect(answer.headers[.location] == "/log-ind", "\(path)")
      }
      #expect(try await daemon.get("/api/v1/referrals").status == .unauthorized)
      #expect(try await daemon.call("/api/v1/admissions", "{}").status == .unauthorized)
    }
  }
}
