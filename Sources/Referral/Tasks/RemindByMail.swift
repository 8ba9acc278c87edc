public import Afklaring
internal import Capacity
internal import Postgres

/// Tells somebody in the morning of a working day how many tasks wait (påmindelse), if any do: their own, those of a
/// colleague whom they stand in for, and what is so late that the whole team is told.
public struct RemindByMail: Job {
  public static let kind = "remind-by-mail"
  /// The hour of the Danish clock from which reminders are sent.
  public static let hour = 7

  let account: String

  public func perform(_ work: JobContext) async throws {
    guard let account = AccountID(account), let mail = work.mail else { return }
    let (address, tasks, stale) = try await Self.due(
      for: account, on: work.now.day, in: work.transaction, keys: work.keys)
    guard let address, !tasks.isEmpty || stale else { return }
    let late = tasks.count { $0.isLate(on: work.now.day) }
    let many = tasks.count == 1 ? "1 opgave" : "\(tasks.count) opgaver"
    let toDo =
      "Der venter \(many) med frist i dag eller tidligere"
      + (late == 0 ? "." : ", heraf \(late) overskredet.") + "\nLog ind i Afklaring, og se dem under Opgaver.\n"
    try await mail.send(
      Mail(
        to: address, subject: "Afklaring: \(tasks.isEmpty ? "bekræft jeres pladser" : "\(many) i dag")",
        text: (tasks.isEmpty ? "" : toDo) + (stale ? Self.stateBeds : "")))
  }

  private static let stateBeds = """
    Jeres pladser er ikke bekræftet i \(SiteStatement.workingDays) arbejdsdage. Log ind i Afklaring, og bekræft dem under Pladser.

    """

  /// Puts a reminder on the queue for each account that has not had one today: on working days, from seven on.
  ///
  /// - Returns: how many.
  public static func enqueueAll(in database: Database) async throws -> Int {
    let now = database.clock.now
    guard WorkingDays.isWorkingDay(now.day), now.hour >= hour else { return 0 }
    return try await database.transaction(as: .system) { transaction in
      let accounts = try await transaction.query(
        """
        insert into reminder_sent (account_id, day)
        select account.account_id, \(now.day)
        from account
        where account.email is not null and not account.is_disabled
        on conflict do nothing
        returning account_id
        """
      ).map { try $0.decode(AccountID.self) }
      for account in accounts { try RemindByMail(account: "\(account)").enqueue(in: transaction) }
      return accounts.count
    }
  }

  /// What an account is to be reminded of, in all its roles; and whether the beds of its house have to be confirmed.
  static func due(
    for account: AccountID, on today: CalendarDay, in transaction: Transaction, keys: Keyring
  ) async throws -> (address: String?, tasks: [CaseTask], areBedsStale: Bool) {
    let answers = try await transaction.pipeline([
      "select email from account where account_id = \(account) and not is_disabled",
      """
      select role, municipality_code, ward_id, site_id from account_role where account_id = \(account)
      """,
      """
      select account_id from absence
      where cover_account_id = \(account) and daterange(from_day, to_day) @> \(today)
      """,
    ])
    var covered: Set<AccountID> = [account]
    for row in answers[2] { covered.insert(try row.decode(AccountID.self)) }
    var tasks: [CaseTask] = []
    var areBedsStale = false
    for row in answers[1] {
      let actor = Actor(accountID: account, sessionID: nil, standing: try Standing(row))
      if let site = actor.site, let statement = try await SiteStatement.of(site, in: transaction) {
        areBedsStale = areBedsStale || !statement.isFresh(on: today)
      }
      guard Permission.takeTask.roles.contains(actor.standing.role) else { continue }
      tasks += try await CaseTask.list(for: actor, on: today, in: transaction, keys: keys).filter { task in
        guard task.dueOn <= today else { return false }
        return task.takenBy.map(covered.contains) ?? false || task.isEscalated(on: today)
      }
    }
    let address: String? = try answers[0].first?("email")
    return (address, tasks, areBedsStale)
  }
}
