public import Afklaring
internal import Postgres

extension ImportKind {
  /// Tilbud.
  public static let sites = ImportKind(
    "sites",
    columns: [
      .required("site", .code),
      .required("municipality", .municipality),
      .required("name", .text()),
      .optional("kind", .word),
      .optional("max_stay_days", .wholeNumber(1...3660)),
      .optional("turnaround_days", .wholeNumber(0...60, standard: 0)),
    ],
    key: ["site"],
    subject: "(select site.site_id from site where site.site_code = written.site)",
    refusals: [.unknownMunicipality("municipality")],
    merge: [
      Upsert.into(
        "site", key: ("site_id", "arrival.subject_id"),
        [
          "site_code": "arrival.site", "municipality_code": "arrival.municipality", "name": "arrival.name",
          "kind": "arrival.kind", "max_stay_days": "arrival.max_stay_days",
          "turnaround_days": "arrival.turnaround_days",
        ],
        from: "arrival")
    ])
}

extension ImportCheck {
  /// A municipality code that stands nowhere.
  public static func unknownMunicipality(_ column: String) -> ImportCheck {
    .unknown(
      column, "no municipality has the code",
      known: "select from municipality where municipality.municipality_code = arrival.\(SQL(trusted: column))")
  }
}
