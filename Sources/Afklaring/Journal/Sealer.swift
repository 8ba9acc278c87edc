internal import Crypto
internal import Postgres

/// Chains the event log's entries, one sealer at a time, behind the transactions that wrote them: a chain inside those
/// transactions would make them queue.
///
/// Each link is HMAC-SHA256 over the previous link and the entry's fields, under a key that the database does not have.
/// An entry whose claim (`ActorClaim`) was not signed by the daemon is not sealed, and shows in `verify`.
public enum Sealer {
  /// Seals what waits, a thousand entries at most.
  ///
  /// - Returns: how many were sealed.
  public static func seal(_ database: Database) async throws -> Int {
    try await database.transaction(as: .system) { transaction in
      try await transaction.query("select pg_advisory_xact_lock(\(lockKey))")
      let head = try await transaction.query(
        "select position, hash from journal_seal order by position desc limit 1"
      ).first?.decode(Int.self, Bytes.self)
      var (position, hash) = (head?.0 ?? 0, head?.1.value ?? firstLink)
      let waiting = try await transaction.query(
        """
        select \(SealedFields.columns)
        from journal_entry
        join journal_unsealed on journal_unsealed.journal_entry_id = journal_entry.journal_entry_id
        order by journal_entry.journal_entry_id
        limit 1000
        """)
      var (positions, entries, hashes): ([Int], [Int], [Bytes]) = ([], [], [])
      for row in waiting {
        let entry = try SealedFields(row)
        guard entry.isClaimed(database.keys) else { continue }
        hash = entry.link(after: hash, database.keys.keys.journal)
        position += 1
        positions.append(position)
        entries.append(entry.id)
        hashes.append(Bytes(hash))
      }
      transaction.later(
        """
        insert into journal_seal (position, journal_entry_id, hash)
        select * from unnest(\(positions), \(entries), \(hashes))
        """)
      transaction.later("delete from journal_unsealed where journal_entry_id = any(\(entries))")
      return entries.count
    }
  }

  static let lockKey = 5_206_111_823
  static let firstLink = [UInt8](repeating: 0, count: 32)
}
