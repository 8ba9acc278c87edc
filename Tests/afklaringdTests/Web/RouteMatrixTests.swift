import Afklaring
import Capacity
import Fixtures
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

/// Every route for every role, of the organisations in a course and of others, and for nobody.
@Suite struct `Every route` {
  @Test func `has its line in the matrix, and each line its route`() async throws {
    try await TestDatabase.with { test in
      let routes = try addresses(TestDaemon.services(test)).routes.filter { $0.method != .head }
        .map { "\($0.method) /\("\($0.path)".split(separator: "/").joined(separator: "/"))" }
        .map { $0.replacing("{id}", with: ":id") }
      let rows = RouteRow.all.map { "\($0.method) \($0.path.split(separator: "?")[0])" }
      #expect(Set(routes).subtracting(rows).isEmpty)
      #expect(Set(rows).subtracting(routes).isEmpty)
      #expect(Set(rows).count == rows.count)
    }
  }

  @Test(arguments: RouteRow.all)
  func `answers whom it is for, and hides from others what there is`(row: RouteRow) async throws {
    try await TestDaemon.with { daemon in
      let course = try await Course(daemon)
      #expect(Self.fits(try await course.ask(row, as: nil), row.answer(to: nil, hasPart: false), row), "nobody")
      for (standing, hasPart) in course.standings(for: row) {
        let answer = try await course.ask(row, as: daemon.session(standing))
        let expected = row.answer(to: standing.role, hasPart: hasPart)
        #expect(Self.fits(answer, expected, row), "\(standing): \(answer.status), expected \(expected)")
        // A piece of a page that was taken for a text.
        #expect(!answer.text.contains("&lt;"), "\(standing)")
        if !hasPart {
          #expect(!answer.text.contains("Holm") && !answer.text.contains("\(course.referral)"), "\(standing)")
        }
      }
    }
  }

  /// The answer to another's is letter by letter that to what does not exist.
  @Test(arguments: RouteRow.all.filter { $0.path.contains(":id") })
  func `answers alike what is another's and what does not exist`(row: RouteRow) async throws {
    guard let permission = row.partakersPermission else { return }
    try await TestDaemon.with { daemon in
      let course = try await Course(daemon)
      for (standing, hasPart) in course.standings(for: row) where !hasPart && permission.roles.contains(standing.role) {
        let token = try await daemon.session(standing)
        let (others, nobodys) = (
          try await course.ask(row, as: token), try await course.ask(row, as: token, id: "\(ReferralID())")
        )
        #expect(others.status == nobodys.status)
        #expect(others.text == nobodys.text)
      }
    }
  }

  private static func fits(_ answer: TestResponse, _ expected: RouteRow.Answer, _ row: RouteRow) -> Bool {
    let status = answer.status.code
    return switch expected {
    case .signIn: row.path.hasPrefix("/api/") ? status == 401 : answer.headers[.location] == "/log-ind"
    case .forbidden: status == 403
    case .hidden: status == 404
    case .welcome: ![401, 403, 404].contains(status) && status < 500 || row.path == "/api/v1/sessions"
    }
  }
}

extension RouteRow {
  fileprivate var partakersPermission: Permission? {
    switch audience {
    case .partakers(let permission), .wards(let permission), .authorities(let permission): permission
    case .anybody, .whoeverIsSignedIn, .holders, .opener: nil
    }
  }

  enum Answer { case signIn, forbidden, hidden, welcome }

  /// What the matrix of permissions says.
  func answer(to role: Role?, hasPart: Bool) -> Answer {
    if case .anybody = audience { return .welcome }
    guard let role else { return .signIn }
    return switch audience {
    case .anybody, .whoeverIsSignedIn: .welcome
    case .opener: Permission.openEmergencyAccess.roles.contains(role) ? .hidden : .forbidden
    case .holders(let permission): permission.roles.contains(role) ? .welcome : .forbidden
    case .wards(let permission): answer(to: role, hasPart && role == .dischargeCoordinator, permission)
    case .authorities(let permission): answer(to: role, hasPart && role == .municipalAuthority, permission)
    case .partakers(let permission): answer(to: role, hasPart, permission)
    }
  }

