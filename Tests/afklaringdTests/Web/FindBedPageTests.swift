import Afklaring
import Fixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `The page that finds a bed` {
  private static func close(_ bed: BedID, _ from: String, _ to: String, _ test: TestDatabase) async throws {
    let closure = Identifier<Cast>()
    try await test.owner.query(
      """
      insert into closure (closure_id, bed_id, from_day, to_day, reason)
      values (\(closure), \(bed), \(from)::text::date, \(to)::text::date, 'Maling')
      """)
    try await test.owner.query(
      """
      insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, closure_id)
      values (\(closure), \(bed), 'closure', \(from)::text::date, \(to)::text::date, 0, \(closure))
      """)
  }

  @Test func `offers the nights before a closure, and they can be given`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let referral = try await cast.accept(.anna)
      try await Self.close(cast.fredericiaBeds[0], "2026-12-01", "2026-12-20", daemon.test)
      let page = try await daemon.get("/henvisninger/\(referral)/plads", as: authority)
      // The house's turnaround day lies before the closure.
      #expect(page.text.contains("Ledig 22.–30. nov. 2026, derefter lukket."))
      #expect(page.text.contains("value=\"2026-11-30\""))
      let answer = try await daemon.submit(
        "/henvisninger/\(referral)/plads",
        "plads=\(cast.fredericiaBeds[0])&foerste_nat=2026-11-22&planlagt_udflytning=2026-11-30", as: authority)
      #expect(answer.headers[.location] == "/henvisninger/\(referral)")
      #expect(try await cast.state(referral) == .assigned)
    }
  }

  @Test func `stops at the end of a bed's service, and passes over a gap that turnaround fills`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let referral = try await cast.accept(.anna)
      try await daemon.test.owner.query(
        "update bed set in_service_to = '2027-01-01' where bed_id = \(cast.fredericiaBeds[0])")
      try await Self.close(cast.fredericiaBeds[1], "2026-11-23", "2026-12-01", daemon.test)
      let page = try await daemon.get("/henvisninger/\(referral)/plads", as: authority)
      #expect(page.text.contains("Ledig 22. nov. 2026 – 1. jan. 2027, derefter ude af drift."))
      #expect(page.text.contains("Ledig fra 1. dec. 2026."))
    }
  }

  @Test func `has the own beds before others' and tells the price of those`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      try await daemon.test.owner.query("update bed set bed_code = 'AAA-1' where bed_id = \(cast.middelfartBed)")
      let referral = try await cast.accept(.anna)
      let text = try await daemon.get("/henvisninger/\(referral)/plads", as: authority).text
      let (own, other) = (text.range(of: "<h3>FRE-3"), text.range(of: "<h3>AAA-1"))
      #expect(own != nil && other != nil)
      if let own, let other { #expect(own.lowerBound < other.lowerBound) }
      #expect(text.contains("Middelfart Kommune. Ledig i dag. 2.150 kr. pr. dag."))
    }
  }

  @Test func `keeps the dates that were refused, beside the bed they were for`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let referral = try await cast.accept(.anna)
      let bed = cast.fredericiaBeds[1]
      let answer = try await daemon.submit(
        "/henvisninger/\(referral)/plads", "plads=\(bed)&foerste_nat=2026-11-21&planlagt_udflytning=2026-12-24",
        as: authority)
      #expect(answer.status == .conflict)
      #expect(answer.text.contains("<a href=\"#foerste_nat-\(bed)\">Den første nat kan ikke ligge i fortiden.</a>"))
      #expect(answer.text.contains("id=\"foerste_nat-\(bed)-fejl\""))
      #expect(answer.text.contains("value=\"2026-12-24\""))
    }
  }

  @Test func `has no buttons and says why where the referral waits for something else`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let authority = try await daemon.signIn(.municipalAuthority(cast.fredericia))
      let referral = try await cast.accept(.anna)
      try await cast.database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: daemon.test.clock.now.adding(hours: 48)),
        by: cast.authority)
      let page = try await daemon.get("/henvisninger/\(referral)/plads", as: authority)
      #expect(page.text.contains("Der kan ikke gives en plads nu: der er allerede tilbudt en plads."))
      #expect(!page.text.contains("Bevilg FRE") && !page.text.contains("Tilbyd MID"))
      let owner = try await daemon.signIn(.municipalAuthority(cast.middelfart), userName: "ejer")
      let seen = try await daemon.get("/henvisninger/\(referral)/plads", as: owner)
      #expect(seen.text.contains("Kun Fredericia Kommune kan bevilge en plads."))
    }
  }
}
