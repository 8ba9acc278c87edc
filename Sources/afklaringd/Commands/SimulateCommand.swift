import Afklaring
import ArgumentParser
import Capacity
import Glibc
import Postgres
import Referral

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "Forecast a municipality's waiting, as it is and in a scenario; or compare earlier forecasts with what came.",
    discussion: """
      By simulation of stays and arrivals as they were before, the same for the same seed. Figures, as CSV: a mean, and from \
      which to which value eight in ten runs lie; no interval below \(Forecast.fewestStays) ended stays.
      """)

  @OptionGroup var database: DatabaseOptions

  @Option(help: "The municipality's code, as in 0607.")
  var municipality: String

  @Option(help: "The day from which it is forecast, as in 2026-11-22 (default: today).")
  var asOf: String?

  @Option(help: "How many days ahead.")
  var horizon = Forecast.usualHorizonDays

  @Option(help: "How many runs.")
  var runs = 500

  @Option(help: "Another seed, other random numbers.")
  var seed: UInt64 = 1

  @Option(help: "What if: so many beds more.")
  var addBeds = 0

  @Option(help: "What if: no stay lasts longer, in nights.")
  var longestStay: Int?

  @Option(help: "What if: sites that take nobody in any more, by code, a comma between them.")
  var closeSites: String?

  @Option(help: "What if: an agreement for so many of others' beds.")
  var agreedBeds = 0

  @Option(help: "Instead: compare forecasts of every fourth week of so many weeks before the day with what came.")
  var backTestWeeks: Int?

  func validate() throws {
    guard MunicipalityCode(municipality) != nil else { throw ValidationError("--municipality: four digits") }
    guard asOf.map({ CalendarDay($0) != nil }) ?? true else { throw ValidationError("--as-of: a day as in 2026-11-22") }
    for (name, value, bounds) in [
      ("horizon", horizon, 1...3650), ("runs", runs, 10...100_000), ("add-beds", addBeds, 0...1000),
      ("agreed-beds", agreedBeds, 0...1000), ("longest-stay", longestStay ?? 1, 1...3660),
      ("back-test-weeks", backTestWeeks ?? 4, 4...520),
    ] where !bounds.contains(value) {
      throw ValidationError("--\(name): \(bounds.lowerBound) to \(bounds.upperBound)")
    }
  }

  func run() async throws {
    guard let code = MunicipalityCode(municipality) else { return }
    let day = asOf.flatMap { CalendarDay($0) } ?? SystemClock().now.day
    try await database.withDatabase { database in
      try await database.reading(as: .system) { transaction in
        let known = try await transaction.query("select from municipality where municipality_code = \(code)")
        guard !known.isEmpty else { throw CommandFailure.badInput(["--municipality: no municipality has the code"]) }
        if let backTestWeeks {
          try await compare(code, day, weeks: backTestWeeks, in: transaction)
        } else {
          try await forecast(code, day, in: transaction)
        }
      }
    }
  }

  private func forecast(_ code: MunicipalityCode, _ day: CalendarDay, in transaction: Transaction) async throws {
    let sites = (closeSites ?? "").split(separator: ",").map(String.init)
    for site in sites {
      let known = try await transaction.query(
        "select from site where site_code = \(site) and municipality_code = \(code)")
      guard !known.isEmpty else {
        throw CommandFailure.badInput(["--close-sites: the municipality has no site \(site)"])
      }
    }
    let scenario = Scenario(
      addedBeds: addBeds, longestStay: longestStay, closedSites: sites, agreedBeds: agreedBeds)
    let made = try await ForecastComparison.make(
      of: code, on: day, scenario, horizonDays: horizon, runs: runs, seed: seed, in: transaction)
    print("case,figure,mean,low,high")
    for (name, one) in [("today", made.today), ("scenario", made.otherwise)] {
      if name == "scenario", scenario == .none { continue }
      for (figure, spread) in [("waiting_days", one.waitingDays), ("placed", one.placed)] {
        let mean = (spread.mean * 10).rounded() / 10
        let bounds = spread.interval.map { "\($0.lowerBound),\($0.upperBound)" } ?? ","
        print("\(name),\(figure),\(mean),\(bounds)")
      }
    }
    if made.today.endedStays < Forecast.fewestStays {
      let remark = "\(made.today.endedStays) ended stays: an interval takes \(Forecast.fewestStays)\n"
      _ = Output.write(remark.utf8, to: STDERR_FILENO)
    }
  }

  private func compare(
    _ code: MunicipalityCode, _ day: CalendarDay, weeks: Int, in transaction: Transaction
  ) async throws {
    let days = stride(from: weeks, through: 4, by: -4).map { day.adding(days: -7 * $0) }
    let test = try await BackTest.run(of: code, on: days, runs: runs, seed: seed, in: transaction)
    print("forecasts,inside,share,open")
    let share = test.share.map { "\(($0 * 1000).rounded() / 10)" } ?? ""
    print("\(test.forecasts),\(test.inside),\(share),\(test.open)")
  }
}
