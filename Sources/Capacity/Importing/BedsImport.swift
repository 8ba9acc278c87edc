public import Afklaring
internal import Postgres

extension ImportKind {
  /// Afklaringspladser.
  public static let beds = ImportKind(
    "beds",
    columns: [
      .required("site", .code),
      .required("bed", .code),
      .required("in_service_from", .day),
      .optional("in_service_to", .day),
      .optional("offers", .words),
      .optional("sexes", .some(of: Sex.allCases.map(\.rawValue))),
    ],
    key: ["bed"],
    subject: "(select bed.bed_id from bed where bed.bed_code = written.bed)",
    links: (["site.site_id"], "left join site on site.site_code = merged.site"),
    refusals: [
      .unknown("site", "no site has the code", known: "select from site where site.site_code = arrival.site"),
      .row(
        "in_service_to", "must lie after in_service_from",
        when: "arrival.in_service_to <= arrival.in_service_from"),
      nightsOutsideService,
    ],
    merge: [
      AssignedBeds.release(on: "select arrival.subject_id from arrival"),
      Upsert.into(
        "bed", key: ("bed_id", "arrival.subject_id"),
        [
          "bed_code": "arrival.bed", "site_id": "arrival.site_id", "in_service_from": "arrival.in_service_from",
          "in_service_to": "arrival.in_service_to", "offers": "arrival.offers", "sexes": "arrival.sexes",
        ],
        from: "arrival"),
      AssignedBeds.hold(on: "select arrival.subject_id from arrival"),
    ])

  /// Stays, and what the program has promised.
  private static let nightsOutsideService = ImportCheck(
    """
    select arrival.line,
      case when bed_hold.first_night < arrival.in_service_from then 'in_service_from' else 'in_service_to' end,
      'somebody has the bed from ' || bed_hold.first_night || ' to ' || bed_hold.until_night || ', outside its service'
    from arrival
    join bed_hold on bed_hold.bed_id = arrival.subject_id
    where (bed_hold.kind in ('stay', 'offer')
        or bed_hold.kind = 'assignment' and bed_hold.bed_hold_id <> bed_hold.referral_id)
      and (bed_hold.first_night < arrival.in_service_from or bed_hold.until_night > arrival.in_service_to)
    """)
}
