public import Afklaring
public import Postgres

/// One thing that happened to a referral (forløbets historik): when, in which organisation, and what, from the event log.
public struct HistoryLine: Sendable {
  public let recordedAt: Instant
  /// A permission's code.
  public let action: String
  public let role: Role?
  public let organisation: String?

  /// The newest first; the database shows those around the referral its changes.
  public static func of(_ referral: ReferralID, in transaction: Transaction) async throws -> [HistoryLine] {
    try await transaction.query(query(referral)).map { row in
      HistoryLine(
        recordedAt: try row("recorded_at"), action: try row("action"), role: Role(rawValue: try row("role")),
        organisation: try row("organisation"))
    }
  }

  static func query(_ referral: ReferralID) -> SQL {
    """
    select journal_entry.recorded_at, journal_entry.action, journal_entry.role,
      coalesce(municipality.name, ward.name, site.name) as organisation
    from journal_entry
    left join municipality on 'municipality ' || municipality.municipality_code = journal_entry.organisation
    left join ward on 'ward ' || ward.ward_id = journal_entry.organisation
    left join site on 'site ' || site.site_id = journal_entry.organisation
    where journal_entry.subject_id = \(referral) and journal_entry.kind = 'change'
    order by journal_entry.journal_entry_id desc
    limit 100
    """
  }
}
