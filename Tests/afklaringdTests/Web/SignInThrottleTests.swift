import Afklaring
import Fixtures
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import Testing

@testable import afklaringd

@Suite struct `Trying passwords` {
  private static func tries(
    _ count: Int, _ person: SignInThrottle.Person, _ password: String, in daemon: TestDaemon
  ) async throws -> [String] {
    var answers: [String] = []
    for _ in 0..<count {
      do {
        let found = try await LocalAccounts(services: TestDaemon.services(daemon.test)).identify(
          .init(person: person, password: password))
        answers.append(found == nil ? "wrong" : "in")
      } catch let error as TooManyTries {
        answers.append("\(error.seconds)")
      }
    }
    return answers
  }

  private static func person(_ name: String = "mette", from address: String = "192.0.2.1") -> SignInThrottle.Person {
    SignInThrottle.Person(userName: name, address: ClientAddress(address), device: nil)
  }

  @Test func `five wrong ones from one place are enough for a quarter of an hour`() async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "mette")
      let (here, clock) = (Self.person(), daemon.test.clock)
      #expect(try await Self.tries(4, here, "x", in: daemon) == ["wrong", "wrong", "wrong", "wrong"])
      clock.advance(seconds: 60)
      #expect(try await Self.tries(3, here, "x", in: daemon) == ["wrong", "840", "840"])
      // Not even with the right one, which is not looked at, and from elsewhere all the same.
      #expect(try await Self.tries(1, here, "hemmelig-kode", in: daemon) == ["840"])
      #expect(try await Self.tries(1, Self.person(from: "192.0.2.2"), "hemmelig-kode", in: daemon) == ["in"])
      clock.advance(seconds: 840)
      #expect(try await Self.tries(1, here, "hemmelig-kode", in: daemon) == ["in"])
    }
  }

  @Test func `that end well are forgotten`() async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "mette")
      for _ in 0..<3 {
        #expect(try await Self.tries(4, Self.person(), "x", in: daemon).allSatisfy { $0 == "wrong" })
        #expect(try await Self.tries(1, Self.person(), "hemmelig-kode", in: daemon) == ["in"])
      }
    }
  }

  @Test func `for others does not keep out a browser that signed in before`() async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "mette")
      let keys = daemon.test.database.keys
      let device = DeviceCookie(DeviceCookie(for: "mette", keys).text, for: "mette", keys)
      #expect(device != nil)
      // From everywhere, and from the same address too.
      try await daemon.test.owner.query(
        """
        insert into sign_in_try (sign_in_try_id, subject, tried_at)
        select gen_random_uuid(), subject, \(daemon.test.clock.now)
        from unnest(\([
          keys.index("sign-in as mette"), keys.index("sign-in from 192.0.2.1"), keys.index("sign-in 192.0.2.1 mette"),
        ])) as subject, generate_series(1, 300)
        """)
      #expect(try await Self.tries(1, Self.person(from: "192.0.2.9"), "hemmelig-kode", in: daemon) == ["900"])
      let known = SignInThrottle.Person(userName: "mette", address: ClientAddress("192.0.2.1"), device: device)
      #expect(try await Self.tries(1, known, "hemmelig-kode", in: daemon) == ["in"])
      #expect(try await Self.tries(11, known, "x", in: daemon).last == "900")
    }
  }

  @Test func `with a cookie of another account or of one's own making counts as without`() {
    let keys = Keyring(.new())
    let text = DeviceCookie(for: "mette", keys).text
    #expect(DeviceCookie(text, for: "mette", keys)?.text == text)
    #expect(DeviceCookie(text, for: "anders", keys) == nil)
    #expect(DeviceCookie(text, for: "mette", Keyring(.new())) == nil)
    for broken in ["", ".", text + "0", String(text.dropLast()), "x." + text, text.uppercased()] {
      #expect(DeviceCookie(broken, for: "mette", keys) == nil)
    }
  }

  @Test func `on the page too often is told in Danish, in the API in English`() async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "mette")
      for _ in 0..<5 { _ = try await daemon.submit("/log-ind", "brugernavn=mette&adgangskode=x") }
      let page = try await daemon.submit("/log-ind", "brugernavn=mette&adgangskode=hemmelig-kode")
      #expect(page.status == .tooManyRequests)
      #expect(page.headers[.retryAfter] == "900")
      #expect(page.text.contains("Der er forsøgt for mange gange. Prøv igen om 15 minutter."))
      let answer = try await daemon.call("/api/v1/sessions", #"{"user_name":"mette","password":"hemmelig-kode"}"#)
      #expect(answer.status == .tooManyRequests)
      #expect(answer.text.contains("urn:afklaring:problem:too-many-tries"))
    }
  }

  @Test func `leaves neither a name nor an address in the database`() async throws {
    try await TestDaemon.with { daemon in
      #expect(try await Self.tries(1, Self.person("hemmelig-person"), "x", in: daemon) == ["wrong"])
      let rows = try await daemon.test.owner.query("select sign_in_try::text from sign_in_try").map {
        try $0.decode(String.self)
      }
      #expect(rows.count == 3)
      #expect(!rows.contains { $0.contains("hemmelig") || $0.contains("192.0") })
    }
  }
}

