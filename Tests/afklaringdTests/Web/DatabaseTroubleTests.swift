import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import afklaringd

@Suite struct `Trouble in the database` {
  private static let admission = #"""
    {"cpr":"1203844776","name":"Anna Holm","home_municipality":"0607","admitted_at":"2026-11-01T10:00","acute":true}
    """#

  @Test func `that will pass asks to try again, keeps nothing and tells nothing`() async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      try await daemon.test.owner.query(
        """
        create function fill_disk() returns trigger language plpgsql as $$
        begin raise exception 'no space for %', new.admission_id using errcode = 'disk_full'; end $$
        """)
      try await daemon.test.owner.query(
        "create trigger fill_disk before insert on admission for each row execute function fill_disk()")
      let answer = try await daemon.call("/api/v1/admissions", Self.admission, as: ward)
      #expect(answer.status == .serviceUnavailable)
      #expect(answer.headers[.retryAfter] == "5")
      #expect(answer.headers[.contentType] == "application/problem+json")
      #expect(!answer.text.contains("space"))
      #expect(try await daemon.test.owner.query("select from person").isEmpty)

      try await daemon.test.owner.query("drop trigger fill_disk on admission")
      #expect(try await daemon.call("/api/v1/admissions", Self.admission, as: ward).status == .created)
    }
  }

  @Test func `in one row leaves the rest of the list`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward), userName: "afdeling")
      let referral = try await daemon.cast.refer(.anna)
      _ = try await daemon.cast.refer(.bent)
      for damaged in [
        "update person_name set name_sealed = '\\x0100' where person_id",
        "update person_number set number_sealed = '\\x01' where person_id",
      ] {
        try await daemon.test.owner.query(
          "\(SQL(trusted: damaged)) = (select person_id from referral where referral_id = \(referral))")
      }
      for (path, token) in [("/henvisninger", authority), ("/indlaeggelser", ward)] {
        let answer = try await daemon.get(path, as: token)
        #expect(answer.status == .ok)
        #expect(answer.text.contains("Bent Østergaard") && answer.text.contains("Uden navn"))
        #expect(!answer.text.contains("Anna Holm"))
      }
    }
  }

  @Test func `that does not believe the daemon is told to who watches over it`() async throws {
    try await TestDaemon.with { daemon in
      #expect(try await daemon.get("/readyz").text == "ready\n")
      try await daemon.test.owner.query("delete from actor_key")
      let answer = try await daemon.get("/readyz")
      #expect(answer.status == .serviceUnavailable)
      #expect(answer.text == "\(KeyringError.notBelieved)\n")
      #expect(try await daemon.get("/healthz").status == .ok)
    }
  }
}
