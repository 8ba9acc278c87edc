import Afklaring
import Capacity
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

/// What is done and looked at through the routes stands in the event log, once.
@Suite struct `The event log of routes` {
  @Test(arguments: RouteRow.all.filter(\.isCommand))
  func `has one entry of change for a command that is done`(row: RouteRow) async throws {
    try await TestDaemon.with { daemon in
      let ready = try await Ready(row, daemon)
      let token = try await daemon.session(ready.standing)
      let before = try await Self.entries("change", in: daemon)
      let answer = try await ready.ask(row, as: token, of: daemon)
      #expect([.seeOther, .created, .noContent].contains(answer.status), "\(answer.status) \(answer.text)")
      #expect(try await Self.entries("change", in: daemon) == before + 1)
    }
  }

  @Test(arguments: RouteRow.all.filter(\.isCommand))
  func `has none for one that is refused`(row: RouteRow) async throws {
    try await TestDaemon.with { daemon in
      let ready = try await Ready(row, daemon)
      let before = try await Self.entries("change", in: daemon)
      for stranger in [Standing.projectStaff, .dischargeCoordinator(daemon.cast.otherWard)] where ready.subject != nil {
        let answer = try await ready.ask(row, as: daemon.session(stranger), of: daemon)
        #expect([403, 404].contains(answer.status.code))
      }
      #expect(try await Self.entries("change", in: daemon) == before)
    }
  }

  @Test(arguments: RouteRow.all.filter(\.isAboutOnePerson))
  func `has one entry of looking for a page about a person`(row: RouteRow) async throws {
    try await TestDaemon.with { daemon in
      let ready = try await Ready(row, daemon)
      let stranger = try await daemon.session(.dischargeCoordinator(daemon.cast.otherWard))
      #expect(try await ready.ask(row, as: stranger, of: daemon).status.code >= 400)
      #expect(try await Self.entries("look", in: daemon) == 0)
      let token = try await daemon.session(ready.standing)
      #expect(try await ready.ask(row, as: token, of: daemon).status == .ok)
      let looks = try await daemon.test.owner.query(
        """
        select person_id = (select person_id from admission), account_id is not null, session_id is not null
        from journal_entry where kind = 'look'
        """
      ).map { try $0.decode(Bool.self, Bool.self, Bool.self) }
      #expect(looks.count == 1 && looks.allSatisfy { $0 == (true, true, true) })
    }
  }

  private static func entries(_ kind: String, in daemon: TestDaemon) async throws -> Int {
    try await daemon.test.owner.query("select count(*) from journal_entry where kind = \(kind)")[0].decode(Int.self)
  }
}

extension RouteRow {
  fileprivate var permission: Permission? {
    switch audience {
    case .anybody, .whoeverIsSignedIn, .opener: nil
    case .holders(let permission), .partakers(let permission), .wards(let permission), .authorities(let permission):
      permission
    }
  }

  fileprivate var isAboutOnePerson: Bool {
    if case .partakers(let permission) = audience {
      method == .get && permission != .manageAccounts
    } else {
      permission == .lookUp && method == .post
    }
  }

  fileprivate var isCommand: Bool { method == .post && permission != nil && permission != .lookUp }
}

/// A course at the point where a row's command can be done, and who can do it.
private struct Ready {
  let standing: Standing
  let subject: String?
  let bed: BedID

