public import Postgres

public enum WrittenTextSubject {}
public typealias WrittenTextID = Identifier<WrittenTextSubject>

/// What somebody wrote about a case (fritekst): sealed when it is read from a form, so that no command carries it in the
/// clear. Those around its subject, an admission or a referral, may open it.
public struct SealedText: Sendable {
  public let id = WrittenTextID()
  let sealed: Bytes

  /// The longest that one may write, in characters.
  public static let limit = 4000

  init(_ sealed: Bytes) {
    self.sealed = sealed
  }

  public func store(about subject: Identifier<some Any>, by actor: Actor, at now: Instant, in transaction: Transaction)
  {
    transaction.later(
      """
      insert into written_text (written_text_id, subject_id, text_sealed, role, organisation, account_id, written_at)
      values (\(id), \(subject), \(sealed), \(actor.standing.role.rawValue), \(actor.standing.organisation),
        \(actor.accountID), \(now))
      """)
  }
}

extension Keyring {
  public func sealedText(_ text: String) throws -> SealedText { SealedText(try seal(text, as: .writtenText)) }

  /// - Throws: `KeyringError` where it was sealed with another key or is damaged.
  public func text(_ sealed: Bytes) throws -> String { try open(sealed, as: .writtenText) }
}
