import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

/// Whatever comes from outside is refused with a reason, and nothing is written. Nothing is ever a 500.
@Suite struct `Bad input` {
  @Test(arguments: [
    ("", HTTPResponse.Status.unprocessableContent), ("{", .badRequest), ("[]", .badRequest), ("null", .badRequest),
    ("\"text\"", .badRequest), ("{\"cpr\":{\"a\":1}}", .badRequest), ("{\"cpr\":[[1]]}", .badRequest),
    (String(repeating: "[", count: 100_000), .badRequest),
    (String(repeating: "{\"a\":", count: 5_000) + "1" + String(repeating: "}", count: 5_000), .badRequest),
    ("{\"cpr\":1e999999}", .badRequest), ("{\"cpr\":99999999999999999999999999}", .badRequest),
    ("{\"cpr\":\"\\u0000\"}", .unprocessableContent), ("{\"cpr\":\"12038447\"}", .unprocessableContent),
    ("{\"name\":\"\(String(repeating: "x", count: 5_000))\"}", .unprocessableContent),
    (String(repeating: " ", count: 1 << 21), .contentTooLarge), ("\u{FEFF}{}x", .badRequest),
  ])
  func `in the body of an admission`(body: String, expected: HTTPResponse.Status) async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      let answer = try await daemon.call("/api/v1/admissions", body, as: ward)
      #expect(answer.status == expected, "\(answer.text.prefix(300))")
      #expect(answer.headers[.contentType] == "application/problem+json")
      #expect(!answer.text.contains("12038447"))
      #expect(try await daemon.test.owner.query("select from person").isEmpty)
    }
  }

  @Test(arguments: [
    (#""cpr":"3113704776""#, "cpr"), (#""home_municipality":"9999""#, "home_municipality"),
    (#""admitted_at":"2026-13-01T10:00""#, "admitted_at"), (#""admitted_at":"2026-03-29T02:30""#, "admitted_at"),
    (#""acute":"maybe""#, "acute"), (#""name":"""#, "name"),
  ])
  func `in one field names the field and what is allowed`(member: String, field: String) async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      let good = [
        #""cpr":"1203844776""#, #""name":"Anna Holm""#, #""home_municipality":"0607""#,
        #""admitted_at":"2026-11-01T10:00""#, #""acute":true"#,
      ].filter { !$0.hasPrefix("\"\(field)\"") }
      let answer = try await daemon.call(
        "/api/v1/admissions", "{\((good + [member]).joined(separator: ","))}", as: ward)
      #expect(answer.status == .unprocessableContent)
      #expect(answer.text.contains(#""field":"\#(field)""#), "\(answer.text)")
    }
  }

  @Test(arguments: [
    (#"{"cpr":"1203844776","navn":"Anna"}"#, 422, "admitted_at is missing"),
    (
      #"{"cpr":"1203844776","name":"Anna Holm","home_municipality":"0607","admitted_at":"2026-11-01T10:00","hurry":1}"#,
      400, "expected no other fields than acute, admitted_at, cpr, home_municipality, name"
    ),
    (
      #"{"cpr":"1203844776","name":"a:\"b","name":"c","home_municipality":"0607","admitted_at":"2026-11-01T10:00"}"#,
      400,
      "expected each field once"
    ),
    (
      #"{"cpr":"1203844776","name":"Anna \u202Emloh","home_municipality":"0607","admitted_at":"2026-11-01T10:00"}"#,
      422,
      "name holds control characters, or nothing that can be seen"
    ),
    (
      #"{"cpr":"1203844776","name":"\u200B","home_municipality":"0607","admitted_at":"2026-11-01T10:00"}"#, 422,
      "name holds control characters, or nothing that can be seen"
    ),
    (
      #"{"cpr":"1203844776","name":"e\#(String(repeating: #"\u0301"#, count: 200))","home_municipality":"0607","admitted_at":"2026-11-01T10:00"}"#,
      422, "name is longer than 120 characters"
    ),
    (
      #"{"cpr":"1203844776","name":"Anna Holm","home_municipality":"0607","admitted_at":"1984-03-11T10:00"}"#, 409,
      "the admission lies before the person's birth"
    ),
  ])
  func `in a call is never passed over in silence`(body: String, status: Int, reason: String) async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      let answer = try await daemon.call("/api/v1/admissions", body, as: ward)
      #expect(answer.status.code == status)
      #expect(answer.text.contains(reason), "\(answer.text)")
      #expect(try await daemon.test.owner.query("select from person").isEmpty)
    }
  }

  @Test(arguments: [
    (#"["a","b"]"#, "expected needs that some bed offers, or of wheelchair, substance_use"),
    (#"["pets","pets"]"#, "needs holds the same word twice"),
    ("[\(Array(repeating: "\"pets\"", count: 31).joined(separator: ","))]", "needs holds more than 30"),
  ])
  func `in the needs of a referral says what is allowed`(needs: String, reason: String) async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      let admission = try await daemon.cast.admit(.anna)
      let answer = try await daemon.call(
        "/api/v1/admissions/\(admission)/referral", #"{"target_group":"without_support","needs":\#(needs)}"#, as: ward)
      #expect(answer.status.code >= 400 && answer.status.code < 500)
      #expect(answer.text.contains(reason), "\(answer.text)")
    }
  }

  @Test(arguments: [
    ("from=2026-01-01&to=2026-01-31&as-of=2026-02-01T00:00", "expected from, to, by, as_of, known_at, each once"),
    ("from=2026-01-01&from=2026-01-02&to=2026-01-31", "expected from, to, by, as_of, known_at, each once"),
    ("from=2026-01-01", "to is needed: a date"), ("from=2026-01-01&to=2026-01-31&as_of=x", "as_of: "),
    ("from=2026-01-01&to=2026-01-31&as_of=2999-12-31T00:00", "as_of must lie at most 25 years ahead"),
  ])
  func `in the question of a report is told in the words of the API`(query: String, reason: String) async throws {
    try await TestDaemon.with { daemon in
      let project = try await daemon.signIn(.projectStaff)
      let answer = try await daemon.get("/api/v1/reports/waiting-days?\(query)", as: project)
      #expect(answer.status == .badRequest)
      #expect(answer.text.contains(reason), "\(answer.text)")
    }
  }

  @Test func `a report from the future knows no more than now`() async throws {
    try await TestDaemon.with { daemon in
      let project = try await daemon.signIn(.projectStaff)
      let answer = try await daemon.get(
        "/api/v1/reports/waiting-days?from=2026-01-01&to=2026-01-31&known_at=2999-12-31T00:00", as: project)
      #expect(answer.status == .ok)
      #expect(!answer.text.contains("2999"))
    }
  }

  @Test func `an address asked in another way names the ways there are`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      for (path, method, allow) in [
        ("/log-ind", HTTPRequest.Method.delete, "GET, HEAD, POST"), ("/healthz", .post, "GET, HEAD"),
        ("/api/v1/admissions", .get, "POST"),
      ] {
        let answer = try await daemon.ask(path, method, as: authority)
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == allow)
      }
      let head = try await daemon.ask("/henvisninger", .head, as: authority)
      #expect(head.status == .ok)
      #expect(head.text.isEmpty)
      #expect(try await daemon.ask("/findes-ikke", .head, as: authority).status == .notFound)
    }
  }

  @Test func `a wrong password and a missing token are told apart`() async throws {
    try await TestDaemon.with { daemon in
      let answer = try await daemon.call("/api/v1/sessions", #"{"user_name":"x","password":"y"}"#)
      #expect(answer.status == .unauthorized)
      #expect(answer.text.contains("the user name, the password or the code is wrong"))
    }
  }

  @Test(arguments: [
    "/henvisninger/x", "/henvisninger/00000000-0000-0000-0000-000000000000", "/findes-ikke", "/%00", "/%ff%fe",
    "/henvisninger?efter=zzz_yyy", "/henvisninger?efter=\(Int64.max)_x", "/indlaeggelser/..%2f..",
    "/tal/faerdigbehandlingsdage?fra=x&til=y", "/tal/faerdigbehandlingsdage?fra=2026-02-30",
    "/tal/faerdigbehandlingsdage?efter=hest", "/pladser?\(String(repeating: "a", count: 5_000))",
  ])
  func `in an address is a page that says so, never a 500`(path: String) async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let answer = try await daemon.get(path, as: authority)
      #expect(answer.status.code < 500, "\(answer.status)")
      #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true)
    }
  }

  @Test(arguments: ["plads=%zz", "plads", "=", "&&&", "plads=%00", "foerste_nat=2026-11-22&foerste_nat=2026-11-23"])
  func `in a form is told in Danish and keeps the page`(fields: String) async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let referral = try await daemon.cast.accept(.anna)
      let answer = try await daemon.submit("/henvisninger/\(referral)/plads", fields, as: authority)
      #expect([400, 422].contains(answer.status.code), "\(answer.status)")
      #expect(try await daemon.cast.state(referral) == .accepted)
    }
  }
}
