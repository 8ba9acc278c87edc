public import Afklaring
internal import Postgres

extension ImportKind {
  /// Lukkeperioder.
  public static let closures = ImportKind(
    "closures",
    columns: [
      .required("bed", .code),
      .required("from", as: "from_day", .day),
      .required("to", as: "to_day", .day),
      .required("reason", .text()),
    ],
    key: ["bed", "from"],
    subject: """
      (select closure.closure_id
       from closure
       join bed on bed.bed_id = closure.bed_id
       where bed.bed_code = written.bed and closure.from_day = written.from_day::date)
      """,
    links: (["bed.bed_id"], "left join bed on bed.bed_code = merged.bed"),
    refusals: [
      .unknown("bed", "no bed has the code", known: "select from bed where bed.bed_code = arrival.bed"),
      .row(
        "to", "must lie after from: the day after the last closed night", when: "arrival.to_day <= arrival.from_day"),
      .overlap(
        "from", "the bed is taken or closed already on one of these nights, turnaround days included", claims: claims),
    ],
    merge: [
      AssignedBeds.release(on: "select arrival.bed_id from arrival"),
      Upsert.into(
        "closure", key: ("closure_id", "arrival.subject_id"),
        [
          "bed_id": "arrival.bed_id", "from_day": "arrival.from_day", "to_day": "arrival.to_day",
          "reason": "arrival.reason",
        ],
        from: "arrival"),
      """
      update bed_hold
      set bed_id = arrival.bed_id, first_night = arrival.from_day, until_night = arrival.to_day
      from arrival
      where bed_hold.closure_id = arrival.subject_id
        and (bed_hold.bed_id, bed_hold.first_night, bed_hold.until_night)
          is distinct from (arrival.bed_id, arrival.from_day, arrival.to_day)
      """,
      """
      insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, closure_id)
      select arrival.subject_id, arrival.bed_id, 'closure', arrival.from_day, arrival.to_day, 0, arrival.subject_id
      from arrival
      where not exists (select from bed_hold where bed_hold.closure_id = arrival.subject_id)
      """,
      AssignedBeds.hold(on: "select arrival.bed_id from arrival"),
    ],
    rules: ["bed_hold_no_overlap": "the bed is taken or closed already on one of these nights"])

  private static let claims: SQL = """
    select arrival.bed_id, arrival.from_day, arrival.to_day, arrival.line
    from arrival
    where arrival.bed_id is not null
    union all
    select bed_hold.bed_id, bed_hold.first_night, bed_hold.until_night + bed_hold.turnaround_days, null::int
    from bed_hold
    where bed_hold.bed_id in (select arrival.bed_id from arrival)
      and (bed_hold.kind <> 'assignment' or bed_hold.bed_hold_id <> bed_hold.referral_id)
      and not exists (select from arrival where arrival.subject_id = bed_hold.closure_id)
    """
}
