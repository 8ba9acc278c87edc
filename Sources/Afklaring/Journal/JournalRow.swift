internal import FoundationEssentials

/// An entry with who wrote it, as the table holds it.
struct JournalRow: Sendable {
  let kind, action: String
  let account: AccountID?
  let session: SessionID?
  let role: String
  let organisation: String?
  let ground: String
  let person: PersonID?
  let subjectKind: String?
  let subject: UUID?
  let details: String

  init(_ entry: JournalEntry, by actor: Actor) {
    (kind, action) = (entry.kind.rawValue, entry.action)
    (account, session) = (actor.accountID, actor.sessionID)
    (role, organisation) = (actor.standing.role.rawValue, actor.standing.organisation)
    ground = (entry.ground ?? actor.standing.usualGround).rawValue
    person = entry.person
    (subjectKind, subject) = entry.subject.columns
    details = Self.text(of: entry.details)
  }

  /// One JSON object with its keys in order, so that the same details are the same bytes.
  private static func text(of details: [String: String]) -> String {
    let members = details.sorted { $0.key < $1.key }.map { "\(JSONText.string($0.key)):\(JSONText.string($0.value))" }
    return "{" + members.joined(separator: ",") + "}"
  }
}
