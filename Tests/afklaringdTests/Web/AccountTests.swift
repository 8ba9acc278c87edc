import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import Afklaring
@testable import afklaringd

@Suite struct `The own account` {
  private static let good = "fjord-lampe-71-skovl"

  private static func token(_ answer: TestResponse) -> SessionToken? {
    answer.headers[values: .setCookie].lazy.compactMap { cookie -> SessionToken? in
      guard cookie.hasPrefix("afklaring="), let value = cookie.split(separator: ";").first else { return nil }
      return SessionToken(String(value.dropFirst("afklaring=".count)))
    }.first
  }

  private static func signIn(_ daemon: TestDaemon, _ password: String = "hemmelig-kode") async throws -> TestResponse {
    try await daemon.submit("/log-ind", "brugernavn=bruger&adgangskode=\(password)")
  }

  @Test func `gets a new session at every sign-in`() async throws {
    try await TestDaemon.with { daemon in
      let first = try await daemon.signIn(.auditor)
      let second = try #require(Self.token(try await Self.signIn(daemon)))
      #expect(first.text != second.text)
      let rows = try await daemon.test.owner.query("select count(*) from session")[0].decode(Int.self)
      #expect(rows == 2)
    }
  }

  @Test func `shows its sessions, and ends one or all others`() async throws {
    try await TestDaemon.with { daemon in
      let mine = try await daemon.signIn(.auditor)
      let others = try await [Self.signIn(daemon), Self.signIn(daemon), Self.signIn(daemon)].compactMap(Self.token)
      #expect(try await daemon.get("/konto", as: mine).text.contains("Log ud alle andre steder"))
      let ids = try await daemon.test.owner.query(
        "select session_id from session where token_hash = \(others[0].hash)"
      ).map { try $0.decode(SessionID.self) }
      #expect(try await daemon.submit("/konto/sessioner/\(ids[0])", "", as: mine).status == .seeOther)
      #expect(try await daemon.get("/konto", as: others[0]).headers[.location] == "/log-ind")
      #expect(try await daemon.get("/konto", as: others[1]).status == .ok)
      #expect(try await daemon.submit("/konto/sessioner", "", as: mine).status == .seeOther)
      #expect(try await daemon.get("/konto", as: others[1]).headers[.location] == "/log-ind")
      #expect(try await daemon.get("/konto", as: mine).status == .ok)
    }
  }

  @Test func `does not end the sessions of others`() async throws {
    try await TestDaemon.with { daemon in
      let mine = try await daemon.signIn(.auditor)
      let other = try await daemon.session(.auditor)
      let id = try await daemon.test.owner.query("select session_id from session where token_hash = \(other.hash)")[0]
        .decode(SessionID.self)
      #expect(try await daemon.submit("/konto/sessioner/\(id)", "", as: mine).status == .seeOther)
      #expect(try await daemon.get("/konto", as: other).status == .ok)
    }
  }

