public import Afklaring
public import Postgres

/// A bed as a municipality sees it: where it is, what it takes, and from when it is free.
public struct BedRecord: Sendable {
  public let id: BedID
  public let code: String
  public let site: String
  public let siteID: SiteID
  public let owner: MunicipalityCode
  public let ownerName: String
  public let offers: [String]
  public let sexes: [String]
  public let maximumStayDays: Int?
  /// What the bed is taken for tonight.
  public let tonight: HoldKind?
  public let firstFreeNight: CalendarDay?
  /// The latest day of moving out for who begins on the first free night, and what comes then; nil where nothing does.
  public let freeUntil: CalendarDay?
  public let next: Next?
  /// What the asking municipality pays by its agreement, in kroner, as the database writes it: `2150.00`.
  public let pricePerDay: String?
  /// Whether the asking municipality owns it.
  public let isOwn: Bool

  /// What ends a free gap.
  public enum Next: Sendable, Equatable {
    case hold(HoldKind)
    case outOfService
  }

  /// A stay as long as the site allows, or 13 weeks where it says nothing.
  public var usualStayDays: Int { maximumStayDays ?? 91 }

  /// The beds of a municipality and of those with which it has an agreement today: the first free first,
  /// its own before others' of the same night.
  public static func usable(
    by municipality: MunicipalityCode, on today: CalendarDay, in transaction: Transaction
  ) async throws -> [BedRecord] {
    try await list(
      """
      site.municipality_code = \(municipality) or exists (
        select from agreement
        where agreement.buyer_code = \(municipality) and agreement.seller_code = site.municipality_code
          and daterange(agreement.valid_from, agreement.valid_to, '[]') @> \(today))
      """, seenBy: municipality, on: today, in: transaction)
  }

  /// The beds of one site.
  public static func of(_ site: SiteID, on today: CalendarDay, in transaction: Transaction) async throws -> [BedRecord]
  {
    try await list("site.site_id = \(site)", seenBy: nil, on: today, in: transaction)
  }

  /// The sites of a municipality, by name.
  public static func sites(
    of municipality: MunicipalityCode, in transaction: Transaction
  ) async throws -> [(code: String, name: String)] {
    try await transaction.query(
      """
      select site_code, name from site where municipality_code = \(municipality) order by name collate "C", site_code
      """
    ).map { try $0.decode(String.self, String.self) }
  }

  /// One bed, of whomever it is.
  public static func one(
    _ bed: BedID, seenBy municipality: MunicipalityCode?, on today: CalendarDay, in transaction: Transaction
  ) async throws -> BedRecord? {
    try await list("bed.bed_id = \(bed)", seenBy: municipality, on: today, in: transaction).first
  }

  private static func list(
    _ condition: SQL, seenBy municipality: MunicipalityCode?, on today: CalendarDay, in transaction: Transaction
  ) async throws -> [BedRecord] {
    try await transaction.query(
      """
      with wanted as (
        select bed.bed_id, gap.first_night as first_free_night, gap.until_night as free_until, gap.ended_by
        from bed
        join site on site.site_id = bed.site_id
        left join lateral first_free_gap(bed.bed_id, \(today)) as gap on true
        where (\(condition)) and (bed.in_service_to is null or bed.in_service_to > \(today))
      )
      select
        bed.bed_id, bed.bed_code, site.site_id, site.name as site_name, site.municipality_code as owner_code,
        municipality.name as owner_name, bed.offers, bed.sexes, site.max_stay_days, taken_for(bed.bed_id, \(today)) as tonight,
        wanted.first_free_night, wanted.free_until, wanted.ended_by, paid.price_per_day::text as price_per_day,
        site.municipality_code is not distinct from \(municipality) as is_own
      from wanted
      join bed on bed.bed_id = wanted.bed_id
      join site on site.site_id = bed.site_id
      join municipality on municipality.municipality_code = site.municipality_code
      left join lateral (
        select agreement.price_per_day
        from agreement
        where agreement.buyer_code = \(municipality) and agreement.seller_code = site.municipality_code
          and daterange(agreement.valid_from, agreement.valid_to, '[]') @> \(today)
        order by agreement.valid_from desc
        limit 1
      ) as paid on true
      order by wanted.first_free_night nulls last, is_own desc, bed.bed_code collate "C"
      """
    ).map { try BedRecord($0) }
  }

  private init(_ row: Row) throws {
    id = try row("bed_id")
    code = try row("bed_code")
    site = try row("site_name")
    siteID = try row("site_id")
    owner = try row("owner_code")
    ownerName = try row("owner_name")
    offers = try row("offers")
    sexes = try row("sexes")
    maximumStayDays = try row("max_stay_days")
    tonight = try row("tonight", as: String?.self).flatMap(HoldKind.init(rawValue:))
    firstFreeNight = try row("first_free_night")
    freeUntil = try row("free_until")
    next = try row("ended_by", as: String?.self).flatMap(Next.init)
    pricePerDay = try row("price_per_day")
    isOwn = try row("is_own")
  }
}

extension BedRecord.Next {
  fileprivate init?(_ code: String) {
    if code == "service" {
      self = .outOfService
    } else if let kind = HoldKind(rawValue: code) {
      self = .hold(kind)
    } else {
      return nil
    }
  }
}
