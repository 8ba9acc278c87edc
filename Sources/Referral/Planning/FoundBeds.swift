public import Afklaring
public import Capacity
public import Postgres

/// Every bed in the country judged for one person (find plads): which are possible and in which order, and what is in the way
/// of the others.
public struct FoundBeds: Sendable {
  /// The possible ones as they rank, then the others.
  public let verdicts: [BedVerdict]
  /// What the person asks, as the rules compare it.
  public let person: MatchInstance.Referral
  public let weights: MatchInstance.PairWeights
  public let wish: PlacementWish
  /// What the latest plan says of the person; nil where it did not know them, or was answered.
  public let proposal: Proposal?
  /// Where the person could wish to live: the sites that the municipality may use.
  public let sites: [Site]

  public struct Site: Sendable {
    public let id: SiteID
    public let name: String
  }

  /// How many beds a single requirement, lifted, would open; the most first.
  public var nearMisses: [(miss: BedVerdict.NearMiss, beds: [BedVerdict])] {
    Dictionary(grouping: verdicts.filter { $0.nearMiss != nil }, by: \.nearMiss).compactMap { miss, beds in
      miss.map { ($0, beds) }
    }.sorted { ($1.beds.count, $0.miss.order) < ($0.beds.count, $1.miss.order) }
  }

  /// For who is known to be the actor's to decide on.
  public static func search(
    for referral: ReferralID, of municipality: MunicipalityCode, on today: CalendarDay, in transaction: Transaction
  ) async throws -> FoundBeds {
    let instance = try await WaitingInstance.read(on: today, only: referral, in: transaction).instance
    guard let person = instance.referrals.first else { throw AccessRefusal.notFound }
    return FoundBeds(
      verdicts: instance.verdicts(on: 0), person: person,
      weights: instance.ownWeights[municipality.digits] ?? MatchWeights.usual,
      wish: try await PlacementWish.of(referral, in: transaction),
      proposal: try await Proposal.standing(for: referral, in: transaction),
      sites: try await sites(of: municipality, on: today, in: transaction))
  }

  private static func sites(
    of municipality: MunicipalityCode, on today: CalendarDay, in transaction: Transaction
  ) async throws -> [Site] {
    try await transaction.query(
      """
      select site.site_id, site.name
      from site
      where site.municipality_code = \(municipality) or exists (
        select from agreement
        where agreement.buyer_code = \(municipality) and agreement.seller_code = site.municipality_code
          and daterange(agreement.valid_from, agreement.valid_to, '[]') @> \(today))
      order by site.municipality_code <> \(municipality), site.name collate "C", site.site_id
      """
    ).map { row in
      let (id, name) = try row.decode(SiteID.self, String.self)
      return Site(id: id, name: name)
    }
  }
}

extension BedVerdict.NearMiss {
  /// Where as many beds stand behind several.
  fileprivate var order: String {
    switch self {
    case .need(let need): "need \(need)"
    case .rule(let rule): rule.rawValue
    }
  }
}

/// What a bed is called, and what the rules compare of it.
public struct NamedBed: Sendable {
  public let id: BedID
  public let code: String
  public let site: String
  public let ownerName: String
  public let offers: [String]
  public let sexes: [String]

  /// Some beds, by id.
  public static func all(_ ids: [BedID], in transaction: Transaction) async throws -> [BedID: NamedBed] {
    try await named(where: "bed.bed_id = any(\(ids))", in: transaction)
  }

  /// The bed of a code, as people know it.
  public static func one(_ code: String, in transaction: Transaction) async throws -> NamedBed? {
    try await named(where: "bed.bed_code = \(code)", in: transaction).values.first
  }

  private static func named(where condition: SQL, in transaction: Transaction) async throws -> [BedID: NamedBed] {
    let beds = try await transaction.query(
      """
      select bed.bed_id, bed.bed_code, site.name, municipality.name, bed.offers, bed.sexes
      from bed
      join site on site.site_id = bed.site_id
      join municipality on municipality.municipality_code = site.municipality_code
      where \(condition)
      """
    ).map { row in
      let (id, code, site, owner, offers, sexes) = try row.decode(
        BedID.self, String.self, String.self, String.self, [String].self, [String].self)
      return NamedBed(id: id, code: code, site: site, ownerName: owner, offers: offers, sexes: sexes)
    }
    return Dictionary(uniqueKeysWithValues: beds.map { ($0.id, $0) })
  }
}
