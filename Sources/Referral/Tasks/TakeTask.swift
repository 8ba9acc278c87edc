public import Afklaring
public import Postgres

/// Takes a task of the team in hand (tager opgaven), or gives it back to the team.
public struct TakeTask: Command {
  public static let permission = Permission.takeTask

  public let referral: ReferralID
  public let task: TaskKind
  public let isTaken: Bool

  public init(_ referral: ReferralID, _ task: TaskKind, isTaken: Bool) {
    (self.referral, self.task, self.isTaken) = (referral, task, isTaken)
  }

  public enum No: String, Refusal {
    case isTakenAlready = "task-is-taken-already"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard let account = actor.accountID, let organisation = actor.standing.organisation else {
      throw AccessRefusal.notPermitted(Self.permission)
    }
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral),
      """
      select account_id from task_taken
      where referral_id = \(self.referral) and task = \(task.rawValue) and organisation = \(organisation)
      """,
      """
      select site.municipality_code from bed_hold
      join bed on bed.bed_id = bed_hold.bed_id
      join site on site.site_id = bed.site_id
      where bed_hold.referral_id = \(self.referral)
      """,
      CaseTask.coveredQuery(by: account, on: now.day),
    ])
    let referral = try LockedReferral(answers[0])
    let isHost = actor.site != nil && actor.site == referral.bedSite
    let lender = try answers[2].first?.decode(MunicipalityCode.self)
    let isMunicipality = [referral.municipality, lender].contains(actor.authority)
    guard actor.ward == referral.ward || isHost || actor.authority != nil && isMunicipality else {
      throw AccessRefusal.notFound
    }
    let taker = try answers[1].first?.decode(AccountID.self)
    // Who stands in for somebody takes over what they have in hand.
    let covered = try answers[3].map { try $0.decode(AccountID.self) }
    if isTaken, let taker, taker != account, !covered.contains(taker) { throw No.isTakenAlready }
    if isTaken {
      transaction.later(
        """
        insert into task_taken (referral_id, task, organisation, account_id, account_name, taken_at)
        select \(referral.id), \(task.rawValue), \(organisation), account.account_id, account.display_name, \(now)
        from account where account.account_id = \(account)
        on conflict on constraint task_taken_key do update
        set account_id = excluded.account_id, account_name = excluded.account_name, taken_at = excluded.taken_at
        """)
    } else {
      transaction.later(
        """
        delete from task_taken
        where referral_id = \(referral.id) and task = \(task.rawValue) and organisation = \(organisation)
        """)
    }
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person,
      ["task": task.rawValue, "answer": isTaken ? "taken" : "given-back"]
    ).record(by: actor, in: transaction)
  }
}

/// Sets how many working days a municipality has for a task (frist).
public struct SetDeadline: Command {
  public static let permission = Permission.setDeadlines

  public let task: TaskKind
  public let workingDays: Int

  public init(_ task: TaskKind, workingDays: Int) {
    (self.task, self.workingDays) = (task, workingDays)
  }

  public enum No: String, Refusal {
    /// The case itself states the day.
    case hasNoLength = "deadline-has-no-length"
    case isTooLong = "deadline-too-long"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard case .administrator(let municipality) = actor.standing else {
      throw AccessRefusal.notPermitted(Self.permission)
    }
    guard task.usualWorkingDays != nil else { throw No.hasNoLength }
    guard (0...250).contains(workingDays) else { throw No.isTooLong }
    transaction.later(
      """
      insert into deadline_rule (deadline_rule_id, municipality_code, task, working_days)
      values (\(Identifier<SetDeadline>()), \(municipality), \(task.rawValue), \(workingDays))
      on conflict on constraint deadline_rule_one_of_a_kind do update set working_days = excluded.working_days
      """)
    JournalEntry.change(
      Self.permission, .none, person: nil, ["task": task.rawValue, "working_days": "\(workingDays)"]
    ).record(by: actor, in: transaction)
  }

  /// The lengths that a municipality has set.
  public static func all(
    of municipality: MunicipalityCode, in transaction: Transaction
  ) async throws -> [TaskKind: Int] {
    let rows = try await transaction.query(
      "select task, working_days from deadline_rule where municipality_code = \(municipality)")
    return Dictionary(
      uniqueKeysWithValues: try rows.compactMap { row in
        let (task, days) = try row.decode(String.self, Int.self)
        return TaskKind(rawValue: task).map { ($0, days) }
      })
  }
}
