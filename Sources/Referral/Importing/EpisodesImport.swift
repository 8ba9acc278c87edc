public import Afklaring
internal import Capacity
internal import Postgres

extension ImportKind {
  /// Forløb: admissions, each with its wait, its leave, its referral and its stay.
  public static let episodes = ImportKind(
    "episodes",
    columns: EpisodeColumns.all,
    key: ["episode_ref"],
    subject: """
      (select admission.admission_id from admission where admission.admission_id = read_id(written.episode_ref)
        and not exists (
          select from imported_row
          where imported_row.kind = 'episodes' and imported_row.subject_id = admission.admission_id))
      """,
    parts: ["ready_period_id", "hospital_leave_id", "referral_id", "stay_id"],
    prepare: [EpisodeLinks.lockBeds, EpisodeLinks.makeWards],
    links: (EpisodeLinks.columns, EpisodeLinks.joins),
    refusals: EpisodeOrder.checks + EpisodeFields.checks + EpisodeCodes.checks + EpisodeOverlaps.checks,
    warnings: EpisodeWarnings.checks,
    merge: EpisodeMerge.statements,
    rules: [
      "ready_period_no_overlap": "two waits of a person at once",
      "ready_period_in_order": "a wait of the admission would end before it began",
      "stay_one_at_a_time_per_person": "a person in two beds",
      "bed_hold_no_overlap": "two stays in one bed on one night, turnaround days included",
      "hospital_leave_one_at_a_time": "two leaves of an admission at once",
      "bed_offer_referral": "the program has offered a bed for a referral that the file no longer has",
      "notice_referral": "the program has told somebody of a referral that the file no longer has",
    ])
}

enum EpisodeColumns {
  static let all: [ImportColumn] = [
    .required("episode_ref", .code),
    .required("cpr", .personNumber),
    .required("name", .personName),
    .required("home_municipality", .municipality),
    .required("region", .code),
    .required("ward", .text(200)),
    .required("admitted_at", .instant),
    .optional("acute", .yesOrNo),
    .optional("discharged_at", .instant),
    .optional("ready_on", .day),
    .optional("ready_withdrawn_on", .day),
    .optional("leave_from", .instant),
    .optional("leave_to", .instant),
    .optional("referred_on", .day),
    .optional("decided_on", .day),
    .optional("decision", .one(of: ["accepted", "declined", "withdrawn"])),
    .optional("decision_reason", .word),
    .optional("assigned_on", .day),
    .optional("bed", .code),
    .optional("moved_in_on", .day),
    .optional("planned_move_out_on", .day),
    .optional("clarified_on", .day),
    .optional("moved_out_on", .day),
    .optional("onward_support", .one(of: OnwardSupport.allCases.map(\.rawValue))),
  ]
}