  init(_ row: RouteRow, _ daemon: TestDaemon) async throws {
    let (cast, database) = (daemon.cast, daemon.cast.database)
    let isOffer = row.path.hasSuffix("/tilbud") || row.path.hasSuffix("/offer")
    bed = isOffer ? cast.middelfartBed : cast.fredericiaBeds[1]
    func offered() async throws -> ReferralID {
      let referral = try await cast.accept(.anna)
      try await database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: daemon.test.clock.now.adding(hours: 48)),
        by: cast.authority)
      return referral
    }
    func assigned() async throws -> ReferralID {
      let referral = try await cast.accept(.anna)
      try await database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      return referral
    }
    switch row.permission {
    case .admitPatient:
      (standing, subject) = (.dischargeCoordinator(cast.ward), nil)
    case .setReadyDate, .referPatient, .dischargePatient, .protectIdentity, .expectReadyDate:
      (standing, subject) = (.dischargeCoordinator(cast.ward), "\(try await cast.admit(.anna))")
    case .withdrawReadyDate:
      let admission = try await cast.admit(.anna)
      try await database.perform(
        SetReadyDate(admission, on: cast.today.adding(days: -2), declaredBy: "Dr. Lind"), by: cast.coordinator)
      (standing, subject) = (.dischargeCoordinator(cast.ward), "\(admission)")
    case .recordMove where row.path.contains("admissions") || row.path.contains("indlaeggelser"):
      (standing, subject) = (.dischargeCoordinator(cast.ward), "\(try await cast.admit(.anna))")
    case .disputeDays, .seeLedger:
      let admission = try await cast.admit(.anna)
      try await database.perform(
        SetReadyDate(admission, on: cast.today.adding(days: -4), declaredBy: "Dr. Lind"), by: cast.coordinator)
      if row.body.contains(":dispute") {
        try await database.perform(
          DisputeDays(
            admission, cast.today.adding(days: -3)...cast.today, are: .municipality,
            because: database.keys.sealedText("Kommunen var ikke klar")), by: cast.coordinator)
      }
      (standing, subject) = (.municipalAuthority(cast.fredericia), "\(admission)")
    case .correctDate where row.path.contains("admissions") || row.path.contains("indlaeggelser"):
      (standing, subject) = (.dischargeCoordinator(cast.ward), "\(try await cast.admit(.anna))")
    case .correctDate:
      let referral = try await cast.accept(.anna)
      try await daemon.test.owner.query("update referral set submitted_at = submitted_at - interval '5 days'")
      (standing, subject) = (.municipalAuthority(cast.fredericia), "\(referral)")
    case .handOver, .noteCircumstances:
      let referral = try await cast.refer(.anna)
      if row.body.contains(":disclosure") {
        try await database.perform(
          SaveSheet(referral, .disclosure, ["basis": "consent"], keys: database.keys), by: cast.coordinator)
      }
      (standing, subject) = (.dischargeCoordinator(cast.ward), "\(referral)")
    case .workOnClarification:
      (standing, subject) = (.siteStaff(cast.fredericiaSite), "\(try await assigned())")
    case .acknowledgeHandOver:
      let referral = try await assigned()
      try await database.perform(
        SaveSheet(referral, .handOver, ["medicine": "Ingen"], keys: database.keys), by: cast.coordinator)
      (standing, subject) = (.siteStaff(cast.fredericiaSite), "\(referral)")
    case .giveInformation:
      let referral = try await cast.refer(.anna)
      try await database.perform(
        AskForInformation(referral, database.keys.sealedText("Hvad mangler?")), by: cast.authority)
      (standing, subject) = (.dischargeCoordinator(cast.ward), "\(referral)")
    case .orderQueue:
      _ = try await cast.accept(.bent)
      daemon.test.clock.advance(hours: 1)
      (standing, subject) = (.municipalAuthority(cast.fredericia), "\(try await cast.accept(.anna))")
    case .clarifyStay, .extendStay, .transferStay, .recordLeave, .moveOut, .closeReferral:
      let referral = try await assigned()
      // The bed was taken some days ago, so that there is something to change.
      daemon.test.clock.set(daemon.test.clock.now.adding(hours: -72))
      try await daemon.test.owner.query(
        "update referral set assigned_at = \(daemon.test.clock.now) where referral_id = \(referral)")
      try await database.perform(
        MoveIn(referral, on: cast.today, plannedMoveOutOn: cast.today.adding(days: 30)), by: cast.staff)
      daemon.test.clock.advance(hours: 72)
      if row.path.hasSuffix("slut") || row.path.hasSuffix("end") {
        try await database.perform(
          TakeLeave(referral, from: cast.today, to: nil, because: .family), by: cast.staff)
      }
      if row.permission == .closeReferral {
        try await database.perform(MoveOut(referral, on: cast.today, to: .s85), by: cast.staff)
      }
      let isAuthoritys = [.clarifyStay, .extendStay, .closeReferral].contains(row.permission)
      (standing, subject) = (
        isAuthoritys ? .municipalAuthority(cast.fredericia) : .siteStaff(cast.fredericiaSite), "\(referral)"
      )
    case .setDeadlines, .setAgreement, .seeAgreements: (standing, subject) = (.administrator(cast.fredericia), nil)
    case .recordMove, .withdrawReferral, .askForInformation, .takeTask:
      (standing, subject) = (.municipalAuthority(cast.fredericia), "\(try await cast.refer(.anna))")
    case .answerReferral, .seeReferrals:
      (standing, subject) = (.municipalAuthority(cast.fredericia), "\(try await cast.refer(.anna))")
    case .closeBed where row.body.contains(":closure"):
      let close = CloseBed(
        cast.fredericiaBeds[1], from: cast.today.adding(days: 200), to: cast.today.adding(days: 210), because: "Maling")
      try await database.perform(try #require(close), by: cast.staff)
      (standing, subject) = (.siteStaff(cast.fredericiaSite), "\(cast.fredericiaBeds[1])")
    case .closeBed: (standing, subject) = (.siteStaff(cast.fredericiaSite), "\(cast.fredericiaBeds[1])")
    case .stateBeds: (standing, subject) = (.siteStaff(cast.fredericiaSite), "\(cast.fredericiaSite)")
    case .makePlan, .seePlan, .seeForecast: (standing, subject) = (.municipalAuthority(cast.fredericia), nil)
    case .answerProposal:
      let referral = try await cast.accept(.anna)
      _ = try await database.perform(MakePlan(), by: .system)
      (standing, subject) = (.municipalAuthority(cast.fredericia), "\(referral)")
    case .assignBed, .offerBed, .setPlacementWish:
      (standing, subject) = (.municipalAuthority(cast.fredericia), "\(try await cast.accept(.anna))")
    case .answerOfferAsOwner:
      (standing, subject) = (.municipalAuthority(cast.middelfart), "\(try await offered())")
    case .answerOfferForPerson:
      let referral = try await offered()
      try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      (standing, subject) = (.dischargeCoordinator(cast.ward), "\(referral)")
    case .moveIn:
      (standing, subject) = (.siteStaff(cast.fredericiaSite), "\(try await assigned())")
    case .lookUp:
      _ = try await cast.admit(.anna)
      (standing, subject) = (.auditor, nil)
    case .openEmergencyAccess:
      _ = try await cast.admit(.anna)
      (standing, subject) = (.municipalAuthority(cast.middelfart), nil)
    case .manageAccounts:
      let account = try await daemon.colleague()
      (standing, subject) = (.administrator(cast.fredericia), row.path == "/konti" ? nil : "\(account)")
    case .seeEmergencyAccess, .takeMessage, .keepSheets, .lapseOffer, .growStay, .seeBeds, .seeFigures, .makeForecast,
      nil:
      throw CancellationError()
    }
  }

  func ask(_ row: RouteRow, as token: SessionToken, of daemon: TestDaemon) async throws -> TestResponse {
    let path = row.path.replacing(":id", with: subject ?? "")
    let dispute = try await daemon.test.owner.query("select waiting_dispute_id from waiting_dispute").first?
      .decode(DisputeID.self)
    let closure = try await daemon.test.owner.query("select closure_id from closure").first?.decode(ClosureID.self)
    let disclosure = try await daemon.test.owner.query("select case_sheet_id from case_sheet").first?
      .decode(CaseSheetID.self)
    let body = row.body.replacing(":disclosure", with: "\(disclosure ?? CaseSheetID())").replacing(
      ":bed", with: "\(bed)"
    ).replacing(":dispute", with: "\(dispute ?? DisputeID())")
      .replacing(":cpr", with: CastMember.anna.rawValue).replacing(":closure", with: "\(closure ?? ClosureID())")
      .replacing(":site", with: "\(daemon.cast.fredericiaSite)")
    if row.method == .get { return try await daemon.get(path, as: token) }
    return try await row.path.hasPrefix("/api/")
      ? daemon.call(path, body, as: token) : daemon.submit(path, body, as: token)
  }
}
