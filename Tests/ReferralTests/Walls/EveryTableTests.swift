import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

/// With SQL alone, as the daemon's role: nobody sees or changes what is another's, whatever the table.
@Suite struct `Every table and view` {
  /// Of these there is no secret: places, and the beds and rates there are. Who is in a bed is another matter.
  private static let knownToAll: Set = [
    "bed", "bed_history", "bed_version", "export_beds", "export_rates", "export_sites", "message_receiver",
    "municipality",
    "municipality_region", "municipality_region_days", "municipality_telephone", "psychiatric_department", "rate",
    "rate_history", "rate_version",
    "crisis_service", "crisis_service_history", "crisis_service_version", "export_services", "instrument",
    "instrument_score", "match_plan", "match_weights", "site_statement",
    "closing_day", "deadline_rule", "deadline_rule_history", "deadline_rule_version", "region",
    "schema_migration", "schema_views", "site", "site_history", "site_version", "ward",
  ]

  private static let relations: SQL = """
    select pg_class.relname::text from pg_class
    where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind in ('r', 'p', 'v', 'm')
    """

  @Test func `has a wall: each table a policy, each view its reader's eyes`() async throws {
    try await TestDatabase.with { test in
      let open = try await test.owner.query(
        """
        \(Self.relations) and case
          when pg_class.relkind = 'v' then not coalesce(pg_class.reloptions @> '{security_invoker=true}', false)
            and not coalesce(pg_class.reloptions @> '{security_invoker}', false)
          else not pg_class.relrowsecurity
            or not exists (select from pg_policy where pg_policy.polrelid = pg_class.oid)
        end
        """
      ).map { try $0.decode(String.self) }
      #expect(open.isEmpty)
    }
  }

  @Test func `belongs to another role than the daemon's, which cannot step over a wall`() async throws {
    try await TestDatabase.with { test in
      let role = try await test.pool.query(
        """
        select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb,
          (select count(*) from pg_class where relowner = pg_roles.oid)
            + (select count(*) from pg_proc where proowner = pg_roles.oid)
            + (select count(*) from pg_namespace where nspowner = pg_roles.oid)
        from pg_roles where rolname = current_user
        """)[0]
      #expect(try role.decode(Bool.self, Int.self) == (false, 0))
      let members = try await test.owner.query(
        """
        select roleid::regrole::text from pg_auth_members where member = 'afklaring_daemon'::regrole
        """
      ).map { try $0.decode(String.self) }
      #expect(members == ["pg_read_all_stats"])
    }
  }

