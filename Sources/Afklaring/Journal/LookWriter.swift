internal import Postgres
internal import Synchronization

/// Writes the looks of all requests at hand in one insert, each under the claim of who looked: the log costs a busy daemon
/// one commit for many pages.
final class LookWriter: Sendable {
  private typealias Waiting = (look: SignedLook, continuation: CheckedContinuation<Void, any Error>)

  private struct State {
    var waiting: [Waiting] = []
    var isWriting = false
  }

  private static let most = 200

  private let pool: Pool
  private let keys: Keyring
  private let state = Mutex(State())

  init(_ pool: Pool, _ keys: Keyring) {
    (self.pool, self.keys) = (pool, keys)
  }

  /// Returns when the look is in the event log.
  func write(_ look: SignedLook) async throws {
    try await withCheckedThrowingContinuation { continuation in
      let isFirst = state.withLock { state in
        state.waiting.append((look, continuation))
        defer { state.isWriting = true }
        return !state.isWriting
      }
      if isFirst { Task { await writeAll() } }
    }
  }

  private func writeAll() async {
    while let batch = next() {
      do {
        try await insert(batch.map(\.look))
        for waiting in batch { waiting.continuation.resume() }
      } catch {
        await writeSingly(batch, error)
      }
    }
  }

  private func next() -> [Waiting]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isWriting = false
        return nil
      }
      let batch = Array(state.waiting.prefix(Self.most))
      state.waiting.removeFirst(batch.count)
      return batch
    }
  }

  /// One look that is refused does not take the others along.
  private func writeSingly(_ batch: [Waiting], _ error: any Error) async {
    guard batch.count > 1 else { return batch[0].continuation.resume(throwing: error) }
    for waiting in batch {
      do {
        try await insert([waiting.look])
        waiting.continuation.resume()
      } catch {
        waiting.continuation.resume(throwing: error)
      }
    }
  }

  private func insert(_ looks: [SignedLook]) async throws {
    let statements = [keys.signed(.system, at: SystemClock().now).statement, Self.insertion(of: looks)]
    _ = try await pool.withConnection { try await $0.pipeline(statements) }
  }

  private static func insertion(of looks: [SignedLook]) -> SQL {
    func column(_ value: (JournalRow) -> String?) -> [String] { looks.map { value($0.row) ?? "" } }
    return """
      insert into journal_entry
        (kind, action, account_id, session_id, role, organisation, ground, person_id, subject_kind, subject_id,
         details, claim, signature)
      select kind, action, nullif(account, '')::uuid, nullif(session, '')::uuid, role, nullif(organisation, ''),
        ground, nullif(person, '')::uuid, nullif(subject_kind, ''), nullif(subject, '')::uuid, details, claim, signature
      from unnest(
        \(column(\.kind)), \(column(\.action)), \(column { $0.account.map { "\($0)" } }),
        \(column { $0.session.map { "\($0)" } }), \(column(\.role)), \(column(\.organisation)), \(column(\.ground)),
        \(column { $0.person.map { "\($0)" } }), \(column(\.subjectKind)), \(column { $0.subject.map { "\($0)" } }),
        \(column(\.details)), \(looks.map(\.claim.text)), \(looks.map(\.claim.signature))) as look
        (kind, action, account, session, role, organisation, ground, person, subject_kind, subject, details, claim,
         signature)
      """
  }
}
