public import Postgres

/// The end of the event log's chain, to be kept outside the database: whoever cuts the log off cuts this off, too.
public struct JournalHead: Sendable, Equatable, CustomStringConvertible {
  public let position: Int
  public let hash: [UInt8]

  init(position: Int, hash: [UInt8]) {
    (self.position, self.hash) = (position, hash)
  }

  /// From `position:hash`, as `description` writes it.
  public init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let position = Int(parts[0]), position >= 0,
      let hash = [UInt8](hexadecimal: parts[1]), hash.count == 32
    else { return nil }
    self.init(position: position, hash: hash)
  }

  public var description: String { "\(position):\(hash.hexadecimal)" }
}

/// What `Sealer.verify` found whole.
public struct JournalState: Sendable, Equatable {
  public let head: JournalHead
  /// Entries that the sealer has not come to yet.
  public let unsealed: Int
}

/// The first place at which the event log is not what was sealed.
public struct JournalBreak: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    case altered = "an entry or its seal was changed, removed or put in"
    case unsigned = "an entry was written beside the daemon"
    case cut = "the log ends before, or is another than, the head that was kept"
  }

  public let kind: Kind
  public let position: Int
  public var description: String { "the event log is broken at position \(position): \(kind.rawValue)" }
}

extension Sealer {
  /// Walks the whole chain, as whoever owns the schema.
  ///
  /// - Parameter kept: a head from an earlier walk, which the chain has to go through.
  /// - Throws: `JournalBreak` at the first entry that is not what was sealed.
  public static func verify(_ owner: Pool, _ keys: Keyring, kept: JournalHead? = nil) async throws -> JournalState {
    try await owner.transaction(.snapshot) { try await verify(keys, kept: kept, in: $0) }
  }

  static func verify(
    _ keys: Keyring, kept: JournalHead?, in transaction: Transaction
  ) async throws -> JournalState {
    var head = JournalHead(position: 0, hash: firstLink)
    var isKeyed = false
    while true {
      let rows = try await transaction.query(
        """
        select \(SealedFields.columns), journal_seal.position, journal_seal.hash, journal_seal.is_keyed
        from journal_seal
        left join journal_entry on journal_entry.journal_entry_id = journal_seal.journal_entry_id
        where journal_seal.position > \(head.position)
        order by journal_seal.position
        limit 5000
        """)
      if rows.isEmpty { break }
      for row in rows {
        let broken = JournalBreak(kind: .altered, position: head.position + 1)
        // Once seals are keyed, no later one is not.
        let wasKeyed = isKeyed
        isKeyed = try row("is_keyed")
        guard try row("position", as: Int.self) == head.position + 1,
          try row("journal_entry_id", as: Int?.self) != nil, isKeyed || !wasKeyed
        else { throw broken }
        let link = try SealedFields(row).link(after: head.hash, isKeyed ? keys.keys.journal : nil)
        guard try row("hash", as: Bytes.self).value == link else { throw broken }
        head = JournalHead(position: head.position + 1, hash: link)
        guard kept?.position != head.position || kept == head else {
          throw JournalBreak(kind: .cut, position: head.position)
        }
      }
    }
    guard kept?.position ?? 0 <= head.position else { throw JournalBreak(kind: .cut, position: head.position) }
    return JournalState(head: head, unsealed: try await unsealed(behind: head, keys, in: transaction))
  }

  /// Entries that are neither sealed nor waiting were put in beside the daemon; so were those that it did not sign.
  private static func unsealed(
    behind head: JournalHead, _ keys: Keyring, in transaction: Transaction
  ) async throws -> Int {
    let (waiting, missing) = try await transaction.query(
      """
      select
        (select count(*) from journal_unsealed),
        (select count(*) from journal_entry
         where not exists (
           select from journal_seal where journal_seal.journal_entry_id = journal_entry.journal_entry_id))
      """)[0].decode(Int.self, Int.self)
    guard waiting == missing else { throw JournalBreak(kind: .altered, position: head.position + 1) }
    let rows = try await transaction.query(
      """
      select \(SealedFields.columns)
      from journal_unsealed
      left join journal_entry on journal_entry.journal_entry_id = journal_unsealed.journal_entry_id
      order by journal_unsealed.journal_entry_id
      """)
    for row in rows {
      guard try row("journal_entry_id", as: Int?.self) != nil else {
        throw JournalBreak(kind: .altered, position: head.position + 1)
      }
      guard try SealedFields(row).isClaimed(keys) else {
        throw JournalBreak(kind: .unsigned, position: head.position + 1)
      }
    }
    return waiting
  }
}
