internal import Afklaring
internal import Capacity
internal import Postgres

/// What a municipality's forecast starts from, as it stood on a day: its own beds, whoever lives in them, its queue, and what
/// was seen of both before. Read past all walls, by the daemon: what comes of it are days and sums.
enum ForecastReading {
  /// How far back what was seen counts, in days: three years for stays, one for how many come.
  private static let (stayDays, arrivalDays) = (1096, 365)

  static func state(
    of municipality: MunicipalityCode, on day: CalendarDay, in transaction: Transaction
  ) async throws -> ForecastState {
    let answers = try await transaction.pipeline([
      beds(municipality, day), closures(municipality, day), waiting(municipality, day), stays(municipality, day),
      arrivals(municipality, day), withdrawals(municipality, day),
    ])
    var closed: [String: [Range<Int>]] = [:]
    for row in answers[1] {
      let (bed, from, to) = try row.decode(BedID.self, Int.self, Int.self)
      closed["\(bed)", default: []].append(from..<to)
    }
    let came = try answers[4].map { try ForecastState.Person(arrived: $0) }
    let lengths = try answers[3].map { try $0.decode(Int?.self, Int?.self) }
    let (left, waited, first) = try answers[5][0].decode(Int.self, Int.self, Int?.self)
    let began = first ?? Int(day.daysSinceEpoch)
    let seen = min(arrivalDays, max(1, Int(day.daysSinceEpoch) - began))
    return ForecastState(
      asOf: Int(day.daysSinceEpoch),
      beds: try answers[0].map { try ForecastState.Bed($0, closed) },
      waiting: try answers[2].map { try ForecastState.Person($0) },
      history: ForecastState.History(
        stayNights: lengths.compactMap(\.0), lagDays: lengths.compactMap(\.1),
        arrivalsPerDay: Double(came.count) / Double(seen), arrivals: came,
        withdrawalsPerDay: waited == 0 ? 0 : Double(left) / Double(waited)))
  }

  /// Each bed, who lives in it on that day or is about to, and since when it is free where nobody does.
  private static func beds(_ municipality: MunicipalityCode, _ day: CalendarDay) -> SQL {
    """
    select
      bed.bed_id, site.site_code, bed.offers, bed.sexes, site.turnaround_days,
      bed.in_service_from - date '1970-01-01' as service_from, bed.in_service_to - date '1970-01-01' as service_to,
      resident.moved_in_on - date '1970-01-01' as resident_since,
      resident.planned_move_out_on - date '1970-01-01' as resident_planned,
      greatest(coming.first_night, \(day)) - date '1970-01-01' as promised_from,
      coming.referral_id is not null as is_promised,
      former.moved_out_on + site.turnaround_days - date '1970-01-01' as free_since
    from bed
    join site on site.site_id = bed.site_id
    left join lateral (
      select stay.moved_in_on, stay.planned_move_out_on
      from referral
      join stay on stay.referral_id = referral.referral_id
      where referral.bed_id = bed.bed_id and stay.moved_in_on <= \(day)
        and (stay.moved_out_on is null or stay.moved_out_on > \(day))
      order by stay.moved_in_on desc
      limit 1
    ) as resident on true
    left join lateral (
      select case when referral.state = 'assigned' then bed_hold.first_night end as first_night, referral.referral_id
      from referral
      left join stay on stay.referral_id = referral.referral_id
      left join bed_hold on bed_hold.referral_id = referral.referral_id
      where referral.bed_id = bed.bed_id and danish_day(referral.assigned_at) <= \(day)
        and (stay.moved_in_on is null or stay.moved_in_on > \(day))
        and (referral.withdrawn_at is null or danish_day(referral.withdrawn_at) > \(day))
      order by referral.assigned_at
      limit 1
    ) as coming on true
    left join lateral (
      select max(stay.moved_out_on) as moved_out_on
      from referral
      join stay on stay.referral_id = referral.referral_id
      where referral.bed_id = bed.bed_id and stay.moved_out_on <= \(day)
    ) as former on true
    where site.municipality_code = \(municipality) and (bed.in_service_to is null or bed.in_service_to > \(day))
    order by bed.bed_code collate "C"
    """
  }

  private static func closures(_ municipality: MunicipalityCode, _ day: CalendarDay) -> SQL {
    """
    select closure.bed_id, closure.from_day - date '1970-01-01', closure.to_day - date '1970-01-01'
    from closure
    join bed on bed.bed_id = closure.bed_id
    join site on site.site_id = bed.site_id
    where site.municipality_code = \(municipality) and closure.to_day > \(day)
    """
  }

