public import Afklaring
public import Postgres

/// What counts beside the needs when a person gets a bed (ønsker til pladsen): how urgent it is, from when, and where.
public struct PlacementWish: Sendable, Equatable {
  /// 1...5, 5 the most urgent.
  public let priority: Int
  /// Else the ready date.
  public let earliestMoveIn: CalendarDay?
  public let preferredSites: [SiteID]
  /// Where the person must not live: it is never proposed. Stronger than a preference.
  public let excludedSites: [SiteID]

  /// Who is not said to be more or less urgent than others.
  public static let usualPriority = 3

  public static let usual = PlacementWish(
    priority: usualPriority, earliestMoveIn: nil, preferredSites: [], excludedSites: [])

  public init(priority: Int, earliestMoveIn: CalendarDay?, preferredSites: [SiteID], excludedSites: [SiteID]) {
    (self.priority, self.earliestMoveIn) = (priority, earliestMoveIn)
    (self.preferredSites, self.excludedSites) = (preferredSites, excludedSites)
  }

  /// The usual where nothing was said.
  public static func of(_ referral: ReferralID, in transaction: Transaction) async throws -> PlacementWish {
    try await transaction.query(
      """
      select priority, earliest_move_in, preferred_sites, excluded_sites
      from placement_wish
      where referral_id = \(referral)
      """
    ).first.map { row in
      let (priority, earliest, preferred, excluded) = try row.decode(
        Int.self, CalendarDay?.self, [SiteID].self, [SiteID].self)
      return PlacementWish(
        priority: priority, earliestMoveIn: earliest, preferredSites: preferred, excludedSites: excluded)
    } ?? .usual
  }
}

/// Says what counts beside the needs for one person.
public struct SetPlacementWish: Command {
  public static let permission = Permission.setPlacementWish

  public let referral: ReferralID
  public let wish: PlacementWish

  public init(_ referral: ReferralID, _ wish: PlacementWish) {
    (self.referral, self.wish) = (referral, wish)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    case moveInTooLate
    case noSuchSite

    public var code: String {
      switch self {
      case .referralIs: "referral-needs-no-bed"
      case .moveInTooLate: "move-in-too-far-ahead"
      case .noSuchSite: "no-such-site"
      }
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    try referral.requireAuthority(of: actor)
    guard [.submitted, .informationRequested, .accepted, .offered].contains(referral.state) else {
      throw No.referralIs(referral.state)
    }
    if let day = wish.earliestMoveIn, day > now.day.adding(days: BedRequest.daysAhead) { throw No.moveInTooLate }
    let sites = Array(Set(wish.preferredSites + wish.excludedSites))
    let known = try await transaction.query("select count(*) from site where site_id = any(\(sites))")[0].decode(
      Int.self)
    guard known == sites.count else { throw No.noSuchSite }
    transaction.later(
      """
      insert into placement_wish (referral_id, priority, earliest_move_in, preferred_sites, excluded_sites)
      values (\(referral.id), \(wish.priority), \(wish.earliestMoveIn), \(wish.preferredSites), \(wish.excludedSites))
      on conflict on constraint placement_wish_key do update
      set priority = excluded.priority, earliest_move_in = excluded.earliest_move_in,
        preferred_sites = excluded.preferred_sites, excluded_sites = excluded.excluded_sites
      """)
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person, ["priority": "\(wish.priority)"]
    ).record(by: actor, in: transaction)
  }
}
