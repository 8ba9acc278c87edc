import Fixtures
import Postgres
import Synchronization
import Testing

@testable import Afklaring

@Suite struct `Tampering with the event log` {
  /// Ten thousand, each on its own copy: a transaction that is rolled back, by somebody who may do anything but has not the
  /// keys.
  @Test func `is always found`() async throws {
    try await TestDatabase.with { test in
      try await test.database.transaction(as: .system) { transaction in
        for number in 0..<40 {
          JournalEntry.look("see-\(number % 7)", .referral(ReferralID()), person: PersonID())
            .record(by: .system, in: transaction)
        }
      }
      _ = try await Sealer.seal(test.database)
      let head = try await Sealer.verify(test.owner, test.database.keys).head
      var randomness = SplitMix(seed: 3)
      var missed: [String] = []
      for _ in 0..<10_000 {
        let tampering = Tampering(&randomness)
        if try await !found(tampering, head, test) { missed.append(tampering.statements) }
      }
      #expect(missed == [])
      #expect(try await Sealer.verify(test.owner, test.database.keys, kept: head).head == head)
    }
  }

  private struct Undo: Error {}

  private func found(_ tampering: Tampering, _ head: JournalHead, _ test: TestDatabase) async throws -> Bool {
    let isFound = Mutex(false)
    do {
      try await test.owner.transaction { transaction in
        transaction.later("set local session_replication_role = replica")
        try await transaction.run(script: tampering.statements)
        do {
          _ = try await Sealer.verify(test.database.keys, kept: tampering.isOfTail ? head : nil, in: transaction)
        } catch is JournalBreak {
          isFound.withLock { $0 = true }
        }
        throw Undo()
      }
    } catch is Undo {}
    return isFound.withLock(\.self)
  }
}

/// What somebody might do to a log of forty sealed entries.
private struct Tampering {
  let statements: String
  /// Cutting off the end shows by the head that was kept, and by nothing else.
  var isOfTail = false

  init(_ randomness: inout SplitMix) {
    let one = Int.random(in: 1...40, using: &randomness)
    var other = Int.random(in: 1...39, using: &randomness)
    if other >= one { other += 1 }
    let bit = Int.random(in: 0..<256, using: &randomness)
    let column =
      [
        "kind = case kind when 'look' then 'change' else 'look' end", "action = action || 'x'",
        "recorded_at = recorded_at + interval '\(bit + 1) microseconds'", "account_id = gen_random_uuid()",
        "session_id = gen_random_uuid()", "role = 'auditor'", "organisation = 'municipality 0607'",
        "person_id = gen_random_uuid()", "person_id = null", "subject_kind = 'admission'", "subject_id = null",
        "details = '{\"a\":\"\(bit)\"}'", "claim = claim || ' '", "signature = reverse(signature)",
      ].randomElement(using: &randomness) ?? ""
    switch Int.random(in: 0..<9, using: &randomness) {
    case 0, 1: statements = "update journal_entry set \(column) where journal_entry_id = \(one)"
    case 2:
      statements =
        "update journal_seal set hash = set_bit(hash, \(bit), 1 - get_bit(hash, \(bit))) where position = \(one)"
    case 3: statements = "delete from journal_entry where journal_entry_id = \(one)"
    case 4:
      statements =
        "delete from journal_seal where position = \(one); delete from journal_entry where journal_entry_id = \(one)"
      isOfTail = one == 40
    case 5:
      statements = """
        update journal_entry
        set person_id = another.person_id, subject_id = another.subject_id
        from journal_entry as another
        where journal_entry.journal_entry_id = \(one) and another.journal_entry_id = \(other)
        """
    case 6:
      statements = """
        delete from journal_seal where position > \(one); delete from journal_entry where journal_entry_id > \(one - 1)
        """
    case 7:
      statements = """
        insert into journal_entry (kind, action, role, claim, signature)
        select kind, action, 'auditor', claim, signature from journal_entry where journal_entry_id = \(one);
        insert into journal_unsealed
        select journal_entry_id from journal_entry where \(bit) % 2 = 0 order by journal_entry_id desc limit 1
        """
    default:
      statements = """
        insert into journal_entry (kind, action, role) values ('look', 'forged', 'system');
        insert into journal_seal (position, journal_entry_id, hash, is_keyed)
        select 41, max(journal_entry_id), sha256('\(bit)'), \(bit % 2 == 0) from journal_entry
        """
    }
  }
}

/// Random numbers that are the same each time. Source: SplitMix64 (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
