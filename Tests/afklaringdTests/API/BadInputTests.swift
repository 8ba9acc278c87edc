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
