import Afklaring
import Fixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `The way through over the API` {
  @Test func `a patient is admitted, referred, given a bed, discharged, and moves in and out`() async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward), userName: "afdeling")
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "kommune")
      let site = try await daemon.signIn(.siteStaff(daemon.cast.fredericiaSite), userName: "hus")
      let admission = try Self.id(
        try await daemon.call(
          "/api/v1/admissions",
          #"{"cpr":"120384-4776","name":"Anna Holm","home_municipality":"0607","admitted_at":"2026-11-10T10:00"}"#,
          as: ward))
      let referral = try Self.id(
        try await daemon.call(
          "/api/v1/admissions/\(admission)/referral", #"{"target_group":"without_support","needs":[]}"#, as: ward))
      let steps: [(String, String, SessionToken)] = [
        ("admissions/\(admission)/ready-date", #"{"ready_on":"2026-11-12","declared_by":"Dr. Lind"}"#, ward),
        ("referrals/\(referral)/acceptance", "", authority),
        (
          "referrals/\(referral)/bed",
          #"{"bed":"\#(daemon.cast.fredericiaBeds[0])","first_night":"2026-11-22","planned_move_out_on":"2027-01-15"}"#,
          authority
        ),
        ("admissions/\(admission)/discharge", #"{"discharged_at":"2026-11-22T11:00"}"#, ward),
        ("referrals/\(referral)/move-in", #"{"moved_in_on":"2026-11-22","planned_move_out_on":"2027-01-15"}"#, site),
        ("referrals/\(referral)/move-out", #"{"moved_out_on":"2026-11-22","onward_support":"s85"}"#, site),
      ]
      for (path, body, token) in steps {
        let answer = try await daemon.call("/api/v1/\(path)", body, as: token)
        #expect(answer.status == .noContent, "\(path) \(answer.text)")
      }
      let seen = try await daemon.get("/api/v1/referrals/\(referral)", as: authority)
      #expect(seen.text.contains(#""state":"moved_out""#))
    }
  }

  @Test func `a bed that is taken is refused with a problem that names the winner's state`() async throws {
    try await TestDaemon.with { daemon in
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let (first, second) = (try await daemon.cast.accept(.anna), try await daemon.cast.accept(.bent))
      let wish =
        #"{"bed":"\#(daemon.cast.fredericiaBeds[0])","first_night":"2026-11-22","planned_move_out_on":"2026-12-01"}"#
      #expect(try await daemon.call("/api/v1/referrals/\(first)/bed", wish, as: authority).status == .noContent)
      let refused = try await daemon.call("/api/v1/referrals/\(second)/bed", wish, as: authority)
      #expect(refused.status == .conflict)
      #expect(refused.headers[.contentType] == "application/problem+json")
      #expect(refused.text.contains("urn:afklaring:problem:bed-taken"))
      #expect(refused.text.contains("the bed is taken (assignment); it is free from 2026-12-02"))
    }
  }

  private static func id(_ response: TestResponse) throws -> String {
    struct Made: Decodable { let id: String }
    #expect(response.status == .created, "\(response.text)")
    return try JSONDecoder().decode(Made.self, from: Data(response.text.utf8)).id
  }
}
