public import Afklaring
internal import Postgres

extension ImportKind {
  /// Henvendelser. Source of the codes: domain.md section 8, the import format.
  public static let contacts = ImportKind(
    "contacts",
    columns: [
      .required("contact_ref", .code), .required("service", .code), .required("started_at", .clockTime),
      .required("minutes", .wholeNumber(0...1440)), .required("mode", .one(of: ["phone", "in_person"])),
      .required("caller", .one(of: ["citizen", "relative", "other"])), .optional("cpr", .personNumber),
      .required("degree", .one(of: ["none", "mild", "moderate", "severe", "not_assessed"])),
      .optional("symptoms", .some(of: symptoms)), .optional("events", .some(of: events)),
      .optional("conversation", yesNoOrNotRelevant), .optional("plan", yesNoOrNotRelevant),
      .optional("goal", yesNoOrNotRelevant), .optional("follow_up", yesNoOrNotRelevant),
      .optional("measures", .some(of: measures)),
      .optional("state_after", .one(of: ["stabilised", "partly", "not_stabilised", "worse", "not_assessed"])),
      .optional("heard_from", .word),
    ],
    key: ["contact_ref"],
    subject: "null::uuid",
    links: (
      ["person_number.person_id"] + serviceLink.columns,
      """
      left join person_number on person_number.number_index = decode(merged.cpr, 'hex')
      \(serviceLink.joins)
      """
    ),
    refusals: [
      .knownService, noneAlone("events"), noneAlone("measures"),
    ],
    warnings: [
      .row(
        "cpr", "the person is under 18",
        when: "arrival.born_on + interval '18 years' > danish_day(arrival.started_at)")
    ],
    merge: [
      Upsert.into(
        "crisis_contact", key: ("crisis_contact_id", "arrival.subject_id"),
        [
          "crisis_service_id": "arrival.crisis_service_id", "started_at": "arrival.started_at",
          "minutes": "arrival.minutes", "mode": "arrival.mode", "caller": "arrival.caller",
          "person_id": "arrival.person_id", "degree": "arrival.degree", "symptoms": "arrival.symptoms",
          "events": "arrival.events", "conversation": "arrival.conversation", "plan": "arrival.plan",
          "goal": "arrival.goal", "follow_up": "arrival.follow_up", "measures": "arrival.measures",
          "state_after": "arrival.state_after", "heard_from": "arrival.heard_from",
        ],
        from: "arrival")
    ])

  private static let yesNoOrNotRelevant = CellShape.one(of: ["yes", "no", "not_relevant"])
  private static let symptoms = [
    "anxiety", "low_mood", "suicidal", "self_harm", "acting_out", "sleep", "reality", "stress", "other",
  ]
  private static let events = [
    "relatives", "abuse", "economy", "housing", "family", "isolation", "substance_use", "other", "none",
  ]
  private static let measures = [
    "new_conversation", "come_in", "own_network", "doctor", "psychiatric_emergency", "emergency_call", "police",
    "municipality", "treatment_team", "child_report", "overnight", "none",
  ]

  private static func noneAlone(_ column: String) -> ImportCheck {
    .row(
      column, "none stands alone",
      when: SQL(trusted: "'none' = any(arrival.\(column)) and cardinality(arrival.\(column)) > 1"))
  }
}
