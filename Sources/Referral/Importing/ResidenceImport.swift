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
      decidedByDefault,
      Upsert.into(
        "residence", key: ("residence_id", "arrival.subject_id"),
        [
          "person_id": "arrival.person_id", "municipality_code": "arrival.municipality",
          "from_day": "arrival.from_day",
        ],
        from: "arrival"),
      decideAnew,
    ],
    rules: ["residence_one_a_day": "one person has two home municipalities from one day on"])

  /// Imported referrals whose municipality nobody has changed: whether residence or episode comes first does not matter.
  private static let decidedByDefault: SQL = """
    create temp table decided_by_default on commit drop as
    select referral.referral_id
    from referral
    join admission on admission.admission_id = referral.admission_id
    where referral.person_id in (select arrival.person_id from arrival)
      and referral.referral_id = referral.admission_id
      and referral.municipality_code = deciding_municipality(
        referral.person_id, admission.home_municipality_code, admission.admitted_at, danish_day(referral.submitted_at))
    """

  private static let decideAnew: SQL = """
    with decided as (
      select
        referral.referral_id,
        deciding_municipality(
          referral.person_id, admission.home_municipality_code, admission.admitted_at,
          danish_day(referral.submitted_at)) as municipality_code
      from referral
      join decided_by_default on decided_by_default.referral_id = referral.referral_id
      join admission on admission.admission_id = referral.admission_id
    )
    update referral
    set municipality_code = decided.municipality_code
    from decided
    where referral.referral_id = decided.referral_id and referral.municipality_code <> decided.municipality_code
    """
}
