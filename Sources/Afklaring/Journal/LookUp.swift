internal import Postgres

/// Who has seen or changed what is kept about a person (opslag): for the auditor, who sees neither name nor case.
public struct LookUp: Sendable {
  /// One line of the event log.
  public struct Line: Sendable {
    public let recordedAt: Instant
    public let kind: JournalEntry.Kind
    public let action: String
    /// The account's name; nil for the daemon itself.
    public let account: String?
    public let role: Role?
    /// A municipality, a ward or a site by name.
    public let organisation: String?
    /// Nil for lines from before it was kept.
    public let ground: Ground?
  }

  public static let most = 500

  /// The newest lines first, `most` at the most; nil where nobody has the number. Looking up is looking, too.
  public static func lines(
    about number: PersonNumber, for actor: Actor, in database: Database
  ) async throws -> [Line]? {
    try actor.require(.lookUp)
    return try await database.looking(as: actor) { transaction, looks in
      let index = database.keys.index(number.digits)
      let found = try await transaction.query("select person_with_number(\(index))")[0].decode(PersonID?.self)
      guard let person = found else { return nil }
      let rows = try await transaction.query(
        """
        select journal_entry.recorded_at, journal_entry.kind, journal_entry.action, account.display_name,
          journal_entry.role, journal_entry.ground, coalesce(municipality.name, ward.name, site.name) as organisation
        from journal_entry
        left join account on account.account_id = journal_entry.account_id
        left join municipality on 'municipality ' || municipality.municipality_code = journal_entry.organisation
        left join ward on 'ward ' || ward.ward_id = journal_entry.organisation
        left join site on 'site ' || site.site_id = journal_entry.organisation
        where journal_entry.person_id = \(person)
        order by journal_entry.journal_entry_id desc
        limit \(most)
        """)
      looks.note(.look("look-up", .none, person: person))
      return try rows.map(Line.init)
    }
  }
}

extension LookUp.Line {
  fileprivate init(_ row: Row) throws {
    recordedAt = try row("recorded_at")
    kind = JournalEntry.Kind(rawValue: try row("kind")) ?? .change
    action = try row("action")
    account = try row("display_name")
    role = Role(rawValue: try row("role"))
    organisation = try row("organisation")
    ground = try row("ground", as: String?.self).flatMap(Ground.init(rawValue:))
  }
}
