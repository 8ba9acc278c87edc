import Afklaring
import Fixtures
import Postgres
import Referral
import Synchronization
import Testing

@Suite struct `Reminders` {
  private final class Outbox: MailSender {
    let sent = Mutex<[Mail]>([])
    func send(_ mail: Mail) async throws { sent.withLock { $0.append(mail) } }
    var all: [String] { sent.withLock { $0.map { "\($0.to): \($0.subject)" }.sorted() } }
  }

  private static func account(_ number: Int, _ cast: Cast, in test: TestDatabase) async throws -> AccountID {
    let account = AccountID()
    try await test.owner.query(
      """
      insert into account (account_id, user_name, display_name, password_salt, password_hash, email)
      values (\(account), \("bruger\(number)"), \("Bruger \(number)"), '\\x00', '\\x00', \("bruger\(number)@example.dk"))
      """)
    try await test.owner.query(
      """
      insert into account_role (account_id, role, municipality_code)
      values (\(account), 'municipal_authority', \(cast.fredericia))
      """)
    return account
  }

  @Test func `go out once on the morning of a working day, to who has the task and who stands in`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.refer(.anna)
      let (one, other) = (try await Self.account(1, cast, in: test), try await Self.account(2, cast, in: test))
      let actor = Actor(accountID: one, sessionID: nil, standing: .municipalAuthority(cast.fredericia))
      try await test.database.perform(TakeTask(referral, .answerReferral, isTaken: true), by: actor)
      let outbox = Outbox()
      func morning(_ day: Int, hour: Int = 7) async throws {
        test.clock.set(cast.start.adding(days: day).midnight.adding(hours: hour))
        _ = try await RemindByMail.enqueueAll(in: test.database)
        try await JobQueue(test.database, kinds: [RemindByMail.self], mail: outbox, atATime: 1).runDue { _ in }
      }
      // Sunday; then before seven on Monday; then while there is time left.
      try await morning(0)
      try await morning(1, hour: 6)
      #expect(try await test.owner.query("select from reminder_sent").isEmpty)
      try await morning(1)
      #expect(outbox.all.isEmpty)
      // Friday is the last day.
      try await morning(5)
      try await morning(5, hour: 9)
      #expect(outbox.all == ["bruger1@example.dk: Afklaring: 1 opgave i dag"])
      try await test.owner.query(
        """
        insert into absence (account_id, cover_account_id, from_day, to_day)
        values (\(one), \(other), \(cast.start.adding(days: 8)), \(cast.start.adding(days: 9)))
        """)
      try await morning(8)
      #expect(outbox.all.count { $0.hasPrefix("bruger2") } == 1)
      // Very late: the whole team is told.
      try await morning(10)
      #expect(outbox.all.count { $0.hasPrefix("bruger2") } == 2)
      #expect(outbox.sent.withLock { $0.allSatisfy { !$0.text.contains("Holm") } })
    }
  }
}

extension Cast {
  /// Sunday, 22 November 2026.
  fileprivate var start: CalendarDay { CalendarDay("2026-11-22") ?? .earliest }
}
