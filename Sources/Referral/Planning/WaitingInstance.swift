internal import Afklaring
internal import Capacity
internal import Postgres

/// Who waits for a bed and every bed there is, as an instance of matching: everybody where the daemon reads it, past all walls;
/// and for one person what the reader may know.
struct WaitingInstance: Sendable {
  /// How far ahead a bed is proposed, in days: half a year.
  private static let horizonDays = 182
  /// How long a bed has to be open behind the day of moving in, in days: twelve weeks.
  static let stayDays = 84

  let instance: MatchInstance

  /// - Parameter only: one who need not wait for a bed yet; nil for all who are accepted and have none.
  static func read(
    on today: CalendarDay, only referral: ReferralID? = nil, in transaction: Transaction
  ) async throws -> WaitingInstance {
    let answers = try await transaction.pipeline([
      referrals(on: today, referral), beds(on: today), agreements(on: today), previous, MatchWeights.allQuery,
    ])
    var instance = MatchInstance(
      asOf: today, horizonDays: horizonDays, stayDays: stayDays,
      weights: .init(pairs: MatchWeights.usual, unplaced: MatchWeights.unplaced),
      referrals: try answers[0].map { try MatchInstance.Referral($0) },
      beds: try answers[1].map { try MatchInstance.Bed($0) },
      agreements: try answers[2].map { row in
        let (buyer, seller) = try row.decode(MunicipalityCode.self, MunicipalityCode.self)
        return MatchInstance.Agreement(buyer: buyer.digits, seller: seller.digits)
      }, previous: [])
    let (waiting, standing) = (Set(instance.referrals.map(\.id)), Set(instance.beds.map(\.id)))
    instance.previous = try answers[3].compactMap { row in
      let (referral, bed) = try row.decode(ReferralID.self, BedID.self)
      let pair = MatchInstance.Previous(referral: "\(referral)", bed: "\(bed)")
      return waiting.contains(pair.referral) && standing.contains(pair.bed) ? pair : nil
    }
    instance.ownWeights = try MatchWeights.byMunicipality(answers[4])
    return WaitingInstance(instance: instance)
  }

  /// Who is ready from a day that is not known is taken to be so today.
  private static func referrals(on today: CalendarDay, _ only: ReferralID?) -> SQL {
    let condition: SQL = only.map { "referral.referral_id = \($0)" } ?? "referral.state = 'accepted'"
    return """
      select
        referral.referral_id, referral.municipality_code, region.region, danish_day(referral.submitted_at) as submitted_on,
        coalesce(ready.ready_on, expected_ready.expected_on, \(today)) as ready_on,
        placement_wish.earliest_move_in, coalesce(placement_wish.priority, \(PlacementWish.usualPriority)) as priority,
        person.sex, referral.needs, coalesce(placement_wish.preferred_sites, '{}') as preferred_sites,
        coalesce(placement_wish.excluded_sites, '{}') as excluded_sites
      from referral
      join person on person.person_id = referral.person_id
      join municipality_region_days as region
        on region.municipality_code = referral.municipality_code and region.days @> \(today)
      left join lateral (
        select ready_period.ready_on
        from ready_period
        where ready_period.admission_id = referral.admission_id and ready_period.withdrawn_on is null
        order by ready_period.ready_on desc
        limit 1
      ) as ready on true
      left join expected_ready on expected_ready.admission_id = referral.admission_id
      left join placement_wish on placement_wish.referral_id = referral.referral_id
      where \(condition)
      """
  }

  /// Nights that are taken close a bed.
  private static func beds(on today: CalendarDay) -> SQL {
    """
    select
      bed.bed_id, bed.site_id, site.municipality_code, region.region, greatest(bed.in_service_from, \(today)) as free_from,
      bed.in_service_to, bed.offers, bed.sexes, coalesce(taken.from_days, '{}') as from_days,
      coalesce(taken.to_days, '{}') as to_days
    from bed
    join site on site.site_id = bed.site_id
    join municipality_region_days as region
      on region.municipality_code = site.municipality_code and region.days @> \(today)
    left join closed_nights(\(today)) as taken on taken.bed_id = bed.bed_id
    where bed.in_service_to is null or bed.in_service_to > \(today)
    """
  }

  private static func agreements(on today: CalendarDay) -> SQL {
    """
    select distinct agreement.buyer_code, agreement.seller_code
    from agreement
    where daterange(agreement.valid_from, agreement.valid_to, '[]') @> \(today)
    """
  }

  private static let previous: SQL = """
    select standing_proposal.referral_id, standing_proposal.bed_id
    from standing_proposal
    where standing_proposal.bed_id is not null
    """
}

extension MatchInstance.Referral {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: "\(try row("referral_id", as: ReferralID.self))",
      municipality: try row("municipality_code", as: MunicipalityCode.self).digits, region: try row("region"),
      submittedOn: try row("submitted_on"), readyOn: try row("ready_on"), earliestMoveIn: try row("earliest_move_in"),
      priority: try row("priority"),
      sex: try row("sex", as: String?.self).flatMap(MatchInstance.Sex.init(rawValue:)) ?? .other,
      needs: try row("needs"), preferredSites: try row("preferred_sites", as: [SiteID].self).map(\.description),
      excludedSites: try row("excluded_sites", as: [SiteID].self).map(\.description))
  }
}

extension MatchInstance.Bed {
  fileprivate init(_ row: Row) throws {
    let (from, to) = (try row("from_days", as: [CalendarDay].self), try row("to_days", as: [CalendarDay].self))
    var closures = zip(from, to).map { MatchInstance.Closure(from: $0, to: $1) }
    if let end = try row("in_service_to", as: CalendarDay?.self) {
      closures.append(MatchInstance.Closure(from: end, to: .latestPlanned))
    }
    self.init(
      id: "\(try row("bed_id", as: BedID.self))", site: "\(try row("site_id", as: SiteID.self))",
      municipality: try row("municipality_code", as: MunicipalityCode.self).digits, region: try row("region"),
      freeFrom: try row("free_from"), offers: try row("offers"),
      sexes: try row("sexes", as: [String].self).compactMap(MatchInstance.Sex.init(rawValue:)), closures: closures)
  }
}

extension CalendarDay {
  /// The last day that the matching format knows.
  fileprivate static let latestPlanned = CalendarDay(year: 2999, month: 12, day: 31) ?? .earliest
}
