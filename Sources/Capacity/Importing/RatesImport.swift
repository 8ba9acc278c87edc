public import Afklaring
internal import Postgres

extension ImportKind {
  /// Takster for færdigbehandlingsdage.
  public static let rates = ImportKind(
    "rates",
    columns: [
      .required("sector", .one(of: ["psychiatry", "somatic"])),
      .required("payee", .one(of: ["region", "state"])),
      .required("from_day", .wholeNumber(1...100_000)),
      .optional("to_day", .wholeNumber(1...100_000)),
      .required("amount", .amount(digits: 10)),
      .required("valid_from", .day),
      .optional("valid_to", .day),
      .required("source", .text()),
    ],
    key: ["sector", "payee", "from_day", "valid_from"],
    subject: """
      (select rate.rate_id
       from rate
       where rate.sector = written.sector and rate.payee = written.payee and rate.from_day = written.from_day::int
         and rate.valid_from = written.valid_from::date)
      """,
    refusals: [
      .row("to_day", "must not be less than from_day", when: "arrival.to_day < arrival.from_day"),
      .row("valid_to", "must not lie before valid_from", when: "arrival.valid_to < arrival.valid_from"),
      overlap,
    ],
    merge: [
      Upsert.into(
        "rate", key: ("rate_id", "arrival.subject_id"),
        [
          "sector": "arrival.sector", "payee": "arrival.payee", "from_day": "arrival.from_day",
          "to_day": "arrival.to_day", "amount": "arrival.amount", "valid_from": "arrival.valid_from",
          "valid_to": "arrival.valid_to", "source": "arrival.source",
        ],
        from: "arrival")
    ],
    rules: ["rate_no_overlap": "two rates hold for one day of a wait"])

  /// Two rates of which both tier and validity meet.
  private static let overlap = ImportCheck(
    """
    select arrival.line, 'from_day',
      'two rates hold for one day of a wait: '
        || coalesce('see line ' || min(other.line) filter (where other.line > 0), 'the database holds the other')
    from arrival
    join (
      select
        arrival.line, arrival.subject_id, arrival.sector, arrival.payee, arrival.from_day, arrival.to_day,
        arrival.valid_from, arrival.valid_to
      from arrival
      union all
      select
        0, rate.rate_id, rate.sector, rate.payee, rate.from_day, rate.to_day, rate.valid_from, rate.valid_to
      from rate
      where not exists (select from arrival where arrival.subject_id = rate.rate_id)
    ) as other
      on other.sector = arrival.sector and other.payee = arrival.payee
      and other.subject_id <> arrival.subject_id and other.line < arrival.line
      and arrival.from_day <= coalesce(other.to_day, 2147483647)
      and other.from_day <= coalesce(arrival.to_day, 2147483647)
      and arrival.valid_from <= coalesce(other.valid_to, 'infinity')
      and other.valid_from <= coalesce(arrival.valid_to, 'infinity')
    group by arrival.line
    """)
}
