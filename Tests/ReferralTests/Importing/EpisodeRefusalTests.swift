import Fixtures
import Postgres
import Testing

/// What cannot be true of episodes: each is refused with its line, its column and the reason.
struct EpisodeRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let rows: [EpisodeFile.Row]
    let lines: [String]

    init(_ name: String, _ cells: EpisodeFile.Row, _ lines: String...) {
      self.init(name, rows: [EpisodeFile.course.with(cells)], lines)
    }

    init(_ name: String, rows: [EpisodeFile.Row], _ lines: [String]) {
      (self.name, self.rows, self.lines) = (name, rows, lines)
    }

    var testDescription: String { name }
  }

  @Test(arguments: order + together + codes + rows)
  func `an episode that cannot be true is refused`(_ one: Case) async throws {
    try await TestDatabase.with { test in
      try await EpisodeFile.prepare(test)
      #expect(try await test.refusal("episodes", EpisodeFile.text(one.rows)) == one.lines)
      let persons = try await test.owner.query("select count(*) from person")
      #expect(try persons[0].decode(Int.self) == 0, "nothing is written")
    }
  }

  static let order = [
    Case(
      "discharged before admitted", ["discharged_at": "2026-01-05T13:59", "ready_on": ""],
      "line 2, column discharged_at: must not lie before admitted_at; a date alone is its midnight"),
    Case(
      "admitted before born", EpisodeFile.admission.with(["admitted_at": "1984-03-11T23:59"]),
      "line 2, column admitted_at: must not lie before the person's birth"),
    Case(
      "ready before admitted", ["ready_on": "2026-01-04"],
      "line 2, column ready_on: must not lie before the day of admitted_at"),
    Case(
      "ready after discharge", ["ready_on": "2026-01-29"],
      "line 2, column ready_on: must not lie after the day of discharged_at"),
    Case(
      "withdrawn before ready", ["ready_withdrawn_on": "2026-01-19"],
      "line 2, column ready_withdrawn_on: must not lie before ready_on"),
    Case(
      "withdrawn after discharge", ["ready_withdrawn_on": "2026-01-29"],
      "line 2, column ready_withdrawn_on: must not lie after the day of discharged_at"),
    Case(
      "on leave before admitted", ["leave_from": "2026-01-05T13:00", "leave_to": "2026-01-06T13:00"],
      "line 2, column leave_from: must not lie before admitted_at"),
    Case(
      "back before leaving", ["leave_from": "2026-01-10T13:00", "leave_to": "2026-01-10T12:00"],
      "line 2, column leave_to: must not lie before leave_from; a date alone is its midnight"),
    Case(
      "back after discharge", ["leave_from": "2026-01-27T13:00", "leave_to": "2026-01-28T10:01"],
      "line 2, column leave_to: must not lie after discharged_at"),
    Case(
      "referred before admitted", ["referred_on": "2026-01-04"],
      "line 2, column referred_on: must not lie before the day of admitted_at"),
    Case(
      "decided before referred", ["decided_on": "2026-01-19"],
      "line 2, column decided_on: must not lie before referred_on"),
    Case(
      "assigned before decided", ["assigned_on": "2026-01-22"],
      "line 2, column assigned_on: must not lie before decided_on"),
    Case(
      "moved in before assigned", ["moved_in_on": "2026-01-25"],
      "line 2, column moved_in_on: must not lie before assigned_on"),
    Case(
      "planned out before moved in", ["planned_move_out_on": "2026-01-27"],
      "line 2, column planned_move_out_on: must not lie before moved_in_on"),
    Case(
      "clarified before moved in", ["clarified_on": "2026-01-27"],
      "line 2, column clarified_on: must not lie before moved_in_on"),
    Case(
      "clarified after moved out", ["clarified_on": "2026-02-26"],
      "line 2, column clarified_on: must not lie after moved_out_on"),
    Case(
      "moved out before moved in", ["moved_out_on": "2026-01-27", "clarified_on": ""],
      "line 2, column moved_out_on: must not lie before moved_in_on"),
    Case(
      "assigned after the withdrawal",
      EpisodeFile.withdrawn.with(["decided_on": "2026-01-25"]),
      "line 2, column assigned_on: must not lie after the withdrawal (decided_on)"),
  ]

  static let together = [
    Case(
      "withdrawn and never ready", ["ready_on": "", "ready_withdrawn_on": "2026-01-22"],
      "line 2, column ready_on: must be given where ready_withdrawn_on is"),
    Case(
      "back from no leave", ["leave_to": "2026-01-22T10:00"],
      "line 2, column leave_from: must be given where leave_to is"),
    Case(
      "not referred", ["referred_on": ""],
      "line 2, column referred_on: must be given where anything else of a referral is"),
    Case(
      "decided without a decision", EpisodeFile.unassigned.with(["decision": ""]),
      "line 2, column decision: must be given where decided_on is"),
    Case(
      "a decision without its day", EpisodeFile.unassigned.with(["decided_on": ""]),
      "line 2, column decided_on: must be given where decision is"),
    Case(
      "a reason without a decision",
      EpisodeFile.unassigned.with(["decided_on": "", "decision": "", "decision_reason": "relapse"]),
      "line 2, column decision: must be given where decision_reason is"),
    Case("assigned to no bed", ["bed": ""], "line 2, column bed: must be given where assigned_on is"),
    Case(
      "a bed that is not assigned", ["assigned_on": ""], "line 2, column assigned_on: must be given where bed is"),
    Case(
      "moved in without a bed", ["assigned_on": "", "bed": ""],
      "line 2, column assigned_on: must be given where moved_in_on is"),
    Case(
      "an outcome without a move-in", ["moved_in_on": ""],
      "line 2, column moved_in_on: must be given where clarified_on is",
      "line 2, column moved_in_on: must be given where moved_out_on is",
      "line 2, column moved_in_on: must be given where planned_move_out_on is"),
    Case(
      "onward support without a move-out", ["moved_out_on": "", "bed": "FRE-2"],
      "line 2, column moved_out_on: must be given where onward_support is"),
    Case(
      "assigned though declined", EpisodeFile.assigned.with(["decision": "declined"]),
      "line 2, column assigned_on: a bed is assigned only where the referral was accepted"),
    Case(
      "assigned undecided", EpisodeFile.assigned.with(["decided_on": "", "decision": ""]),
      "line 2, column assigned_on: a bed is assigned only where the referral was accepted"),
    Case(
      "moved in though withdrawn", ["decision": "withdrawn", "decided_on": "2026-01-27"],
      "line 2, column moved_in_on: a referral that was withdrawn before move-in has none"),
  ]

  static let codes = [
    Case(
      "a municipality that is none", ["home_municipality": "9999"],
      "line 2, column home_municipality: no municipality has the code in this cell"),
    Case(
      "a region that is none", ["region": "1089"],
      "line 2, column region: no region has the code or the name in this cell"),
    Case("a bed that is none", ["bed": "FRE-9"], "line 2, column bed: no bed has the code in this cell"),
    Case(
      "an onward support that is none", ["onward_support": "s86"],
      "line 2, column onward_support: one of own_home, s82a, s82b, s82c, s82d, s83, aeldrelov10, s85, s85a, s95, s96, "
        + "s99, s103, s104, s107, s108, s109, s110, abl105, other_municipality, readmitted, dead, unknown"),
    Case(
      "a decision that is none", ["decision": "yes"],
      "line 2, column decision: one of accepted, declined, withdrawn"),
    Case(
      "a person under 18", EpisodeFile.referred.with(["cpr": "2101084113"]),
      "line 2, column referred_on: a person under 18 cannot be referred"),
    Case(
      "no name, and a number that is none: neither is quoted", ["name": " ", "cpr": "3102844776"],
      "line 2, column cpr: the first six digits of a person number must be a day of the calendar, as DDMMYY",
      "line 2, column name: must not be empty"),
    Case(
      "a local time that does not occur", ["admitted_at": "2026-03-29T02:30"],
      "line 2, column admitted_at: the clocks skip this hour when summer time begins: give a time that occurs in "
        + "Denmark, or an offset"),
    Case(
      "a row one column off: not a cell of it is quoted",
      EpisodeFile.admission.with([
        "home_municipality": "Anna Holm", "region": "Anna", "acute": "Holm", "discharged_at": "120384-4776",
      ]),
      "line 2, column home_municipality: a municipality code has four digits",
      "line 2, column acute: yes or no",
      "line 2, column discharged_at: allowed are a date, 2026-11-22, and an instant, 2026-11-22T14:30, with :ss and "
        + "up to six decimals if known, then Z or an offset such as +01:00 if it is not Danish time"),
  ]

  static let rows = [
    Case(
      "one reference twice", rows: [EpisodeFile.admission, EpisodeFile.admission],
      ["line 3, column episode_ref: stands in line 2 already"]),
    Case(
      "two waits of a person at once",
      rows: [
        EpisodeFile.referred,
        EpisodeFile.admission.with([
          "episode_ref": "E2", "admitted_at": "2026-01-27", "discharged_at": "", "ready_on": "2026-01-27",
        ]),
      ], ["line 3, column ready_on: two waits of a person at once: see line 2"]),
    Case(
      "a person in two beds",
      rows: [
        EpisodeFile.course,
        EpisodeFile.course.with([
          "episode_ref": "E2", "ready_on": "", "bed": "AAR-1", "moved_in_on": "2026-02-24",
          "planned_move_out_on": "", "clarified_on": "", "moved_out_on": "2026-03-01",
        ]),
      ], ["line 3, column moved_in_on: a person in two beds: see line 2"]),
    Case(
      "two stays in one bed on one night, turnaround days included",
      rows: [
        EpisodeFile.course,
        EpisodeFile.course.with(EpisodeFile.bent).with([
          "episode_ref": "E2", "moved_in_on": "2026-02-25", "planned_move_out_on": "", "clarified_on": "",
          "moved_out_on": "2026-03-01",
        ]),
      ], ["line 3, column moved_in_on: two stays in one bed on one night, turnaround days included: see line 2"]),
    Case(
      "a stay that has not ended, and another in its bed",
      rows: [
        EpisodeFile.course.with([
          "bed": "FRE-2", "clarified_on": "", "moved_out_on": "", "onward_support": "",
        ]),
        EpisodeFile.course.with(EpisodeFile.bent).with([
          "episode_ref": "E2", "bed": "FRE-2", "moved_in_on": "2026-05-01", "planned_move_out_on": "",
          "clarified_on": "", "moved_out_on": "2026-05-02",
        ]),
      ], ["line 3, column moved_in_on: two stays in one bed on one night, turnaround days included: see line 2"]),
    Case(
      "a stay in a closed bed", rows: [EpisodeFile.course.with(["moved_out_on": "2026-03-11"])],
      ["line 2, column moved_in_on: the bed is closed from 2026-03-10 to 2026-03-15"]),
    Case(
      "a closure before the turnaround days are over",
      rows: [EpisodeFile.course.with(["moved_out_on": "2026-03-10"])],
      [
        "line 2, column moved_in_on: the bed is closed from 2026-03-10 to 2026-03-15, before its turnaround days are over"
      ]),
    Case(
      "a stay before the bed's service",
      rows: [
        EpisodeFile.course.with([
          "admitted_at": "2025-12-01", "ready_on": "2025-12-02", "referred_on": "2025-12-02",
          "decided_on": "2025-12-03", "assigned_on": "2025-12-04", "moved_in_on": "2025-12-31",
        ])
      ], ["line 2, column moved_in_on: the bed is not in service yet"]),
    Case(
      "a stay after the bed's service",
      rows: [
        EpisodeFile.course.with([
          "moved_in_on": "2026-09-28", "planned_move_out_on": "", "clarified_on": "", "moved_out_on": "2026-10-02",
        ])
      ], ["line 2, column moved_in_on: the bed is no longer in service on all nights of the stay"]),
  ]
}

extension EpisodeFile {
  /// Referred, accepted, and nothing after that.
  static let unassigned = course.with([
    "assigned_on": "", "bed": "", "moved_in_on": "", "planned_move_out_on": "", "clarified_on": "",
    "moved_out_on": "", "onward_support": "",
  ])

  /// Referred, and not decided.
  static let referred = unassigned.with(["decided_on": "", "decision": ""])

  /// A bed is assigned, and nobody has moved in.
  static let assigned = course.with([
    "moved_in_on": "", "planned_move_out_on": "", "clarified_on": "", "moved_out_on": "", "onward_support": "",
  ])

  /// Withdrawn after the assignment.
  static let withdrawn = assigned.with(["decision": "withdrawn", "decided_on": "2026-01-27"])
}
