public import Afklaring
public import Postgres

/// An agreement as its two municipalities see it (aftale om køb af pladser).
public struct AgreementRecord: Sendable {
  public let buyer: MunicipalityCode
  public let buyerName: String
  public let seller: MunicipalityCode
  public let sellerName: String
  public let validFrom: CalendarDay
  /// The last day; nil where none is agreed.
  public let validTo: CalendarDay?
  /// In kroner, as the database writes it: `2150.00`; nil where none is agreed.
  public let pricePerDay: String?
  /// How many places at once; nil where there is no limit.
  public let maxPlaces: Int?
  /// How many the buyer has there tonight: offered, assigned or lived in.
  public let placesTonight: Int

  public func isInForce(on day: CalendarDay) -> Bool {
    validFrom <= day && validTo.map { day <= $0 } ?? true
  }

  /// Of the actor's municipality, those that hold or will first.
  public static func all(on today: CalendarDay, in transaction: Transaction) async throws -> [AgreementRecord] {
    try await transaction.query(
      """
      select agreement.buyer_code, buyer.name as buyer_name, agreement.seller_code, seller.name as seller_name,
        agreement.valid_from, agreement.valid_to, agreement.price_per_day::text as price_per_day, agreement.max_places,
        coalesce(used.places, 0) as places
      from agreement
      join municipality as buyer on buyer.municipality_code = agreement.buyer_code
      join municipality as seller on seller.municipality_code = agreement.seller_code
      left join agreement_use(\(today)) as used on used.agreement_id = agreement.agreement_id
      order by agreement.valid_to < \(today) nulls first, seller.name, buyer.name, agreement.valid_from desc
      """
    ).map { row in
      AgreementRecord(
        buyer: try row("buyer_code"), buyerName: try row("buyer_name"), seller: try row("seller_code"),
        sellerName: try row("seller_name"), validFrom: try row("valid_from"), validTo: try row("valid_to"),
        pricePerDay: try row("price_per_day"), maxPlaces: try row("max_places"), placesTonight: try row("places"))
    }
  }
}

/// Lets another municipality use the own beds from a day on, or changes on what terms: what was agreed from that day before is
/// replaced, and stays readable.
public struct SetAgreement: Command {
  public static let permission = Permission.setAgreement

  public let buyer: MunicipalityCode
  public let validFrom: CalendarDay
  /// The last day.
  public let validTo: CalendarDay?
  /// In whole kroner.
  public let pricePerDay: Int?
  public let maxPlaces: Int?

  public init(
    _ buyer: MunicipalityCode, from validFrom: CalendarDay, to validTo: CalendarDay?, pricePerDay: Int?, maxPlaces: Int?
  ) {
    (self.buyer, self.validFrom, self.validTo) = (buyer, validFrom, validTo)
    (self.pricePerDay, self.maxPlaces) = (pricePerDay, maxPlaces)
  }

  public enum No: String, Refusal {
    case withOneself = "agreement-with-oneself"
    case endsBeforeItBegins = "agreement-ends-before-it-begins"
    case noPrice = "price-out-of-bounds"
    case noPlaces = "places-out-of-bounds"

    public var code: String { rawValue }
  }

  public static func refusal(for constraint: String) -> No? {
    switch constraint {
    case "agreement_between_two": .withOneself
    case "agreement_in_order": .endsBeforeItBegins
    case "agreement_price_is_not_negative": .noPrice
    case "agreement_places_are_positive": .noPlaces
    default: nil
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard case .administrator(let seller) = actor.standing else { throw AccessRefusal.notPermitted(Self.permission) }
    if let pricePerDay, pricePerDay > 1_000_000 { throw No.noPrice }
    if let maxPlaces, maxPlaces > 100_000 { throw No.noPlaces }
    transaction.later(
      """
      insert into agreement (agreement_id, buyer_code, seller_code, valid_from, valid_to, price_per_day, max_places)
      values (\(Identifier<SetAgreement>()), \(buyer), \(seller), \(validFrom), \(validTo), \(pricePerDay)::numeric,
        \(maxPlaces))
      on conflict on constraint agreement_one_from_a_day do update
      set valid_to = excluded.valid_to, price_per_day = excluded.price_per_day, max_places = excluded.max_places
      """)
    JournalEntry.change(
      Self.permission, .none, person: nil, ["buyer": buyer.digits, "from": "\(validFrom)"]
    ).record(by: actor, in: transaction)
  }
}
