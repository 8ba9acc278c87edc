import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `A form that is to be mended` {
  private static let admission =
    "cpr=1203844776&navn=Anna+Holm&indlagt=2026-11-10T10:00&bopaelskommune=0607&akut=ja"

  @Test(arguments: [
    ("bopaelskommune=0607", "bopaelskommune=", "bopaelskommune", "Vælg bopælskommune."),
    ("akut=ja", "akut=", "akut", "Vælg, om patienten er akut indlagt."),
    ("indlagt=2026-11-10T10:00", "indlagt=", "indlagt", "Udfyld, hvornår patienten blev indlagt."),
    ("indlagt=2026-11-10T10:00", "indlagt=2026-11-23T10:00", "indlagt", "Indlæggelsen kan ikke ligge i fremtiden."),
  ])
  func `says so at the field, and nothing is chosen for anybody`(
    good: String, bad: String, field: String, sentence: String
  ) async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      let empty = try await daemon.get("/indlaeggelser", as: ward)
      #expect(empty.text.contains("<option value=\"\">Vælg …</option>") && !empty.text.contains(" selected"))
      let answer = try await daemon.submit(
        "/indlaeggelser", Self.admission.replacing(good, with: bad), as: ward)
      #expect([409, 422].contains(answer.status.code), "\(answer.status)")
      #expect(answer.text.contains("<a href=\"#\(field)\">\(sentence)</a>"))
      #expect(answer.text.contains("<p class=\"mistake\" id=\"\(field)-fejl\">\(sentence)</p>"))
      #expect(answer.text.contains("value=\"Anna Holm\""))
      #expect(try await daemon.test.owner.query("select from admission").isEmpty)
    }
  }

  @Test func `keeps a ready date, needs and a discharge on the patient's page`() async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      let path = "/indlaeggelser/\(try await daemon.cast.admit(.anna))"
      let ready = try await daemon.submit(
        path + "/faerdigbehandlet", "faerdigbehandlet=2026-11-24&laege=Dr.+Lind", as: ward)
      #expect(ready.text.contains("value=\"2026-11-24\"") && ready.text.contains("value=\"Dr. Lind\""))
      #expect(ready.text.contains("<a href=\"#faerdigbehandlet-set-ready-date\">"))
      let refer = try await daemon.submit(
        path + "/henvisning/maalgruppe", "psykisk_lidelse=ja&maalgruppe=nobody", as: ward)
      #expect(refer.text.contains("value=\"ja\" selected"))
      #expect(refer.text.contains("<a href=\"#maalgruppe-refer-patient\">"))
      let discharge = try await daemon.submit(path + "/udskrivning", "udskrevet=2026-11-24T10:00", as: ward)
      #expect(discharge.text.contains("value=\"2026-11-24T10:00\""))
      #expect(
        discharge.text.contains(
          "<a href=\"#udskrevet-discharge-patient\">Udskrivningen kan ikke ligge i fremtiden.</a>"))
    }
  }

  @Test func `keeps the dates and the onward support of a stay on the referral's page`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let house = try await daemon.signIn(.siteStaff(cast.fredericiaSite))
      let referral = try await cast.accept(.anna)
      try await cast.database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      let path = "/henvisninger/\(referral)"
      let early = try await daemon.submit(
        path + "/indflytning", "indflyttet=2026-11-21&planlagt_udflytning=2026-12-24", as: house)
      #expect(early.text.contains("Indflytningen kan ikke ligge før bevillingen 22. nov. 2026."))
      #expect(early.text.contains("value=\"2026-11-21\"") && early.text.contains("value=\"2026-12-24\""))
      _ = try await daemon.submit(
        path + "/indflytning", "indflyttet=22.11.2026&planlagt_udflytning=24.12.2026", as: house)
      #expect(try await cast.state(referral) == .movedIn)
      let nowhere = try await daemon.submit(
        path + "/udflytning", "udflyttet=2026-11-22&videre_indsats=&afslutning=planned", as: house)
      #expect(nowhere.text.contains("<a href=\"#videre_indsats-move-out\">Vælg videre indsats.</a>"))
      let future = try await daemon.submit(
        path + "/udflytning", "udflyttet=2026-11-25&videre_indsats=s85&afslutning=planned", as: house)
      #expect(future.text.contains("<option value=\"s85\" selected>") && future.text.contains("value=\"2026-11-25\""))
      _ = try await daemon.submit(
        path + "/udflytning", "udflyttet=2026-11-22&videre_indsats=s85&afslutning=planned", as: house)
      let after = try await daemon.get(path, as: house)
      #expect(after.text.contains("Videre indsats: Serviceloven § 85: socialpædagogisk støtte."))
    }
  }

  @Test func `and an error page keep who is signed in, and a form's address leads to its page`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let missing = try await daemon.get("/findes-ikke", as: authority)
      #expect(missing.status == .notFound)
      #expect(missing.text.contains("Hovedmenu"))
      #expect(missing.text.contains("Siden findes ikke, eller du har ikke adgang til den."))
      let unknown = try await daemon.get("/henvisninger/\(ReferralID())", as: authority)
      #expect(unknown.status == .notFound && unknown.text.contains("Hovedmenu"))
      let referral = try await cast.accept(.anna)
      for step in ["godkendelse", "tilbud", "tilbud/ejer", "udflytning"] {
        let answer = try await daemon.get("/henvisninger/\(referral)/\(step)", as: authority)
        #expect(answer.headers[.location] == "/henvisninger/\(referral)", "\(step)")
      }
      let wrong = try await daemon.submit("/log-ind", "brugernavn=ingen&adgangskode=forkert")
      #expect(wrong.text.contains("Du blev ikke logget ind"))
    }
  }

  @Test(
    arguments: [("", nil), ("&hidtidig_stoette=", []), ("&hidtidig_stoette=s85", ["s85"])] as [(String, [String]?)])
  func `tells no support before from support that nobody has spoken of`(sent: String, kept: [String]?) async throws {
    try await TestDaemon.with { daemon in
      let ward = try await daemon.signIn(.dischargeCoordinator(daemon.cast.ward))
      let path = "/indlaeggelser/\(try await daemon.cast.admit(.anna))/henvisning"
      _ = try await daemon.submit(path, "psykisk_lidelse=ja&maalgruppe=without_support" + sent, as: ward)
      let before = try await daemon.test.owner.query("select support_before from referral")[0].decode([String]?.self)
      #expect(before == kept)
    }
  }
}