  /// The queue, as it was served.
  private static func waiting(_ municipality: MunicipalityCode, _ day: CalendarDay) -> SQL {
    """
    select
      referral.referral_id, referral.needs, person.sex,
      array(select site.site_code from site where site.site_id = any(placement_wish.excluded_sites)) as excluded_sites,
      danish_day(referral.accepted_at) - date '1970-01-01' as since,
      greatest(\(day), placement_wish.earliest_move_in, ready.ready_on) - date '1970-01-01' as earliest
    from referral
    join person on person.person_id = referral.person_id
    left join placement_wish on placement_wish.referral_id = referral.referral_id
    left join lateral (
      select max(ready_period.ready_on) as ready_on
      from ready_period
      where ready_period.admission_id = referral.admission_id and ready_period.withdrawn_on is null
        and ready_period.declared_at <= (\(day) + 1)::timestamp at time zone 'Europe/Copenhagen'
    ) as ready on true
    where referral.municipality_code = \(municipality) and danish_day(referral.accepted_at) <= \(day)
      and (referral.assigned_at is null or danish_day(referral.assigned_at) > \(day))
      and (referral.withdrawn_at is null or danish_day(referral.withdrawn_at) > \(day))
      and (referral.declined_at is null or danish_day(referral.declined_at) > \(day))
    order by coalesce(referral.queued_at, referral.accepted_at), referral.submitted_at, referral.referral_id
    """
  }

  /// Of each stay in these beds: its nights, if it has ended, and how long both had been there when it began.
  private static func stays(_ municipality: MunicipalityCode, _ day: CalendarDay) -> SQL {
    """
    with lived as (
      select
        stay.moved_in_on, stay.moved_out_on,
        greatest(
          danish_day(referral.accepted_at), bed.in_service_from, ready.ready_on,
          lag(stay.moved_out_on) over (partition by referral.bed_id order by stay.moved_in_on) + site.turnaround_days
        ) as both_there_on
      from stay
      join referral on referral.referral_id = stay.referral_id
      join bed on bed.bed_id = referral.bed_id
      join site on site.site_id = bed.site_id
      left join lateral (
        select max(ready_period.ready_on) as ready_on
        from ready_period
        where ready_period.admission_id = referral.admission_id and ready_period.withdrawn_on is null
      ) as ready on true
      where site.municipality_code = \(municipality) and stay.moved_in_on <= \(day)
        and stay.moved_in_on > \(day) - \(stayDays)::int
    )
    select
      case when lived.moved_out_on <= \(day) then lived.moved_out_on - lived.moved_in_on end,
      greatest(0, lived.moved_in_on - lived.both_there_on)
    from lived
    """
  }

  /// Who came to wait: the municipality's own people, and others' who got one of its beds.
  private static func arrivals(_ municipality: MunicipalityCode, _ day: CalendarDay) -> SQL {
    """
    select referral.referral_id, referral.needs, person.sex
    from referral
    join person on person.person_id = referral.person_id
    where referral.municipality_code = \(municipality)
      and danish_day(referral.accepted_at) between \(day.adding(days: 1 - arrivalDays)) and \(day)
    union all
    select referral.referral_id, referral.needs, person.sex
    from referral
    join person on person.person_id = referral.person_id
    join bed on bed.bed_id = referral.bed_id
    join site on site.site_id = bed.site_id
    where site.municipality_code = \(municipality) and referral.municipality_code <> \(municipality)
      and danish_day(referral.assigned_at) between \(day.adding(days: 1 - arrivalDays)) and \(day)
    order by referral_id
    """
  }

  /// How many stopped waiting in a year, in how many days of waiting; and the first day that is known at all.
  private static func withdrawals(_ municipality: MunicipalityCode, _ day: CalendarDay) -> SQL {
    """
    select
      count(*) filter (where danish_day(referral.withdrawn_at) <= \(day) and referral.assigned_at is null),
      coalesce(sum(
        least(\(day), danish_day(referral.assigned_at), danish_day(referral.withdrawn_at))
        - danish_day(referral.accepted_at)), 0)::bigint,
      min(danish_day(referral.accepted_at)) - date '1970-01-01' as first_day
    from referral
    where referral.municipality_code = \(municipality)
      and danish_day(referral.accepted_at) between \(day.adding(days: 1 - arrivalDays)) and \(day)
    """
  }
}

extension ForecastState.Bed {
  fileprivate init(_ row: Row, _ closures: [String: [Range<Int>]]) throws {
    let id = "\(try row("bed_id", as: BedID.self))"
    var closed = closures[id] ?? []
    let serviceFrom: Int = try row("service_from")
    if let end = try row("service_to", as: Int?.self) { closed.append(end..<Int.max) }
    closed.append(0..<max(serviceFrom, 1))
    let use: ForecastState.Use =
      if let since = try row("resident_since", as: Int?.self) {
        .resident(since: since, planned: try row("resident_planned"))
      } else if let from = try row("promised_from", as: Int?.self), try row("is_promised") {
        .promised(from: from)
      } else {
        .free(since: try row("free_since", as: Int?.self) ?? serviceFrom)
      }
    self.init(
      id: id, site: try row("site_code"), offers: try row("offers"), sexes: try row("sexes"),
      turnaroundDays: try row("turnaround_days"), use: use, closed: closed)
  }
}

extension ForecastState.Person {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: "\(try row("referral_id", as: ReferralID.self))", needs: try row("needs"), sex: try row("sex"),
      excludedSites: try row("excluded_sites"), since: try row("since"), earliest: try row("earliest"))
  }

  /// Somebody who came before: what counts of them are their needs.
  fileprivate init(arrived row: Row) throws {
    let (id, needs, sex) = try row.decode(ReferralID.self, [String].self, String?.self)
    self.init(id: "\(id)", needs: needs, sex: sex, since: 0, earliest: 0)
  }
}
