internal import Crypto
internal import FoundationEssentials
internal import Postgres

/// An entry's fields as they are hashed: each with its length before it, a null told from an empty text.
struct SealedFields {
  let id: Int
  private let claim: String
  private let signature: String
  private let writer: (role: String, organisation: String?, account: UUID?)
  private var bytes: [UInt8] = []

  static var columns: SQL {
    """
    journal_entry.journal_entry_id, journal_entry.recorded_at, journal_entry.kind, journal_entry.action,
    journal_entry.account_id, journal_entry.session_id, journal_entry.role, journal_entry.organisation,
    journal_entry.person_id, journal_entry.subject_kind, journal_entry.subject_id, journal_entry.details,
    journal_entry.claim, journal_entry.signature, journal_entry.ground
    """
  }

  init(_ row: Row) throws {
    id = try row("journal_entry_id")
    (claim, signature) = (try row("claim"), try row("signature"))
    writer = (try row("role"), try row("organisation"), try row("account_id"))
    append("\(id)")
    append("\(try row("recorded_at", as: Instant.self).microsecondsSinceEpoch)")
    for column in ["kind", "action"] { append(try row(column, as: String.self)) }
    for column in ["account_id", "session_id"] { append(try row(column, as: UUID?.self)?.uuidString) }
    append(writer.role)
    append(writer.organisation)
    append(try row("person_id", as: UUID?.self)?.uuidString)
    append(try row("subject_kind", as: String?.self))
    append(try row("subject_id", as: UUID?.self)?.uuidString)
    append(try row("details", as: String.self))
    // Entries from before there were claims, or grounds, are hashed as they were then.
    if !claim.isEmpty { for part in [claim, signature] { append(part) } }
    if let ground = try row("ground", as: String?.self) { append(ground) }
  }

  private mutating func append(_ field: String?) {
    bytes.appendBigEndian(Int32(field?.utf8.count ?? -1))
    bytes += Array((field ?? "").utf8)
  }

  /// Whether the daemon signed the claim under which the entry was written, for whom the entry names. The door
  /// writes for whom it lets in.
  func isClaimed(_ keys: Keyring) -> Bool {
    guard let actor = keys.claimed(claim, signature) else { return false }
    guard actor.role != Role.door.rawValue else { return true }
    return actor.role == writer.role && actor.organisation == writer.organisation ?? ""
      && actor.account == writer.account.map { $0.uuidString.lowercased() } ?? ""
  }

  /// - Parameter key: nil for links from before they were keyed.
  func link(after previous: [UInt8], _ key: SymmetricKey?) -> [UInt8] {
    guard let key else { return Array(SHA256.hash(data: previous + bytes)) }
    return Array(HMAC<SHA256>.authenticationCode(for: previous + bytes, using: key))
  }
}
