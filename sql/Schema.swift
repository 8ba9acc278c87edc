/// The database's schema, embedded, so that a binary and its schema cannot drift apart.
public enum Schema {
  /// Every migration in order. A new one is a file in `migrations/` and a line here; a landed one is never edited.
  static let migrations = [
    Migration("m0001_places", PackageResources.m0001_places_sql),
    Migration("m0002_versions", PackageResources.m0002_versions_sql),
    Migration("m0003_people", PackageResources.m0003_people_sql),
    Migration("m0004_capacity", PackageResources.m0004_capacity_sql),
    Migration("m0005_course", PackageResources.m0005_course_sql),
    Migration("m0006_bed_holds", PackageResources.m0006_bed_holds_sql),
    Migration("m0007_access", PackageResources.m0007_access_sql),
    Migration("m0008_journal", PackageResources.m0008_journal_sql),
    Migration("m0009_jobs", PackageResources.m0009_jobs_sql),
    Migration("m0010_hospital_messages", PackageResources.m0010_hospital_messages_sql),
    Migration("m0011_imports", PackageResources.m0011_imports_sql),
    Migration("m0012_walls", PackageResources.m0012_walls_sql),
    Migration("m0013_key_check", PackageResources.m0013_key_check_sql),
    Migration("m0014_fewer_questions", PackageResources.m0014_fewer_questions_sql),
    Migration("m0015_sign_in_tries", PackageResources.m0015_sign_in_tries_sql),
    Migration("m0016_actor", PackageResources.m0016_actor_sql),
    Migration("m0017_accounts", PackageResources.m0017_accounts_sql),
    Migration("m0018_emergency", PackageResources.m0018_emergency_sql),
    Migration("m0019_walls_asked_less", PackageResources.m0019_walls_asked_less_sql),
    Migration("m0020_protected_names", PackageResources.m0020_protected_names_sql),
    Migration("m0021_grounds", PackageResources.m0021_grounds_sql),
    Migration("m0022_administrators", PackageResources.m0022_administrators_sql),
    Migration("m0023_partner_needs", PackageResources.m0023_partner_needs_sql),
    Migration("m0024_long_lists", PackageResources.m0024_long_lists_sql),
    Migration("m0025_many_looks_at_once", PackageResources.m0025_many_looks_at_once_sql),
    Migration("m0026_whole_course", PackageResources.m0026_whole_course_sql),
    Migration("m0027_ledger_and_corrections", PackageResources.m0027_ledger_and_corrections_sql),
    Migration("m0028_register_and_measures", PackageResources.m0028_register_and_measures_sql),
    Migration("m0029_case_sheets", PackageResources.m0029_case_sheets_sql),
    Migration("m0030_tasks", PackageResources.m0030_tasks_sql),
    Migration("m0031_reminders_and_drafts", PackageResources.m0031_reminders_and_drafts_sql),
    Migration("m0032_drafts_and_disclosures", PackageResources.m0032_drafts_and_disclosures_sql),
    Migration("m0033_figures_without_rows", PackageResources.m0033_figures_without_rows_sql),
    Migration("m0034_circles_grow", PackageResources.m0034_circles_grow_sql),
    Migration("m0035_telephone", PackageResources.m0035_telephone_sql),
    Migration("m0036_matching", PackageResources.m0036_matching_sql),
    Migration("m0037_beds_as_they_are", PackageResources.m0037_beds_as_they_are_sql),
    Migration("m0038_forecasts", PackageResources.m0038_forecasts_sql),
  ]

  /// The figures, replaced whole at every migration; in the order in which they stand on each other.
  static let views = [
    PackageResources.written_cells_sql,
    PackageResources.report_group_sql,
    PackageResources.home_municipality_sql,
    PackageResources.waiting_days_sql,
    PackageResources.waiting_days_report_sql,
    PackageResources.referral_times_report_sql,
    PackageResources.occupancy_report_sql,
    PackageResources.hospital_stay_sql,
    PackageResources.readmissions_report_sql,
    PackageResources.stays_report_sql,
    PackageResources.fairness_report_sql,
    PackageResources.report_of_all_sql,
    PackageResources.circle_sql,
    PackageResources.live_session_sql,
    PackageResources.bed_nights_sql,
    PackageResources.broken_promise_sql,
    PackageResources.hold_assigned_bed_sql,
    PackageResources.deciding_municipality_sql,
    PackageResources.export_sites_sql,
    PackageResources.export_beds_sql,
    PackageResources.export_closures_sql,
    PackageResources.export_agreements_sql,
    PackageResources.export_rates_sql,
    PackageResources.export_residence_sql,
    PackageResources.export_episodes_sql,
    PackageResources.first_free_gap_sql,
    PackageResources.queue_sql,
    PackageResources.waiting_ledger_sql,
    PackageResources.bought_bed_nights_sql,
    PackageResources.instrument_total_sql,
    PackageResources.export_register_sql,
    PackageResources.who_looked_sql,
    PackageResources.standing_proposal_sql,
    PackageResources.agreement_room_sql,
    PackageResources.closed_nights_sql,
  ].map { String(decoding: $0, as: UTF8.self) }

  /// The role that the daemon acts as: it owns nothing, and every table's policies hold for it.
  public static let daemonRole = "afklaring_daemon"

  static let roles = String(decoding: PackageResources.roles_sql, as: UTF8.self)
}

/// One step forward: its name, its script, and the checksum by which a later edit shows.
struct Migration: Sendable {
  let name: String
  let script: String

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    script = String(decoding: bytes, as: UTF8.self)
  }
}
