internal import Postgres

/// What a row of `episodes` is linked with.
enum EpisodeLinks {
  /// Whoever wants one of these beds waits here, before the exclusion constraint is asked.
  static let lockBeds: SQL = """
    select from bed
    where bed.bed_code in (select changed_row.bed from changed_row)
    order by bed.bed_id
    for no key update
    """

  /// A ward not met before is a psychiatric one.
  static let makeWards: SQL = """
    insert into ward (ward_id, region_id, name, is_psychiatric)
    select gen_random_uuid(), region.region_id, stated.ward, true
    from (select distinct changed_row.region, changed_row.ward from changed_row) as stated
    join region on stated.region in (region.region_code, region.name)
    on conflict (region_id, name) do nothing
    """

  static let columns = [
    "person_number.person_id",
    "ward.ward_id",
    "bed.bed_id",
    "bed.in_service_from as bed_in_service_from",
    "bed.in_service_to as bed_in_service_to",
    "bed.sexes as bed_sexes",
    "site.municipality_code as bed_municipality",
    "site.turnaround_days as bed_turnaround_days",
    "site.max_stay_days as bed_max_stay_days",
    stayUntil,
    decidingMunicipality,
  ]

  static let joins: SQL = """
    left join person_number on person_number.number_index = decode(merged.cpr, 'hex')
    left join region on merged.region in (region.region_code, region.name)
    left join ward on ward.region_id = region.region_id and ward.name = merged.ward
    left join bed on bed.bed_code = merged.bed
    left join site on site.site_id = bed.site_id
    """

  /// The day after the last night that a stay takes: a stay that has not ended goes on as planned, or as long as one may
  /// last where no plan is known; overdue, it takes tonight.
  private static let stayUntil = """
    coalesce(
      merged.moved_out_on::date,
      greatest(
        coalesce(merged.planned_move_out_on::date, merged.moved_in_on::date + coalesce(site.max_stay_days, 91)),
        import_day() + 1)) as stay_until
    """

  private static let decidingMunicipality = """
    case when merged.referred_on is not null then
      deciding_municipality(
        person_number.person_id, merged.home_municipality, read_instant(merged.admitted_at), merged.referred_on::date)
    end as deciding_municipality
    """
}
