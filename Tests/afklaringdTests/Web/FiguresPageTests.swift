import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `The pages of figures` {
  private static func waiting(_ daemon: TestDaemon) async throws {
    let admission = try await daemon.cast.admit(.anna)
    try await daemon.test.database.perform(
      SetReadyDate(admission, on: daemon.cast.today.adding(days: -4), declaredBy: "Dr. Lind"), by: .system)
    for (payee, amount) in [("region", "110000.40"), ("state", "1250.50")] {
      try await daemon.test.owner.query(
        """
        insert into rate (rate_id, sector, payee, from_day, amount, valid_from, source)
        values (\(Identifier<Cast>()), 'psychiatry', \(payee), 1, \(amount)::text::numeric, '2026-01-01', 'x')
        """)
    }
  }

  @Test(arguments: [
    ("region", "Region Syddanmark"), ("month", "nov. 2026"), ("quarter", "4. kvartal 2026"),
    ("municipality", "Fredericia"),
  ])
  func `names its groups in words, and counts no further than today`(group: String, name: String) async throws {
    try await TestDaemon.with { daemon in
      try await Self.waiting(daemon)
      let authority = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia))
      let address = "/tal/faerdigbehandlingsdage?fra=2026-01-01&til=2026-12-31&efter=\(group)"
      let page = try await daemon.get(address, as: authority)
      #expect(page.text.contains("<th scope=\"row\">\(name)</th>"))
      #expect(page.text.contains("<caption>1. jan. 2026 til 22. nov. 2026</caption>"))
      // Five days, today among them.
      #expect(page.text.contains(">550.002 kr.<") && page.text.contains(">6.253 kr.<"))
      let file = try await daemon.get(address + "&format=csv", as: authority)
      #expect(
        file.headers[.contentDisposition]
          == "attachment; filename=\"faerdigbehandlingsdage-2026-01-01-til-2026-12-31-\(group).csv\"")
      let wrong = try await daemon.get("/tal/faerdigbehandlingsdage?fra=2026-12-01&til=2026-11-01", as: authority)
      #expect(wrong.text.contains("Angiv en gyldig periode, hvor fra-datoen ikke ligger efter til-datoen."))
    }
  }

  @Test func `shows project staff no figure on few persons, and whole months alone`() async throws {
    try await TestDaemon.with { daemon in
      try await Self.waiting(daemon)
      let token = try await daemon.session(.projectStaff)
      let page = try await daemon.get("/tal/faerdigbehandlingsdage", as: token)
      #expect(page.status == .ok && page.text.contains("færre end 5") && page.text.contains("skjult"))
      #expect(page.text.contains("vælg en grovere fordeling"))
      #expect(!page.text.contains("550.002") && !page.text.contains(">5<"))
      let part = try await daemon.get("/tal/faerdigbehandlingsdage?fra=2026-11-02&til=2026-11-30", as: token)
      #expect(part.status == .unprocessableContent && part.text.contains("Angiv hele måneder"))
      let address = "/api/v1/reports/waiting-days?from=2026-11-01&to="
      #expect(
        try await daemon.get(address + "2026-11-30", as: token).text.contains(#""admissions":"<5","waiting_days":"*""#))
      #expect(try await daemon.get(address + "2026-11-29", as: token).status.code >= 400)
    }
  }

  @Test(arguments: FiguresPage.reports.map { $0.name })
  func `show every report, in Danish, with its downloads`(name: String) async throws {
    try await TestDaemon.with { daemon in
      try await Self.waiting(daemon)
      let report = try FiguresPage.reports.named(name)
      let token = try await daemon.session(.municipalAuthority(daemon.cast.fredericia))
      let address = "/tal/\(ReportWords.slug(report))?fra=2026-01-01&til=2026-12-31&efter=month"
      let page = try await daemon.get(address, as: token)
      #expect(
        page.status == .ok && page.text.contains(report.definition)
          && page.text.contains("<th scope=\"row\">I alt</th>"))
      // Every column and group has a name of its own on the screen.
      #expect(report.columns.allSatisfy { ReportWords.column($0.name) != $0.name })
      #expect(report.groups.allSatisfy { ReportWords.group($0) != $0.rawValue })
      #expect(try await daemon.get(address + "&format=csv", as: token).text.hasPrefix("month,"))
      #expect(try await daemon.get(address + "&format=xlsx", as: token).text.hasPrefix("PK"))
    }
  }

  /// Nights in others' beds would count as free.
  @Test func `count no nights of beds whose residents one does not see`() async throws {
    try await TestDaemon.with { daemon in
      let address = "/api/v1/reports/occupancy?from=2026-11-01&to=2026-11-10&by=municipality"
      let own = try await daemon.get(address, as: daemon.session(.municipalAuthority(daemon.cast.fredericia)))
      #expect(own.text.contains("\"0607\"") && !own.text.contains("\"0410\""))
    }
  }
}
