internal import Crypto
internal import Postgres

/// What every transaction says first: who acts, signed, so that the database's own policies (row-level security) can
/// believe it. The function `actor_claim` checks it.
extension Keyring {
  /// - Parameter now: the real time, whatever the commands are told: a claim is good for an hour.
  func signed(_ actor: Actor, at now: Instant) -> SignedClaim {
    let (number, key) = keys.claiming
    let parts = [
      "\(number)", "\(now.microsecondsSinceEpoch / 1_000_000)", actor.standing.role.rawValue,
      actor.standing.organisation ?? "", actor.accountID.map { "\($0)" } ?? "",
    ]
    let claim = (parts + actor.circles).joined(separator: "|")
    let signature = Array(HMAC<SHA256>.authenticationCode(for: Array(claim.utf8), using: key)).hexadecimal
    return SignedClaim(text: claim, signature: signature)
  }

  /// Whom a claim names, if it was signed with one of the keys.
  func claimed(_ claim: String, _ signature: String) -> (role: String, organisation: String, account: String)? {
    let parts = claim.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 5, let number = UInt32(parts[0]), let key = keys.signing[number],
      let bytes = [UInt8](hexadecimal: signature),
      HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Array(claim.utf8), using: key)
    else { return nil }
    return (parts[2], parts[3], parts[4])
  }

  /// Puts the keys that sign where the policies find them, and only those. To be done as the owner of the schema.
  func storeActorKeys(in transaction: Transaction) {
    var kept: [Int] = []
    for (number, key) in keys.signing {
      let blocks = ActorBlocks(of: key)
      transaction.later(
        """
        insert into actor_key (key_id, inner_block, outer_block)
        values (\(Int(number))::int, \(blocks.inner), \(blocks.outer))
        on conflict (key_id) do update set inner_block = excluded.inner_block, outer_block = excluded.outer_block
        """)
      kept.append(Int(number))
    }
    transaction.later("delete from actor_key where key_id <> all(\(kept))")
  }
}

/// Who acts, and the proof of it.
struct SignedClaim: Sendable {
  let text: String
  let signature: String

  /// Says it, for the rest of the transaction.
  var statement: SQL {
    "select set_config('afklaring.actor', \(text), true), set_config('afklaring.signature', \(signature), true)"
  }
}

/// A signing key as the database keeps it: HMAC's two padded blocks (RFC 2104).
struct ActorBlocks {
  let inner: Bytes
  let outer: Bytes

  init(of key: SymmetricKey) {
    let padded = key.withUnsafeBytes { Array($0) } + [UInt8](repeating: 0, count: 32)
    (inner, outer) = (Bytes(padded.map { $0 ^ 0x36 }), Bytes(padded.map { $0 ^ 0x5C }))
  }
}
