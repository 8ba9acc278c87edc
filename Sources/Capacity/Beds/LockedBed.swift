public import Afklaring
public import Postgres

/// A bed (afklaringsplads) whose row is locked until the transaction ends: whoever wants it waits here, in line,
/// before the exclusion constraint is asked.
public struct LockedBed: Sendable {
  public let id: BedID
  public let site: SiteID
  public let owner: MunicipalityCode
  public let inServiceFrom: CalendarDay
  /// The first day out of service.
  public let inServiceTo: CalendarDay?
  public let offers: [String]
  public let sexes: [String]
  public let turnaroundDays: Int
  /// The site's limit of a stay, in days; where it has none, the longest that a site can have.
  public let maximumStayDays: Int

  /// The greatest `max_stay_days` that the database takes.
  private static let longestStayDays = 3660

  public static func query(_ id: BedID) -> SQL {
    query(where: "bed.bed_id = \(id)")
  }

  /// The bed that is held for a referral.
  public static func query(heldFor referral: ReferralID) -> SQL {
    query(where: "bed.bed_id = (select bed_hold.bed_id from bed_hold where bed_hold.referral_id = \(referral))")
  }

  private static func query(where condition: SQL) -> SQL {
    """
    select
      bed.bed_id, bed.site_id, site.municipality_code, bed.in_service_from, bed.in_service_to, bed.offers, bed.sexes,
      site.turnaround_days, site.max_stay_days
    from bed
    join site on site.site_id = bed.site_id
    where \(condition)
    for no key update of bed
    """
  }

  /// - Throws: `AccessRefusal.notFound` where there is no such bed.
  public init(_ rows: Rows) throws {
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let limit: Int?
    (id, site, owner, inServiceFrom, inServiceTo, offers, sexes, turnaroundDays, limit) = try row.decode(
      BedID.self, SiteID.self, MunicipalityCode.self, CalendarDay.self, CalendarDay?.self, [String].self, [String].self,
      Int.self, Int?.self)
    maximumStayDays = limit ?? Self.longestStayDays
  }

  /// Whether the bed is in service on every one of the nights.
  public func isInService(on nights: Range<CalendarDay>) -> Bool {
    guard nights.lowerBound >= inServiceFrom else { return false }
    guard let inServiceTo else { return true }
    return nights.upperBound <= inServiceTo
  }

  /// Whether the bed takes somebody of this sex; one that names no sexes takes everybody.
  public func takes(_ sex: Sex?) -> Bool {
    guard !sexes.isEmpty, let sex else { return true }
    return sexes.contains(sex.rawValue)
  }
}
