public import Afklaring
public import Postgres

/// What somebody asks to see of the referrals that are theirs to see.
public enum ReferralReading {
  /// The latest first, `count` at most, behind `place`.
  public static func list(
    for actor: Actor, openOnly: Bool, behind place: ListPlace<ReferralSubject>?, count: Int,
    in transaction: Transaction, keys: Keyring
  ) async throws -> [ReferralRecord] {
    try actor.require(.seeReferrals)
    let openness: SQL = openOnly ? ReferralState.openOnes : "true"
    let position: SQL =
      place.map { "(referral.submitted_at, referral.referral_id) < (\($0.time), \($0.id))" } ?? "true"
    let listed = SQL.joined(
      sources(for: actor).map { source in
        """
        (select referral.referral_id, referral.submitted_at from \(source) and \(openness) and \(position)
        order by referral.submitted_at desc, referral.referral_id desc limit \(count))
        """
      }, separator: " union ")
    // Which ones first, by an index and no further than the page: then a page costs the same in a municipality with ten
    // thousands. They are handed on as an array, whose length the planner does not guess at.
    let rows = try await transaction.query(
      """
      \(columns)
      where referral.referral_id = any(array(
        select found.referral_id from (\(listed)) as found
        order by found.submitted_at desc, found.referral_id desc limit \(count)))
      order by referral.submitted_at desc, referral.referral_id desc
      """)
    return try rows.map { try ReferralRecord($0, keys: keys) }
  }

  /// One referral; looking at it is journalled.
  ///
  /// - Throws: `AccessRefusal.notFound` where there is none, or it is not the actor's to see.
  public static func one(
    _ id: ReferralID, for actor: Actor, in transaction: Transaction, noting looks: Looks, keys: Keyring
  ) async throws -> ReferralRecord {
    try actor.require(.seeReferrals)
    let rows = try await transaction.query("\(columns) where referral.referral_id = \(id) and \(scope(of: actor))")
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let record = try ReferralRecord(row, keys: keys)
    let look = JournalEntry.look("see-referral", .referral(id), person: record.person)
    let isLender = actor.authority != nil && actor.authority != record.municipality
    looks.note(isLender ? look.on(.lending) : look)
    return record
  }

  /// Where an actor's referrals are found, each by an index, with a condition at its end.
  private static func sources(for actor: Actor) -> [SQL] {
    let held: SQL = """
      site join bed on bed.site_id = site.site_id join bed_hold on bed_hold.bed_id = bed.bed_id
      join referral on referral.referral_id = bed_hold.referral_id
      """
    return switch actor.standing {
    case .municipalAuthority(let code):
      ["referral where referral.municipality_code = \(code)", "\(held) where site.municipality_code = \(code)"]
    case .siteStaff: ["\(held) where \(scope(of: actor))"]
    default:
      ["referral join admission on admission.admission_id = referral.admission_id where \(scope(of: actor))"]
    }
  }

  /// The ward that sent it, the municipality that decides, the owner that is asked for its bed, the site it lives in.
  static func scope(of actor: Actor) -> SQL {
    switch actor.standing {
    case .dischargeCoordinator(let ward): "admission.ward_id = \(ward)"
    case .municipalAuthority(let code): "(referral.municipality_code = \(code) or site.municipality_code = \(code))"
    case .siteStaff(let site):
      "site.site_id = \(site) and referral.state in ('assigned', 'moved_in', 'moved_out', 'closed')"
    case .system: "true"
    case .projectStaff, .administrator, .auditor, .door, .reporting: "false"
    }
  }

  private static var columns: SQL {
    """
    select
      referral.referral_id, referral.person_id, referral.state, referral.municipality_code, referral.target_group,
      referral.needs, referral.submitted_at, referral.admission_id,
      person_name.name_sealed, person.sex, person.is_protected, number.number_sealed, municipality.name as municipality_name,
      admission.ward_id, ward.name as ward_name, admission.admitted_at, admission.discharged_at,
      bed_hold.bed_id, bed.bed_code, site.name as site_name, site.municipality_code as owner_code, site.max_stay_days,
      bed_hold.first_night, bed_hold.until_night,
      bed_offer.answer_by, bed_offer.owner_agreed_at is not null as is_agreed_by_owner,
      bed_offer.person_accepted_at is not null as is_accepted_by_person,
      stay.moved_in_on, coalesce(stay.planned_move_out_on, bed_hold.until_night) as planned_move_out_on,
      stay.moved_out_on, stay.onward_support, referral.decision_reason, referral.consequence,
      owner.name as owner_name,
      ended.ended_outcome, ended.ended_reason, ended.ended_owner_name
    from referral
    join person on person.person_id = referral.person_id
    left join person_name on person_name.person_id = referral.person_id
    join municipality on municipality.municipality_code = referral.municipality_code
    join admission on admission.admission_id = referral.admission_id
    join ward on ward.ward_id = admission.ward_id
    left join lateral (
      select person_number.number_sealed
      from person_number
      where person_number.person_id = referral.person_id
      order by person_number.recorded_at desc
      limit 1
    ) as number on true
    left join bed_hold on bed_hold.referral_id = referral.referral_id
    left join bed on bed.bed_id = bed_hold.bed_id
    left join site on site.site_id = bed.site_id
    left join municipality as owner on owner.municipality_code = site.municipality_code
    left join bed_offer on bed_offer.referral_id = referral.referral_id and bed_offer.ended_at is null
    left join stay on stay.referral_id = referral.referral_id
    left join lateral \(EndedOffer.latest(of: "referral.referral_id", before: "'infinity'")) as ended
      on referral.state = 'accepted'
    """
  }
}
