import Afklaring
import ArgumentParser
import Referral

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print a report.",
    discussion: "Reports: \(reports.map { $0.name }.joined(separator: ", ")).")

  static let reports: [any Report.Type] = ReferralReports.all

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, json, xlsx
  }

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "Which report.")
  var name: String

  @Option(help: "The first day, as in 2026-11-22.")
  var from: String?

  @Option(help: "The last day; it belongs to the interval.")
  var to: String?

  @Option(help: "Groups, a comma between them.")
  var by: String?

  @Option(help: "The moment the question is put; what is dated after it has not happened yet (default: now).")
  var asOf: String?

  @Option(help: "Only what had been recorded by then counts (default: everything).")
  var knownAt: String?

  @Flag(help: "Hide what rests on fewer than five persons, and what would give it away.")
  var suppress = false

  @Option(help: "csv, json or xlsx.")
  var format = Format.csv

  func run() async throws {
    do {
      let report = try Self.reports.named(name)
      let request = try ReportRequest.parse(
        report, from: from, to: to, by: by, asOf: asOf, knownAt: knownAt, now: SystemClock().now)
      let answer = try await database.withDatabase {
        try await $0.answer(report, request, isSuppressed: suppress, as: .reporting)
      }
      switch format {
      case .csv: try Output.write(answer.csv.utf8)
      case .json: try Output.write(answer.json.utf8)
      case .xlsx: try Output.write(answer.xlsx())
      }
    } catch let error as ReportRequestError {
      throw CommandFailure.badInput([error.description])
    }
  }
}
