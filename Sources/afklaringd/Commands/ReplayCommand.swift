import Afklaring
import ArgumentParser
import Postgres
import Referral

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Make every kept plan again from what it was made from; exit 1 where one comes out differently.",
    discussion:
      "The latest first: when it was made, its rules, how many waited, and whether the proposals are the same.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let plans = try await database.withDatabase { database in
      try await database.reading(as: .system) { try await ReplayedPlan.all(in: $0) }
    }
    for plan in plans {
      let outcome = plan.isSame ? "the same" : "DIFFERS"
      print("\(plan.madeAt) \(plan.id), rules \(plan.ruleVersion), \(plan.waiting) waiting: \(outcome)")
    }
    let different = plans.count { !$0.isSame }
    guard different == 0 else {
      throw CommandFailure(exitCode: 1, lines: ["\(different) of \(plans.count) plans come out differently"])
    }
  }
}