  /// What runs as the owner sees past the walls; each of these gives nothing of a person, or only tells an actor.
  @Test func `is passed only by functions that give no person`() async throws {
    try await TestDatabase.with { test in
      let definers = try await test.owner.query(
        """
        select proname::text from pg_proc
        where pronamespace = 'public'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
          and has_function_privilege('afklaring_daemon', oid, 'execute')
        order by proname
        """
      ).map { try $0.decode(String.self) }
      #expect(
        definers == [
          "actor_claim", "agreement_room", "agreement_use", "beds_proposed_to_others", "closed_nights",
          "fairness_report_of_all", "first_free_gap", "has_role", "is_administered", "live_session",
          "occupancy_report_of_all",
          "partner_needs", "person_with_number", "queue_place", "readmissions_report_of_all",
          "referral_times_report_of_all", "stays_report_of_all", "taken_for", "taken_nights", "usual_waiting_cause",
          "waiting_days_report_of_all", "who_looked",
        ])
    }
  }

  /// Figures of everything are made past the walls: for whoever counts, and nobody else.
  @Test(
    arguments: Intruder.disbelieved + Intruder.strangers + [
      Intruder.actor("project staff", .projectStaff), .actor("an auditor", .auditor),
    ])
  func `gives no figures of everything to`(intruder: Intruder) async throws {
    try await WalledCourse.with { test, _ in
      let reports = try await test.owner.query(
        "select proname::text from pg_proc where proname like '%\\_report\\_of\\_all'"
      ).map { try $0.decode(String.self) }
      #expect(reports.count == 6)
      let figures: @Sendable (String) -> String = { report in
        """
        select count(*)
        from \(report)('2000-01-01', '2100-01-01', '2030-01-01', 'infinity', '{}', counts_persons => true)
        """
      }
      #expect(try await intruder.tries(figures, on: reports, in: test).isEmpty)
      let whoCounts = Intruder.actor("who counts", .reporting)
      #expect(try await whoCounts.tries(figures, on: reports, in: test).count == reports.count)
    }
  }

  /// A condition that PostgreSQL does not put through to the index reads every circle there is, at every row.
  @Test func `asks for its circle by the index`() async throws {
    try await WalledCourse.with { test, _ in
      let walled = try await test.owner.query(
        "select distinct tablename::text from pg_policies where cmd = 'SELECT' and qual ~ 'FROM circle'"
      ).map { try $0.decode(String.self) }
      #expect(walled.count > 20)
      let authority = Actor(accountID: nil, sessionID: nil, standing: .municipalAuthority(WalledCourse.stranger))
      for table in walled {
        let plan = try await test.database.reading(as: authority) { transaction in
          try await transaction.query("set local enable_seqscan = off")
          try await transaction.query("set local enable_bitmapscan = off")
          return try await transaction.query(SQL(trusted: "explain select from \"\(table)\"")).map {
            try $0.decode(String.self)
          }
        }
        let looks = zip(plan, plan.dropFirst()).filter { $0.0.contains(" on circle") }
        #expect(!looks.isEmpty, "\(table)")
        for (_, condition) in looks {
          #expect(condition.contains("Index Cond:") && condition.contains("(subject_id = "), "\(table): \(plan)")
        }
      }
    }
  }

  @Test func `keeps no name and no number in the clear`() async throws {
    try await WalledCourse.with { test, relations in
      let (name, number) = (CastMember.anna.name, CastMember.anna.rawValue)
      let needles = [name, number, "\(number.prefix(6))-\(number.suffix(4))"]
      for relation in relations {
        let rows = try await test.owner.query(SQL(trusted: "select one::text from \"\(relation)\" as one")).map {
          try $0.decode(String.self)
        }
        for needle in needles + needles.map({ Array($0.utf8).hexadecimal }) {
          #expect(!rows.contains { $0.contains(needle) }, "\(relation)")
        }
      }
    }
  }

  @Test(arguments: Intruder.disbelieved)
  func `shows nothing to`(intruder: Intruder) async throws {
    try await WalledCourse.with { test, relations in
      let seen = try await intruder.tries({ "select count(*) from \"\($0)\"" }, on: relations, in: test)
      #expect(Set(seen.keys) == Self.knownToAll)
    }
  }

  @Test(
    arguments: Intruder.strangers + [
      Intruder.actor("an administrator", .administrator(WalledCourse.stranger)),
      .actor("project staff", .projectStaff), .actor("who counts", .reporting),
    ])
  func `shows nothing of another's to`(intruder: Intruder) async throws {
    try await WalledCourse.with { test, relations in
      let seen = try await intruder.tries({ "select count(*) from \"\($0)\"" }, on: relations, in: test)
      #expect(Set(seen.keys).isSubset(of: Self.knownToAll), "\(Set(seen.keys).subtracting(Self.knownToAll))")
    }
  }

  @Test(
    arguments: Intruder.disbelieved + Intruder.strangers + [
      Intruder.actor("project staff", .projectStaff), .actor("who counts", .reporting), .actor("an auditor", .auditor),
    ])
  func `loses nothing to`(intruder: Intruder) async throws {
    try await WalledCourse.with { test, _ in
      let tables = try await test.owner.query(
        """
        select pg_class.relname::text, min(attname) from pg_class join pg_attribute on attrelid = pg_class.oid
        where relnamespace = 'public'::regnamespace and relkind = 'r'
          and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
        group by 1
        """
      ).map { try $0.decode(String.self, String.self) }
      let columns = Dictionary(uniqueKeysWithValues: tables)
      let removed = try await intruder.tries(
        { "with gone as (delete from \"\($0)\" returning 1) select count(*) from gone" }, on: columns.keys.sorted(),
        in: test)
      #expect(removed.isEmpty)
      let changed = try await intruder.tries(
        {
          let column = columns[$0] ?? ""
          return "with done as (update \"\($0)\" set \(column) = \(column) returning 1) select count(*) from done"
        },
        on: columns.keys.sorted(), in: test)
      #expect(changed.isEmpty)
    }
  }
}
