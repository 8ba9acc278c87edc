public import Afklaring
internal import Capacity
public import Postgres

/// Makes a plan over everybody who waits in the country (samlet forslag) and keeps it with what it was made from: proposals,
/// for people to decide on. Nobody gets a bed by it.
public struct MakePlan: Command {
  public static let permission = Permission.makePlan

  /// Where no plan was made today; else somebody has asked for it, and stands in the event log.
  private let isNightly: Bool

  public init(onlyIfNoneToday: Bool = false) {
    isNightly = onlyIfNoneToday
  }

  public enum No: Refusal {
    public var code: String { switch self {} }
  }

  public struct Made: Sendable, Equatable {
    public let waiting: Int
    public let placed: Int

    public init(waiting: Int, placed: Int) {
      (self.waiting, self.placed) = (waiting, placed)
    }
  }

  /// - Returns: nil where there is a plan of today already, and no other was asked for.
  /// - Throws: `AccessRefusal.notPermitted` for anybody but the daemon: a plan reads everybody's needs.
  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws -> Made? {
    guard actor.isSystem else { throw AccessRefusal.notPermitted(Self.permission) }
    // One at a time, however many daemons there are: each stands on the one before.
    try await transaction.query("select pg_advisory_xact_lock(\(Self.lock))")
    if isNightly, try await Self.isMade(on: now.day, in: transaction) { return nil }
    let instance = try await WaitingInstance.read(on: now.day, in: transaction).instance
    let plan = try MatchPlan(solving: instance)
    try KeptPlan(plan, of: instance).save(at: now, in: transaction)
    let made = Made(waiting: instance.referrals.count, placed: plan.assignments.count)
    if isNightly {
      JournalEntry.change(
        Self.permission, .none, person: nil, ["waiting": "\(made.waiting)", "placed": "\(made.placed)"]
      ).record(by: actor, in: transaction)
    }
    return made
  }

  private static let lock = 2_026_1122

  private static func isMade(on day: CalendarDay, in transaction: Transaction) async throws -> Bool {
    try await transaction.query("select exists (select from match_plan where as_of = \(day))")[0].decode(Bool.self)
  }
}

/// Asks for a plan now, not only in the night.
public struct AskForPlan: Command {
  public static let permission = Permission.makePlan

  public init() {}

  public enum No: Refusal {
    public var code: String { switch self {} }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    try PlanJob().enqueue(in: transaction)
    JournalEntry.change(Self.permission, .none, person: nil).record(by: actor, in: transaction)
  }
}

/// The plan that somebody asked for.
public struct PlanJob: Job {
  public static let kind = "make-plan"

  public func perform(_ work: JobContext) async throws {
    _ = try await MakePlan().perform(by: .system, at: work.now, in: work.transaction)
  }
}
