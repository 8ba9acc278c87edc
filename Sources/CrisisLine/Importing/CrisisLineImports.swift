public import Afklaring
internal import Postgres

/// The files of the register of the sociale akuttilbud.
public enum CrisisLineImports {
  public static let all: [ImportKind] = [.services, .contacts, .overnights, .ratings]
}

extension ImportCheck {
  static let knownService = ImportCheck.unknown(
    "service", "no service has the code",
    known: "select from crisis_service where crisis_service.service_code = arrival.service")
}

extension ImportKind {
  static let serviceLink: (columns: [String], joins: SQL) = (
    ["crisis_service.crisis_service_id"],
    "left join crisis_service on crisis_service.service_code = merged.service"
  )

  /// Sociale akuttilbud.
  public static let services = ImportKind(
    "services",
    columns: [.required("service", .code), .required("name", .text(200)), .required("municipalities", .words)],
    key: ["service"],
    subject: """
      (select crisis_service.crisis_service_id from crisis_service
       where crisis_service.service_code = written.service)
      """,
    refusals: [
      ImportCheck(
        """
        select arrival.line, 'municipalities', 'no municipality has the code ' || code
        from arrival
        cross join unnest(arrival.municipalities) as code
        where not exists (select from municipality where municipality.municipality_code = code)
        """)
    ],
    merge: [
      Upsert.into(
        "crisis_service", key: ("crisis_service_id", "arrival.subject_id"),
        [
          "service_code": "arrival.service", "name": "arrival.name", "municipalities": "arrival.municipalities",
        ],
        from: "arrival")
    ])

  /// Overnatninger.
  public static let overnights = ImportKind(
    "overnights",
    columns: [
      .required("overnight_ref", .code), .required("service", .code), .required("arrived_on", .day),
      .required("left_on", .day),
    ],
    key: ["overnight_ref"],
    subject: "null::uuid",
    links: serviceLink,
    refusals: [
      .knownService,
      .row("left_on", "must lie after arrived_on", when: "arrival.left_on <= arrival.arrived_on"),
    ],
    merge: [
      Upsert.into(
        "overnight", key: ("overnight_id", "arrival.subject_id"),
        [
          "crisis_service_id": "arrival.crisis_service_id", "arrived_on": "arrival.arrived_on",
          "left_on": "arrival.left_on",
        ],
        from: "arrival")
    ])

  /// Vurderinger af implementeringen.
  public static let ratings = ImportKind(
    "ratings",
    columns: [
      .required("service", .code), .required("round", as: "round_on", .day),
      .required("parameter", .wholeNumber(1...12)), .required("score", .wholeNumber(1...5)),
    ],
    key: ["service", "round", "parameter"],
    subject: """
      (select rating.rating_id
       from rating
       join crisis_service on crisis_service.crisis_service_id = rating.crisis_service_id
       where crisis_service.service_code = written.service and rating.round_on = written.round_on::date
         and rating.parameter = written.parameter::int)
      """,
    links: serviceLink,
    refusals: [.knownService],
    merge: [
      Upsert.into(
        "rating", key: ("rating_id", "arrival.subject_id"),
        [
          "crisis_service_id": "arrival.crisis_service_id", "round_on": "arrival.round_on",
          "parameter": "arrival.parameter", "score": "arrival.score",
        ],
        from: "arrival")
    ])
}
