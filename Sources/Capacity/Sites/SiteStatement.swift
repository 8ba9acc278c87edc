public import Afklaring
public import Postgres

/// How fresh what is shown of a site's beds is (bekræftelse): when somebody there last said that it holds.
public struct SiteStatement: Sendable {
  public let site: SiteID
  public let name: String
  /// Nil where nobody ever did.
  public let statedAt: Instant?

  /// How long a statement holds; this project's own rule.
  public static let workingDays = 5

  /// Whether somebody said so lately enough.
  public func isFresh(on today: CalendarDay) -> Bool {
    guard let statedAt else { return false }
    return WorkingDays.adding(Self.workingDays, workingDaysTo: statedAt.day, closed: []) >= today
  }

  /// The sites of a municipality, or one site.
  public static func all(
    of municipality: MunicipalityCode, in transaction: Transaction
  ) async throws -> [SiteStatement] {
    try await list("site.municipality_code = \(municipality)", in: transaction)
  }

  public static func of(_ site: SiteID, in transaction: Transaction) async throws -> SiteStatement? {
    try await list("site.site_id = \(site)", in: transaction).first
  }

  /// Every site that has beds in service, by id.
  public static func byID(on day: CalendarDay, in transaction: Transaction) async throws -> [SiteID: SiteStatement] {
    let all = try await list(
      """
      exists (
        select from bed
        where bed.site_id = site.site_id and (bed.in_service_to is null or bed.in_service_to > \(day)))
      """, in: transaction)
    return Dictionary(uniqueKeysWithValues: all.map { ($0.site, $0) })
  }

  private static func list(_ condition: SQL, in transaction: Transaction) async throws -> [SiteStatement] {
    try await transaction.query(
      """
      select site.site_id, site.name, latest.stated_at
      from site
      left join lateral (
        select site_statement.stated_at
        from site_statement
        where site_statement.site_id = site.site_id
        order by site_statement.stated_at desc
        limit 1
      ) as latest on true
      where \(condition)
      order by site.name collate "C", site.site_id
      """
    ).map { row in
      let (site, name, statedAt) = try row.decode(SiteID.self, String.self, Instant?.self)
      return SiteStatement(site: site, name: name, statedAt: statedAt)
    }
  }
}

/// Says that what is shown of a site's beds holds.
public struct StateBeds: Command {
  public static let permission = Permission.stateBeds

  public let site: SiteID

  public init(_ site: SiteID) {
    self.site = site
  }

  public enum No: Refusal {
    public var code: String { switch self {} }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let rows = try await transaction.query("select municipality_code from site where site_id = \(site)")
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let owner = try row.decode(MunicipalityCode.self)
    switch actor.standing {
    case .system: break
    case .siteStaff(let own) where own == site: break
    case .municipalAuthority(let code) where code == owner: break
    case .administrator(let code) where code == owner: break
    default: throw AccessRefusal.notFound
    }
    transaction.later(
      """
      insert into site_statement (site_statement_id, site_id, stated_at)
      values (\(Identifier<StateBeds>()), \(site), \(now))
      """)
    JournalEntry.change(Self.permission, .none, person: nil, ["site": "\(site)"]).record(by: actor, in: transaction)
  }
}