  private func answer(to role: Role, _ hasPart: Bool, _ permission: Permission) -> Answer {
    !permission.roles.contains(role) ? .forbidden : hasPart ? .welcome : .hidden
  }
}

/// Anna has a bed in Fredericia: the ward, the municipality and the house have a part in it. Bent is offered one in
/// Middelfart, which answers as its owner; for him the ward or his municipality does.
private struct Course {
  let daemon: TestDaemon
  let referral: ReferralID
  let admission: AdmissionID
  let offered: ReferralID
  let colleague: AccountID
  let dispute: DisputeID
  let closure: ClosureID

  init(_ daemon: TestDaemon) async throws {
    self.daemon = daemon
    let cast = daemon.cast
    offered = try await cast.accept(.bent)
    try await cast.database.perform(
      OfferBed(cast.wish(offered, cast.middelfartBed), answerBy: daemon.test.clock.now.adding(hours: 48)),
      by: cast.authority)
    referral = try await cast.accept(.anna)
    try await cast.database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
    admission = try await daemon.test.owner.query(
      "select admission_id from referral where referral_id = \(referral)")[0].decode(AdmissionID.self)
    try await cast.database.perform(
      SetReadyDate(admission, on: cast.today.adding(days: -4), declaredBy: "Dr. Lind"), by: cast.coordinator)
    try await cast.database.perform(
      DisputeDays(
        admission, cast.today...cast.today, are: .citizen,
        because: cast.database.keys.sealedText("Borgeren ventede selv")), by: cast.authority)
    dispute = try await daemon.test.owner.query("select waiting_dispute_id from waiting_dispute")[0]
      .decode(DisputeID.self)
    colleague = try await daemon.colleague()
    let later = cast.today.adding(days: 200)
    let close = CloseBed(cast.fredericiaBeds[1], from: later, to: later.adding(days: 10), because: "Maling")
    try await cast.database.perform(try #require(close), by: cast.staff)
    closure = try await daemon.test.owner.query("select closure_id from closure")[0].decode(ClosureID.self)
  }

  /// Who asks, and whether they have a part in what the row is about.
  func standings(for row: RouteRow) -> [(Standing, hasPart: Bool)] {
    let cast = daemon.cast
    let isOwners = row.path.hasSuffix("/ejer") || row.path.hasSuffix("/owner-answer")
    return [
      (.dischargeCoordinator(cast.ward), true), (.municipalAuthority(cast.fredericia), !isOwners),
      (.siteStaff(cast.fredericiaSite), true), (.dischargeCoordinator(cast.otherWard), false),
      (.municipalAuthority(cast.middelfart), isOwners), (.siteStaff(cast.middelfartSite), false),
      (.projectStaff, false), (.administrator(cast.fredericia), row.path.hasPrefix("/konti") || row.isAboutBed),
      (.administrator(cast.middelfart), false),
      (.auditor, false),
    ]
  }

  func ask(_ row: RouteRow, as token: SessionToken?, id: String? = nil) async throws -> TestResponse {
    let isOfAdmission =
      row.path.contains("indlaeggelser") || row.path.contains("admissions") || row.path.contains("regnskab")
    let isOfOffer = row.path.contains("/tilbud/") && !row.isAboutSite || row.path.contains("/offer/")
    let ofCourse = isOfAdmission ? "\(admission)" : "\(isOfOffer ? offered : referral)"
    let ofBed = row.isAboutSite ? "\(daemon.cast.fredericiaSite)" : "\(daemon.cast.fredericiaBeds[1])"
    let subject = id ?? (row.path.hasPrefix("/konti") ? "\(colleague)" : row.isAboutBed ? ofBed : ofCourse)
    let path = row.path.replacing(":id", with: subject)
    let body = row.body.replacing(":bed", with: "\(daemon.cast.fredericiaBeds[1])")
      .replacing(":cpr", with: CastMember.anna.rawValue).replacing(":site", with: "\(daemon.cast.fredericiaSite)")
      .replacing(":dispute", with: "\(dispute)").replacing(":disclosure", with: "\(CaseSheetID())")
      .replacing(":closure", with: "\(closure)")
    if row.method != .post { return try await daemon.ask(path, row.method, as: token) }
    return try await row.path.hasPrefix("/api/")
      ? daemon.call(path, body, as: token) : daemon.submit(path, body, as: token)
  }
}
