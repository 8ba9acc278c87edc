import Afklaring
import Fixtures
import Postgres
import Referral

/// A course with something in every table, for those who have no part in it.
enum WalledCourse {
  /// Has no site, no agreement and no citizen.
  static let stranger = MunicipalityCode("0851") ?? { fatalError("0851 is Aalborg") }()

  /// Lends a database that holds the course, and the names of its tables and views.
  static func with(_ body: @Sendable (TestDatabase, [String]) async throws -> Void) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      try await live(cast, test)
      try await fill(test)
      let relations = try await test.owner.query(
        """
        select relname::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1
        """
      ).map { try $0.decode(String.self) }
      for relation in relations where !mayBeEmpty.contains(relation) {
        let count = try await test.owner.query(SQL(trusted: "select count(*) from \"\(relation)\""))[0].decode(Int.self)
        guard count > 0 else { throw Incomplete(relation: relation) }
      }
      try await body(test, relations)
    }
  }

  /// A table that is new has to get a row here.
  struct Incomplete: Error { let relation: String }

  private static let mayBeEmpty: Set = ["broken_promise"]

  private static func live(_ cast: Cast, _ test: TestDatabase) async throws {
    let (database, days) = (test.database, cast.today)
    let admission = try await cast.admit(.anna)
    let referral = try await database.perform(
      ReferPatient(admission, targetGroup: .withoutSupport, needs: []), by: cast.coordinator)
    try await database.perform(
      SetReadyDate(admission, on: days.adding(days: -4), declaredBy: "Dr. Lind"), by: cast.coordinator)
    try await database.perform(AcceptReferral(referral), by: cast.authority)
    let wish = try cast.wish(referral, cast.middelfartBed)
    try await database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
    try await database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
    try await database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
    try await database.perform(AssignBed(wish), by: cast.authority)
    try await database.perform(
      MoveIn(referral, on: days, plannedMoveOutOn: wish.nights.upperBound), by: cast.otherStaff)
    _ = try await JobQueue(database, kinds: [Tell.self]).runDue { _ in }
  }

  /// What the course leaves empty.
  private static func fill(_ test: TestDatabase) async throws {
    for statement in [
      """
      insert into account (account_id, user_name, display_name, password_salt, password_hash)
      values ('00000000-0000-4000-8000-000000000001', 'anden', 'Anden', '\\x00', '\\x00')
      """,
      "insert into sign_in_try (sign_in_try_id, subject, tried_at) values (gen_random_uuid(), '\\x00', now())",
      "insert into recovery_code (account_id, code_index) select account_id, '\\x00' from account",
      "insert into account_role (account_id, role) select account_id, 'project_staff' from account",
      """
      insert into session (session_id, account_id, token_hash, role, began_at, last_seen_at, ends_at)
      select gen_random_uuid(), account_id, '\\x00', 'project_staff', now(), now(), now() + interval '1 day' from account
      """,
      """
      insert into emergency_access (
        emergency_access_id, person_id, account_id, reason_sealed, began_at, ends_at)
      select gen_random_uuid(), person_id, account_id, '\\x00', now(), now() + interval '1 hour' from person, account
      """,
      """
      insert into residence (residence_id, person_id, municipality_code, from_day)
      select gen_random_uuid(), person_id, '0607', '2020-01-01' from person
      """,
      """
      insert into hospital_leave (hospital_leave_id, admission_id, began_at, ended_at)
      select gen_random_uuid(), admission_id, admitted_at + interval '1 day', admitted_at + interval '2 days'
      from admission
      """,
      """
      insert into written_text (written_text_id, subject_id, text_sealed, role, written_at)
      select gen_random_uuid(), referral_id, '\\x00', 'municipal_authority', now() from referral
      """,
      """
      insert into referral_question (referral_question_id, referral_id, question_id, asked_at)
      select gen_random_uuid(), subject_id, written_text_id, now() from written_text
      """,
      """
      insert into crisis_service (crisis_service_id, service_code, name, municipalities)
      values (gen_random_uuid(), 'DIT', 'Dit', '{0607}')
      """,
      """
      insert into crisis_contact
        (crisis_contact_id, crisis_service_id, started_at, minutes, mode, caller, person_id, degree, symptoms, events,
         measures)
      select gen_random_uuid(), crisis_service_id, now(), 5, 'phone', 'citizen', person_id, 'mild', '{}', '{}', '{}'
      from crisis_service, person
      """,
      """
      insert into overnight (overnight_id, crisis_service_id, arrived_on, left_on)
      select gen_random_uuid(), crisis_service_id, '2026-11-01', '2026-11-02' from crisis_service
      """,
      """
      insert into rating (rating_id, crisis_service_id, round_on, parameter, score)
      select gen_random_uuid(), crisis_service_id, '2026-11-01', 1, 4 from crisis_service
      """,
      """
      insert into measurement (measurement_id, person_id, instrument_code, measured_on, occasion, items)
      select gen_random_uuid(), person_id, 'who5', '2026-11-20', 'move_in', '{1,2,3,4,5}' from person
      """,
      """
      insert into case_sheet (case_sheet_id, subject_id, kind, answers, role, saved_at)
      select gen_random_uuid(), referral_id, 'hand_over', '{}', 'discharge_coordinator', now() from referral
      """,
      """
      insert into disclosure_withdrawal (case_sheet_id, subject_id, withdrawn_on, role, recorded_at)
      select case_sheet_id, subject_id, '2026-11-22', 'discharge_coordinator', now() from case_sheet
      """,
      """
      insert into sheet_receipt (sheet_receipt_id, case_sheet_id, subject_id, role, read_at)
      select gen_random_uuid(), case_sheet_id, subject_id, 'site_staff', now() from case_sheet
      """,
      """
      insert into deadline_rule (deadline_rule_id, municipality_code, task, working_days)
      values (gen_random_uuid(), '0607', 'answer_referral', 3)
      """,
      """
      insert into former_acceptance (former_acceptance_id, referral_id, municipality_code, accepted_at, ended_at)
      select gen_random_uuid(), referral_id, '0607', now(), now() from referral
      """,
      "insert into site_statement (site_statement_id, site_id, stated_at) select gen_random_uuid(), site_id, now() from site",
      "insert into municipality_telephone (municipality_code, telephone) values ('0607', '72 10 70 00')",
      "insert into closing_day (municipality_code, day, name) values ('0607', '2026-12-23', 'Lillejuleaften')",
      """
      insert into task_taken (referral_id, task, organisation, account_id, account_name, taken_at)
      select referral_id, 'answer_referral', 'municipality 0607', account_id, 'Anden', now() from referral, account
      """,
      """
      insert into account (account_id, user_name, display_name, password_salt, password_hash)
      values ('00000000-0000-4000-8000-000000000002', 'tredje', 'Tredje', '\\x00', '\\x00')
      """,
      """
      insert into absence (account_id, cover_account_id, from_day, to_day)
      values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', '2026-11-22', '2026-11-29')
      """,
      """
      insert into referral_draft (admission_id, needs, support_before, saved_at)
      select admission_id, '{}', '{}', now() from admission
      """,
      "insert into reminder_sent (account_id, day) select account_id, '2026-11-22' from account",
      """
      insert into waiting_cause (waiting_cause_id, admission_id, day, cause)
      select gen_random_uuid(), admission_id, '2026-11-20', 'citizen' from admission
      """,
      """
      insert into waiting_dispute
        (waiting_dispute_id, admission_id, municipality_code, from_day, to_day, claimed_cause, disputed_by, reason_id,
         disputed_at)
      select gen_random_uuid(), admission_id, '0607', '2026-11-19', '2026-11-21', 'hospital', 'municipality',
        written_text_id, now()
      from admission, written_text
      """,
      """
      insert into correction
        (correction_id, subject_id, fact, earlier, later, reason_id, role, corrected_at)
      select gen_random_uuid(), subject_id, 'decided_on', '2026-11-19', '2026-11-20', written_text_id,
        'municipal_authority', now()
      from written_text
      """,
      """
      insert into queue_move (queue_move_id, referral_id, moved_at, from_place, to_place, reason)
      select gen_random_uuid(), referral_id, now(), 2, 1, 'urgency' from referral
      """,
      """
      insert into stay_extension (stay_extension_id, referral_id, from_move_out_on, to_move_out_on, reason, decided_at)
      select gen_random_uuid(), referral_id, '2027-01-01', '2027-01-08', 'relapse', now() from referral
      """,
      """
      insert into bed_leave (bed_leave_id, referral_id, from_day, to_day, reason)
      select gen_random_uuid(), referral_id, '2026-11-23', '2026-11-25', 'family' from referral
      """,
      """
      insert into expected_ready (expected_ready_id, admission_id, expected_on, told_at)
      select gen_random_uuid(), admission_id, '2026-11-25', now() from admission
      """,
      """
      insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, left_referral_id)
      select gen_random_uuid(), bed.bed_id, 'left', '2026-10-01', '2026-10-05', 0, referral_id
      from referral, bed where bed.bed_code = 'FRE-3'
      """,
      "insert into message_leave (hospital_leave_id) select hospital_leave_id from hospital_leave",
      "insert into message_discharge (admission_id, discharged_at) select admission_id, now() from admission",
      """
      insert into message_receipt (message_receipt_id, bundle_id, message_id, received_at, treatment)
      values (gen_random_uuid(), 'b', 'm', now(), 'kept')
      """,
      """
      insert into hospital_message (
        message_receipt_id, message_id, person_id, municipality_code, code, change, encounter_class, encounter_status,
        occurred_at, period_from, is_deceased, episodes, warnings)
      select message_receipt_id, 'm', person_id, '0607', 'STIN', 'new', 'IMP', 'in-progress', now(), now(), false,
        '{}', '{}'
      from message_receipt, person
      """,
      """
      insert into admission_episode (person_id, episode, ordinal, admission_id, is_made_by_messages)
      select person_id, 'e', 1, admission_id, true from admission
      """,
      """
      insert into placement_wish (referral_id, priority, preferred_sites, excluded_sites)
      select referral_id, 4, '{}', '{}' from referral
      """,
      """
      insert into match_weights (municipality_code, outside_municipality, outside_region, not_preferred, change)
      values ('0607', 10, 20, 3, 5)
      """,
      """
      insert into match_plan (match_plan_id, made_at, as_of, rule_version, objective, solve_ms, waiting, placed)
      values (gen_random_uuid(), now(), '2026-11-22', '1', 0, 1, 1, 1)
      """,
      "insert into match_plan_input (match_plan_id, instance, weights) select match_plan_id, '{}', '{}' from match_plan",
      """
      insert into match_proposal (match_plan_id, referral_id, rank, waited_days, cost, reasons)
      select match_plan_id, referral_id, 1, 0, 0, '{}' from match_plan, referral
      """,
      """
      insert into match_choice (match_choice_id, match_plan_id, referral_id, answer, reason, chosen_at)
      select gen_random_uuid(), match_plan_id, referral_id, 'skipped', 'price', now() from match_proposal
      """,
      """
      insert into bed_forecast (referral_id, made_on, expected_on, ended_stays)
      select referral_id, '2026-11-22', '2026-12-01', 3 from referral
      """,
      "insert into job (kind, payload) values ('tell', '{}')",
      "insert into imported_row (kind, natural_key, cells) values ('episodes', 'E1', '{}')",
      "insert into psychiatric_department (sor_code, ward_id) select '1', ward_id from ward limit 1",
      "insert into message_receiver (identifier, municipality_code) values ('5798', '0607')",
      """
      insert into rate (rate_id, sector, payee, from_day, amount, valid_from, source)
      values (gen_random_uuid(), 'psychiatry', 'region', 1, 1, '2026-01-01', 'test')
      """,
      """
      insert into closure (closure_id, bed_id, from_day, to_day, reason)
      select gen_random_uuid(), bed_id, '2028-01-01', '2028-02-01', 'maling' from bed where bed_code = 'FRE-3'
      """,
      """
      insert into journal_seal (position, journal_entry_id, hash)
      select 1, min(journal_entry_id), '\\x00' from journal_entry
      """,
    ] {
      try await test.owner.query(SQL(trusted: statement))
    }
    // Every versioned table gets an earlier version.
    let versioned = try await test.owner.query(
      "select substr(relname, 1, length(relname) - 8) from pg_class where relname like '%\\_history' and relkind = 'r'"
    ).map { try $0.decode(String.self) }
    for table in versioned {
      try await test.owner.query(SQL(trusted: "update \"\(table)\" set recorded_from = recorded_from"))
    }
  }
}
