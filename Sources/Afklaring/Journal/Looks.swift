internal import Postgres
internal import Synchronization

/// What one request looks at. Each look is handed on at once, to be written while the rest is read, and is in the event
/// log before the request is answered.
public final class Looks: Sendable {
  private let actor: Actor
  private let claim: SignedClaim?
  private let writer: LookWriter
  private let underWay = Mutex<[Task<Void, any Error>]>([])

  init(of actor: Actor, _ claim: SignedClaim?, _ writer: LookWriter) {
    (self.actor, self.claim, self.writer) = (actor, claim, writer)
  }

  public func note(_ entry: JournalEntry) {
    guard let claim else { return }
    let look = SignedLook(JournalRow(entry, by: actor), claim)
    underWay.withLock { [writer] in $0.append(Task { try await writer.write(look) }) }
  }

  /// - Throws: why one of them could not be written, such as a session that has ended meanwhile.
  func finish() async throws {
    for look in underWay.withLock({ $0 }) { try await look.value }
  }
}

struct SignedLook: Sendable {
  let row: JournalRow
  let claim: SignedClaim

  init(_ row: JournalRow, _ claim: SignedClaim) { (self.row, self.claim) = (row, claim) }
}
