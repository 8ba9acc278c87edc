public import Afklaring
internal import Capacity
internal import Postgres

extension ImportKind {
  /// Bopælskommuner.
  public static let residence = ImportKind(
    "residence",
    columns: [
      .required("cpr", .personNumber),
      .required("municipality", .municipality),
      .required("from", as: "from_day", .day),
    ],
    key: ["cpr", "from"],
    subject: """
      (select residence.residence_id
       from residence
       join person_number on person_number.person_id = residence.person_id
       where person_number.number_index = decode(written.cpr, 'hex') and residence.from_day = written.from_day::date)
      """,
    links: (
      ["person_number.person_id"],
      "left join person_number on person_number.number_index = decode(merged.cpr, 'hex')"
    ),
    refusals: [.unknownMunicipality("municipality")],
    merge: [
      Upsert.into(
        "residence", key: ("residence_id", "arrival.subject_id"),
        [
          "person_id": "arrival.person_id", "municipality_code": "arrival.municipality",
          "from_day": "arrival.from_day",
        ],
        from: "arrival")
    ],
    rules: ["residence_one_a_day": "one person has two home municipalities from one day on"])
}
