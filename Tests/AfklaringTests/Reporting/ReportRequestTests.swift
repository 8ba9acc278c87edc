import Postgres
import Testing

@testable import Afklaring

/// What a report can be asked, and what is refused in one line that says what is allowed.
struct ReportRequestTests {
  private enum Sample: Report {
    static let name = "sample"
    static let groups: [ReportGroup] = [.ward, .month]
    static let definition = ""
    static let columns: [ReportColumn] = []
    static let restingOn: [String: [String]] = [:]
  }

  private struct Options: Sendable {
    var from: String? = "2026-01-01"
    var to: String? = "2026-12-31"
    var by: String?
    var asOf: String?
    var knownAt: String?
  }

  private func parse(_ options: Options) throws -> ReportRequest {
    let now = try Instant.parse("2026-11-22T12:00")
    return try ReportRequest.parse(
      Sample.self, from: options.from, to: options.to, by: options.by, asOf: options.asOf, knownAt: options.knownAt,
      now: now)
  }

  @Test func `both days, the groups in their order, and the moment now where none is given`() throws {
    let request = try parse(Options(by: "month,ward"))
    #expect("\(request.from) \(request.to)" == "2026-01-01 2026-12-31")
    #expect(request.by == [.month, .ward])
    #expect(request.asOf.description == "2026-11-22T12:00:00+01:00")
    #expect(request.knownAt == nil)
  }

  @Test(
    arguments: [
      (Options(from: nil), "--from is needed: a date written 2026-11-22, years 1800 to 2999"),
      (Options(to: "2026-02-30"), "--to is needed: a date written 2026-11-22, years 1800 to 2999"),
      (Options(to: "2025-12-31"), "--to must not lie before --from"),
      (Options(by: "site"), "sample can be grouped --by one or more of ward, month, a comma between them"),
      (Options(by: ""), "sample can be grouped --by one or more of ward, month, a comma between them"),
      (Options(by: "ward,"), "sample can be grouped --by one or more of ward, month, a comma between them"),
      (Options(by: "ward,month,ward"), "--by names each group once"),
      (Options(asOf: "2026-13-01T00:00"), "--as-of: the date must be a day of the calendar, years 1800 to 2999"),
      (
        Options(knownAt: "2026-03-29T02:30"),
        "--known-at: the clocks skip this hour when summer time begins: give a time that occurs in Denmark, or an offset"
      ),
    ] as [(Options, String)])
  private func `what is not allowed is refused with what is`(_ options: Options, _ words: String) {
    #expect { try parse(options) } throws: { "\($0)" == words }
  }

  @Test func `a report that is none is refused with those that are`() {
    let reports: [any Report.Type] = [Sample.self]
    #expect { try reports.named("samples") } throws: { "\($0)" == "there is no such report; there is sample" }
  }

  @Test func `cells are written in CSV and in JSON as the format says`() throws {
    let answer = ReportAnswer(
      report: "sample", definition: "Hvad der tælles",
      request: try ReportRequest(
        Sample.self, from: #require(CalendarDay("2026-01-01")), to: #require(CalendarDay("2026-01-31")),
        by: [.ward], asOf: Instant.parse("2026-11-01T00:00")),
      knownAt: try Instant.parse("2026-11-22T11:00:00.000001Z"),
      table: ReportTable(
        columns: ["ward", "n", "mean", "amount", "hidden"],
        rows: [
          ReportCell.groups([.ward], [""]) + [.count(0), .empty, .decimal("0.00"), .mark(.fewerThanFive)],
          ReportCell.groups([.ward], ["Odense, P4"]) + [.count(12), .decimal("9.0"), .mark(.missing), .mark(.hidden)],
          ReportCell.groups([.ward], nil) + [.count(12), .decimal("9.0"), .mark(.missing), .empty],
        ]))
    #expect(
      answer.csv == """
        ward,n,mean,amount,hidden
        ,0,,0.00,<5
        "Odense, P4",12,9.0,missing,*
        total,12,9.0,missing,

        """)
    #expect(
      answer.json
        == #"{"report":"sample","from":"2026-01-01","to":"2026-01-31","by":["ward"],"#
        + #""as_of":"2026-11-01T00:00:00+01:00","known_at":"2026-11-22T12:00:00.000001+01:00","rows":["#
        + #"{"ward":null,"n":0,"mean":null,"amount":0.00,"hidden":"<5"},"#
        + #"{"ward":"Odense, P4","n":12,"mean":9.0,"amount":"missing","hidden":"*"},"#
        + #"{"ward":"total","n":12,"mean":9.0,"amount":"missing","hidden":null}]}"# + "\n")
  }

  @Test func `the weekday and the hour are numbers`() {
    #expect(ReportCell.groups([.weekday, .hour], ["1", "13"]) == [.count(1), .count(13)])
  }

  @Test func `a workbook of one answer is the same file twice, and says what is counted`() throws {
    let answer = ReportAnswer(
      report: "sample", definition: "Hvad der tælles",
      request: try ReportRequest(
        Sample.self, from: #require(CalendarDay("2026-01-01")), to: #require(CalendarDay("2026-01-31")), by: [.ward],
        asOf: Instant.parse("2026-11-01T00:00")),
      knownAt: try Instant.parse("2026-11-22T11:00Z"),
      table: ReportTable(columns: ["ward", "n"], rows: [[.text("total"), .mark(.fewerThanFive)]]))
    let workbook = try answer.xlsx()
    #expect(workbook.starts(with: Array("PK".utf8)))
    #expect(try answer.xlsx() == workbook)
  }
}
