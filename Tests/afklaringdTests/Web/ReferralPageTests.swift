import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `The page of a referral` {
  @Test func `lets an owner that says no go on to a page that it may see`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let owner = try await daemon.signIn(.municipalAuthority(cast.middelfart))
      let referral = try await cast.accept(.anna)
      try await cast.database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: daemon.test.clock.now.adding(hours: 48)),
        by: cast.authority)
      _ = try await JobQueue(cast.database, kinds: [Tell.self]).runDue { _ in }
      #expect(try await daemon.get("/henvisninger", as: owner).text.contains("/henvisninger/\(referral)"))
      let answer = try await daemon.submit(
        "/henvisninger/\(referral)/tilbud/ejer", "svar=nej&begrundelse=safety", as: owner)
      #expect(answer.headers[.location] == "/henvisninger")
      let list = try await daemon.get("/henvisninger", as: owner)
      #expect(list.status == .ok)
      #expect(!list.text.contains("/henvisninger/\(referral)"))
    }
  }

  @Test func `tells the ward and the municipality why the owner said no`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let ward = try await daemon.signIn(.dischargeCoordinator(cast.ward), userName: "afdeling")
      let referral = try await cast.accept(.anna)
      try await cast.database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: daemon.test.clock.now.adding(hours: 48)),
        by: cast.authority)
      let waiting = try await daemon.get("/henvisninger/\(referral)", as: ward)
      #expect(waiting.text.contains("Afventer svar fra Middelfart Kommune."))
      try await cast.database.perform(AnswerOfferAsOwner(referral, .no(.safety)), by: cast.otherAuthority)
      for token in [authority, ward] {
        let page = try await daemon.get("/henvisninger/\(referral)", as: token)
        #expect(page.text.contains("Middelfart Kommune har sagt nej til pladsen: sikkerhed."))
      }
      _ = try await JobQueue(cast.database, kinds: [Tell.self]).runDue { _ in }
      let list = try await daemon.get("/henvisninger", as: authority)
      #expect(list.text.contains(">Middelfart Kommune har sagt nej til pladsen</a>"))
    }
  }

  @Test func `tells why a municipality declined, and that the ward can refer again`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let ward = try await daemon.signIn(.dischargeCoordinator(cast.ward))
      let referral = try await cast.refer(.anna, needs: ["wheelchair", "night_staff"])
      try await cast.database.perform(DeclineReferral(referral, because: .supportInPlace), by: cast.authority)
      let page = try await daemon.get("/henvisninger/\(referral)", as: ward)
      #expect(page.text.contains("Fredericia Kommune har sagt nej til henvisningen: støtten er på plads."))
      #expect(page.text.contains("I kan henvise igen."))
      #expect(page.text.contains("Kørestol, vågen nattevagt"))
    }
  }
}
