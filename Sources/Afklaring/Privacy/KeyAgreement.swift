public import Postgres

/// Whether a key file and a database belong together. To be asked as the owner of the schema, when it is up to date.
extension Keyring {
  /// Whether nothing was ever sealed or signed for the database: only then may a new key file be made for it. Whoever
  /// asks next waits until the transaction ends.
  public static func isNeverUsed(_ transaction: Transaction) async throws -> Bool {
    transaction.later("lock table key_check in exclusive mode")
    return try await transaction.query(
      "select not exists (select from key_check) and not exists (select from actor_key)")[0].decode(Bool.self)
  }

  /// Makes the keys known to the database, which takes those of its own file only.
  ///
  /// - Throws: `KeyringError.otherDatabase` or `.keyMissing`; nothing is changed then.
  public func agree(in transaction: Transaction) async throws {
    let kept = try await transaction.query("select root_digest from key_check for share")
    if let digest = try kept.first?.decode(Bytes.self), digest != Bytes(keys.check) { throw KeyringError.otherDatabase }
    for row in try await transaction.query("select key_id, inner_block, outer_block from actor_key order by key_id") {
      let (number, inner, outer) = try row.decode(Int.self, Bytes.self, Bytes.self)
      guard let key = UInt32(exactly: number).flatMap({ keys.signing[$0] }) else {
        throw KeyringError.keyMissing(number: number)
      }
      // A database from before key_check tells its file by these alone.
      let blocks = ActorBlocks(of: key)
      guard inner == blocks.inner, outer == blocks.outer else { throw KeyringError.otherDatabase }
    }
    transaction.later("insert into key_check (root_digest) values (\(Bytes(keys.check))) on conflict do nothing")
    storeActorKeys(in: transaction)
  }

  /// Lets the database believe a key no more. To be done before the key leaves the file.
  ///
  /// - Throws: `KeyringError.keyInUse` where something that it sealed or signed is still needed.
  public static func disbelieve(_ number: UInt32, in transaction: Transaction) async throws {
    // Whoever is at work has read this table to be believed, and is waited for; whoever comes meanwhile waits for us, for
    // less time than a request may. No other lock is taken, so nobody is waited for in a circle.
    transaction.later("select set_config('lock_timeout', '2s', true)")
    transaction.later("lock table actor_key in access exclusive mode")
    let used = try await transaction.query(
      """
      select (select count(*) from (\(Resealing.everyValue)) as every
          where substr(sealed, 2, 4) = \(Bytes(.bigEndian(number))))
        + (select count(*) from journal_unsealed join journal_entry using (journal_entry_id)
           where starts_with(claim, \("\(number)|")))
      """)[0].decode(Int.self)
    guard used == 0 else { throw KeyringError.keyInUse(number: Int(number), count: used) }
    transaction.later("delete from actor_key where key_id = \(Int(number))")
  }
}

extension Database {
  /// Asks whether the database believes what the keys sign: the first thing to be done with one that was given.
  ///
  /// - Throws: `KeyringError.notBelieved`.
  public func requireBelief() async throws {
    #if !WITHOUT_WALLS
      guard try await query(as: .system, "select actor_role() is not null")[0].decode(Bool.self) else {
        throw KeyringError.notBelieved
      }
    #endif
  }
}