  @Test func `acts in one role at a time, shown on the page, and changes it for another session`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      try await daemon.test.owner.query(
        "insert into account_role (account_id, role) select account_id, 'project_staff' from account")
      #expect(try await daemon.get("/henvisninger", as: token).text.contains("visitator"))
      let answer = try await daemon.submit("/konto/rolle", "rolle=project_staff", as: token)
      let other = try #require(Self.token(answer))
      #expect(try await daemon.get("/konto", as: token).headers[.location] == "/log-ind")
      #expect(try await daemon.get("/henvisninger", as: other).status == .forbidden)
      #expect(try await daemon.get("/tal/faerdigbehandlingsdage", as: other).text.contains("projektmedarbejder"))
      for foreign in ["auditor", "municipal_authority 0410", "system", ""] {
        let refused = try await daemon.submit("/konto/rolle", "rolle=\(foreign)", as: other)
        #expect(refused.status == .unprocessableContent)
        #expect(Self.token(refused) == nil)
      }
    }
  }

  @Test func `changes its password, and its other sessions end`() async throws {
    try await TestDaemon.with { daemon in
      let mine = try await daemon.signIn(.auditor)
      let other = try #require(Self.token(try await Self.signIn(daemon)))
      for fields in [
        "adgangskode=forkert&ny_adgangskode=\(Self.good)", "adgangskode=hemmelig-kode&ny_adgangskode=kort",
        "adgangskode=hemmelig-kode&ny_adgangskode=password1234", "adgangskode=hemmelig-kode",
        "adgangskode=hemmelig-kode&ny_adgangskode=hemmelig-kode",
      ] {
        #expect(try await daemon.submit("/konto/adgangskode", fields, as: mine).status == .unprocessableContent)
      }
      let fields = "adgangskode=hemmelig-kode&ny_adgangskode=\(Self.good)"
      #expect(try await daemon.submit("/konto/adgangskode", fields, as: mine).status == .seeOther)
      #expect(try await daemon.get("/konto", as: mine).status == .ok)
      #expect(try await daemon.get("/konto", as: other).headers[.location] == "/log-ind")
      #expect(Self.token(try await Self.signIn(daemon)) == nil)
      #expect(Self.token(try await Self.signIn(daemon, Self.good)) != nil)
    }
  }

  @Test func `with a first password does nothing before changing it`() async throws {
    try await TestDaemon.with { daemon in
      let standing = Standing.municipalAuthority(daemon.cast.fredericia)
      _ = try await daemon.test.database.perform(
        AddAccount(
          userName: "bruger", displayName: "Mette", standing: standing, hash: PasswordHash("abcd-efgh-jkmn-pqrs")),
        by: .system)
      let token = try #require(Self.token(try await Self.signIn(daemon, "abcd-efgh-jkmn-pqrs")))
      #expect(try await daemon.get("/henvisninger", as: token).headers[.location] == "/konto/adgangskode")
      let refused = try await daemon.get("/api/v1/referrals", as: token)
      #expect(refused.status == .forbidden && refused.text.contains("account-not-ready"))
      let fields = "adgangskode=abcd-efgh-jkmn-pqrs&ny_adgangskode=\(Self.good)"
      #expect(try await daemon.submit("/konto/adgangskode", fields, as: token).status == .seeOther)
      #expect(try await daemon.get("/henvisninger", as: token).status == .ok)
    }
  }

  @Test func `of an administrator does nothing before the second step is added, and signs in with it`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await daemon.signIn(.administrator(daemon.cast.fredericia))
      #expect(try await daemon.get("/pladser", as: token).status == .ok)
      try await daemon.test.owner.query("update account set is_made_up = false")
      #expect(try await daemon.get("/pladser", as: token).headers[.location] == "/konto/to-trin")

      let page = try await daemon.get("/konto/to-trin", as: token).text
      let sealed = try #require(page.firstMatch(of: /name="hemmelighed" value="([0-9a-f]+)"/)?.1)
      let shown = try #require(page.firstMatch(of: /secret=([A-Z2-7]{32})/)?.1)
      let secret = try #require(Self.secret(String(shown)))
      let code = secret.code(at: OneTimeSecret.step(at: daemon.test.clock.now))
      for fields in ["adgangskode=forkert&kode=\(code)", "adgangskode=hemmelig-kode&kode=000", "kode=\(code)"] {
        let answer = try await daemon.submit("/konto/to-trin", "\(fields)&hemmelighed=\(sealed)", as: token)
        #expect(answer.status == .unprocessableContent)
      }
      let done = try await daemon.submit(
        "/konto/to-trin", "adgangskode=hemmelig-kode&kode=\(code)&hemmelighed=\(sealed)", as: token)
      #expect(done.status == .ok)
      let recovery = done.text.matches(of: /<li>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})<\/li>/).map { String($0.1) }
      #expect(recovery.count == 10)
      #expect(try await daemon.get("/pladser", as: token).status == .ok)

      try await Self.signsInWith(secret, recovery[0], usedStepAt: daemon.test.clock.now, daemon)
    }
  }

  private static func signsInWith(
    _ secret: OneTimeSecret, _ recovery: String, usedStepAt now: Instant, _ daemon: TestDaemon
  ) async throws {
    func ticket() async throws -> String {
      let answer = try await signIn(daemon)
      #expect(answer.status == .ok && token(answer) == nil)
      return String(try #require(answer.text.firstMatch(of: /name="billet" value="([^"]+)"/)?.1))
    }
    func codeAnswer(_ code: String, _ ticket: String) async throws -> TestResponse {
      try await daemon.submit("/log-ind/kode", "kode=\(code)&billet=\(ticket)")
    }
    let used = secret.code(at: OneTimeSecret.step(at: now))
    #expect(token(try await codeAnswer(used, ticket())) == nil)
    daemon.test.clock.advance(seconds: 60)
    let next = secret.code(at: OneTimeSecret.step(at: daemon.test.clock.now))
    let old = try await ticket()
    #expect(token(try await codeAnswer(next, old)) != nil)
    #expect(token(try await codeAnswer(next, old)) == nil)
    #expect(token(try await codeAnswer(recovery.uppercased(), old)) != nil)
    #expect(token(try await codeAnswer(recovery, old)) == nil)
    for forged in ["\(old.dropLast())\(old.hasSuffix("0") ? "1" : "0")", "x", ""] {
      #expect(try await codeAnswer(next, forged).status == .unprocessableContent)
    }
    let call = try await daemon.call("/api/v1/sessions", #"{"user_name":"bruger","password":"hemmelig-kode"}"#)
    #expect(call.status == .unauthorized && call.text.contains("second-step-needed"))
    daemon.test.clock.advance(seconds: 301)
    let late = secret.code(at: OneTimeSecret.step(at: daemon.test.clock.now))
    #expect(token(try await codeAnswer(late, old)) == nil)
    let withCode = try await daemon.call(
      "/api/v1/sessions", #"{"user_name":"bruger","password":"hemmelig-kode","code":"\#(late)"}"#)
    #expect(withCode.status == .created)
  }

  /// From base 32, as a telephone reads it.
  private static func secret(_ text: String) -> OneTimeSecret? {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = text.flatMap { letter in
      let value = letters.firstIndex(of: letter) ?? 0
      return (0..<5).map { value >> (4 - $0) & 1 }
    }
    let bytes = stride(from: 0, to: bits.count, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | UInt8($1) } }
    return OneTimeSecret(hexadecimal: bytes.hexadecimal)
  }

  @Test func `guesses at the second step are held back`() async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.signIn(.auditor)
      let account = try await daemon.test.owner.query("select account_id from account")[0].decode(AccountID.self)
      let keys = daemon.test.database.keys
      let ticket = SecondStepTicket(for: account, at: daemon.test.clock.now, keys).text
      for _ in 0..<SignInThrottle.mostOfPair {
        let answer = try await daemon.submit("/log-ind/kode", "kode=000000&billet=\(ticket)")
        #expect(answer.status == .unprocessableContent)
      }
      #expect(try await daemon.submit("/log-ind/kode", "kode=000000&billet=\(ticket)").status == .tooManyRequests)
    }
  }
}

