public import Afklaring
internal import Postgres

extension ImportKind {
  /// Aftaler om køb af pladser.
  public static let agreements = ImportKind(
    "agreements",
    columns: [
      .required("buyer", .municipality),
      .required("seller", .municipality),
      .required("valid_from", .day),
      .optional("valid_to", .day),
      .optional("price_per_day", .amount(digits: 8)),
      .optional("max_places", .wholeNumber(1...100_000)),
    ],
    key: ["buyer", "seller", "valid_from"],
    subject: """
      (select agreement.agreement_id
       from agreement
       where agreement.buyer_code = written.buyer and agreement.seller_code = written.seller
         and agreement.valid_from = written.valid_from::date)
      """,
    refusals: [
      .unknownMunicipality("buyer"),
      .unknownMunicipality("seller"),
      .row("seller", "must be another municipality than buyer", when: "arrival.seller = arrival.buyer"),
      .row("valid_to", "must not lie before valid_from", when: "arrival.valid_to < arrival.valid_from"),
    ],
    merge: [
      Upsert.into(
        "agreement", key: ("agreement_id", "arrival.subject_id"),
        [
          "buyer_code": "arrival.buyer", "seller_code": "arrival.seller", "valid_from": "arrival.valid_from",
          "valid_to": "arrival.valid_to", "price_per_day": "arrival.price_per_day",
          "max_places": "arrival.max_places",
        ],
        from: "arrival")
    ])
}