@Suite struct `Where a request comes from` {
  private static func client(_ peer: String?, _ forwarded: [String], trusted: [String]) -> String? {
    var head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/")
    if let name = HTTPField.Name("X-Forwarded-For") {
      for value in forwarded { head.headerFields.append(HTTPField(name: name, value: value)) }
    }
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    return TrustedProxies(trusted).client(of: request, from: peer)?.network
  }

  @Test func `is the other end, whatever it says, unless it is a trusted proxy`() {
    #expect(Self.client("192.0.2.1", ["198.51.100.7"], trusted: []) == "192.0.2.1")
    #expect(Self.client("192.0.2.1", ["198.51.100.7"], trusted: ["10.0.0.1"]) == "192.0.2.1")
    #expect(Self.client("10.0.0.1", ["198.51.100.7"], trusted: ["10.0.0.1"]) == "198.51.100.7")
    #expect(Self.client("10.0.0.1", [], trusted: ["10.0.0.1"]) == "10.0.0.1")
    #expect(Self.client(nil, ["198.51.100.7"], trusted: []) == nil)
  }

  @Test func `is the last that the trusted ones name: what stands before it anybody can write`() {
    let trusted = ["10.0.0.1", "10.0.0.2"]
    #expect(Self.client("10.0.0.1", ["203.0.113.5, 198.51.100.7, 10.0.0.2"], trusted: trusted) == "198.51.100.7")
    #expect(Self.client("10.0.0.1", ["203.0.113.5", "198.51.100.7"], trusted: trusted) == "198.51.100.7")
    #expect(Self.client("10.0.0.1", ["198.51.100.7, nonsense"], trusted: trusted) == "10.0.0.1")
  }

  @Test func `is one for a network of IPv6, and the same for IPv4 in IPv6`() {
    #expect(ClientAddress("2001:db8:1:2::5") == ClientAddress("2001:db8:1:2:ffff::1"))
    #expect(ClientAddress("2001:db8:1:2::5") != ClientAddress("2001:db8:1:3::5"))
    #expect(ClientAddress("::ffff:192.0.2.1") == ClientAddress("192.0.2.1"))
    #expect(ClientAddress("192.0.2") == nil && ClientAddress("") == nil)
  }
}

@Suite struct `Every answer` {
  @Test(arguments: ["/log-ind", "/findes-ikke", "/api/v1/referrals", "/afklaring.css", "/henvisninger", "/healthz"])
  func `carries the headers that keep a browser to this site`(path: String) async throws {
    try await TestDaemon.with { daemon in
      let headers = try await daemon.get(path).headers
      for (name, value) in [
        ("Content-Security-Policy", "default-src 'none'"), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
      ] {
        #expect(headers[try #require(HTTPField.Name(name))]?.hasPrefix(value) == true, "\(name)")
      }
      #expect(headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
      #expect(headers[.contentSecurityPolicy]?.contains("unsafe") == false)
      #expect(headers[.strictTransportSecurity] == nil)
    }
  }

  @Test func `behind TLS tells browsers to come by https alone`() async throws {
    try await TestDatabase.with { test in
      var services = try TestDaemon.services(test)
      services.cookiesAreSecure = true
      try await Application(router: routes(services)).test(.router) { client in
        let answer = try await client.executeRequest(uri: "/log-ind", method: .get, headers: [:], body: nil)
        #expect(answer.headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
      }
    }
  }

  @Test(arguments: [
    (["Sec-Fetch-Site": "cross-site"], HTTPResponse.Status.forbidden), (["Origin": "https://onde.example"], .forbidden),
    (["Origin": "null"], .forbidden), (["Sec-Fetch-Site": "same-origin"], .unprocessableContent),
    ([:], .unprocessableContent),
  ])
  func `to a sign-in from another site is no`(headers: [String: String], expected: HTTPResponse.Status) async throws {
    try await TestDaemon.with { daemon in
      var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
      let answer = try await daemon.client.executeRequest(
        uri: "/log-ind", method: .post, headers: fields, body: ByteBuffer(string: "brugernavn=x&adgangskode=y"))
      #expect(answer.status == expected)
    }
  }
}