@Suite struct `A request under way` {
  /// The session is read before the account is disabled, and the command comes after.
  @Test(arguments: [
    "update account set is_disabled = true", "delete from account_role",
    "update account_role set municipality_code = '0410'", "delete from session",
  ])
  func `does nothing more when its author may no longer`(change: String) async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let referral = try await cast.refer(.anna)
      let token = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let visitor = try #require(
        try await SessionReading(services: TestDaemon.services(daemon.test)).visitor(token))
      try await daemon.test.owner.query(SQL(trusted: change))
      let refusal = await #expect(throws: PostgresError.self) {
        try await cast.database.perform(AcceptReferral(referral), by: visitor.actor)
      }
      #expect(refusal?.sqlState == .sessionEnded)
      let state = try await daemon.test.owner.query("select state from referral")[0].decode(String.self)
      #expect(state == "submitted")
    }
  }
}

@Suite struct `The auditor's look-up` {
  @Test func `tells who saw a person, and neither name nor number`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let referral = try await cast.refer(.anna)
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia), userName: "mette")
      #expect(try await daemon.get("/henvisninger/\(referral)", as: authority).status == .ok)
      let auditor = try await daemon.session(.auditor)
      let answer = try await daemon.submit("/opslag", "cpr=\(CastMember.anna.rawValue)", as: auditor)
      #expect(answer.status == .ok)
      #expect(answer.text.contains("Så: henvisningen") && answer.text.contains("Fredericia"))
      #expect(!answer.text.contains(CastMember.anna.name) && !answer.text.contains("\(referral)"))
      #expect(!answer.text.contains(CastMember.anna.rawValue))
      #expect(
        try await daemon.submit("/opslag", "cpr=\(CastMember.anna.rawValue)", as: auditor).text.contains("opslaget"))
      let nobody = try await daemon.submit("/opslag", "cpr=\(CastMember.bent.rawValue)", as: auditor)
      #expect(nobody.text.contains("Der er ikke gemt noget"))
      #expect(try await daemon.submit("/opslag", "cpr=12", as: auditor).status == .unprocessableContent)
    }
  }
}
