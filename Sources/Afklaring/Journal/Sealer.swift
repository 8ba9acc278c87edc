internal import Crypto
internal import FoundationEssentials
public import Postgres

/// Chains the event log's entries, one sealer at a time, behind the transactions that wrote them: a chain inside those
/// transactions would make them queue.
///
/// Each link is SHA-256 over the previous link and the entry's fields; `verify` walks the same way.
public enum Sealer {
  /// Seals what waits, a thousand entries at most.
  ///
  /// - Returns: how many were sealed.
  public static func seal(_ database: Database) async throws -> Int {
    try await database.transaction(as: .system) { transaction in
      try await transaction.query("select pg_advisory_xact_lock(\(lockKey))")
      var (position, hash) = try await head(in: transaction)
      let waiting = try await transaction.query(
        """
        select \(entryColumns)
        from journal_entry
        join journal_unsealed on journal_unsealed.journal_entry_id = journal_entry.journal_entry_id
        order by journal_entry.journal_entry_id
        limit 1000
        """)
      var (positions, entries, hashes): ([Int], [Int], [Bytes]) = ([], [], [])
      for row in waiting {
        let entry = try SealedFields(row)
        hash = entry.link(after: hash)
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

  /// Walks the whole chain.
  ///
  /// - Returns: how many entries are sealed and how many wait for it.
  /// - Throws: `JournalBreak` at the first entry that is not what was sealed.
  public static func verify(_ database: Database) async throws -> (sealed: Int, unsealed: Int) {
    try await database.reading(as: .system) { transaction in
      var (position, hash) = (0, firstLink)
      while true {
        let rows = try await transaction.query(
          """
          select \(entryColumns), journal_seal.position, journal_seal.hash
          from journal_seal
          left join journal_entry on journal_entry.journal_entry_id = journal_seal.journal_entry_id
          where journal_seal.position > \(position)
          order by journal_seal.position
          limit 5000
          """)
        if rows.isEmpty { break }
        for row in rows {
          position += 1
          let (found, kept) = (try row("position", as: Int.self), try row("hash", as: Bytes.self))
          guard found == position else { throw JournalBreak(position: position) }
          guard try row("journal_entry_id", as: Int?.self) != nil else { throw JournalBreak(position: position) }
          hash = try SealedFields(row).link(after: hash)
          guard hash == kept.value else { throw JournalBreak(position: position) }
        }
      }
      return (position, try await unsealed(beyond: position, in: transaction))
    }
  }

  /// Entries that are neither sealed nor waiting were put in beside the daemon.
  private static func unsealed(beyond position: Int, in transaction: Transaction) async throws -> Int {
    let row = try await transaction.query(
      """
      select
        (select count(*) from journal_unsealed),
        (select count(*) from journal_entry) - (select count(*) from journal_seal)
      """)[0]
    let (waiting, missing) = try row.decode(Int.self, Int.self)
    guard waiting == missing else { throw JournalBreak(position: position + 1) }
    return waiting
  }

  private static let lockKey = 5_206_111_823
  private static let firstLink = [UInt8](repeating: 0, count: 32)

  private static var entryColumns: SQL {
    """
    journal_entry.journal_entry_id, journal_entry.recorded_at, journal_entry.kind, journal_entry.action,
    journal_entry.account_id, journal_entry.session_id, journal_entry.role, journal_entry.organisation,
    journal_entry.person_id, journal_entry.subject_kind, journal_entry.subject_id, journal_entry.details
    """
  }

  private static func head(in transaction: Transaction) async throws -> (Int, [UInt8]) {
    let rows = try await transaction.query("select position, hash from journal_seal order by position desc limit 1")
    guard let row = rows.first else { return (0, firstLink) }
    let (position, hash) = try row.decode(Int.self, Bytes.self)
    return (position, hash.value)
  }
}

/// The first place at which the event log is not what was sealed.
public struct JournalBreak: Error, Sendable, Equatable, CustomStringConvertible {
  public let position: Int
  public var description: String { "the event log is broken at position \(position)" }
}

/// An entry's fields as they are hashed: each with its length before it, a null told from an empty text.
private struct SealedFields {
  let id: Int
  private var bytes: [UInt8] = []

  init(_ row: Row) throws {
    id = try row("journal_entry_id")
    append("\(id)")
    append("\(try row("recorded_at", as: Instant.self).microsecondsSinceEpoch)")
    for column in ["kind", "action"] { append(try row(column, as: String.self)) }
    for column in ["account_id", "session_id"] { append(try row(column, as: UUID?.self)?.uuidString) }
    append(try row("role", as: String.self))
    append(try row("organisation", as: String?.self))
    append(try row("person_id", as: UUID?.self)?.uuidString)
    append(try row("subject_kind", as: String?.self))
    append(try row("subject_id", as: UUID?.self)?.uuidString)
    append(try row("details", as: String.self))
  }

  private mutating func append(_ field: String?) {
    bytes.appendBigEndian(Int32(field?.utf8.count ?? -1))
    bytes += Array((field ?? "").utf8)
  }

  func link(after previous: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: previous + bytes))
  }
}
