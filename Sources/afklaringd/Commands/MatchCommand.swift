import Afklaring
import ArgumentParser
import Capacity
import Glibc

struct MatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Match who waits with beds: the plan of least cost for an instance in a file.",
    discussion:
      "Needs no database. The plan says of every referral what it got and why, or which rule alone is in the way.")

  /// More than a whole country takes by far.
  private static let largestFile = 1 << 30

  @Option(help: "The instance, as JSON.")
  var instance: String

  @Option(help: "Where the plan is written; one that stands there stays until the new one is whole.")
  var plan: String

  func run() async throws {
    let found: MatchInstance
    do {
      found = try MatchInstanceReader.read(try InputFile.contents(instance, limit: Self.largestFile))
    } catch let invalid as MatchInstanceReader.Invalid {
      throw CommandFailure.badInput(invalid.problems.map { "\(instance): \($0)" })
    } catch let error as InputFileError {
      throw CommandFailure.badInput(["\(instance): \(error)"])
    }
    try Output.replace(plan, with: try MatchPlan(solving: found).json.utf8)
  }
}
