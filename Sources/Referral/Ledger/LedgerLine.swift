public import Afklaring
public import Postgres

/// A line of the ledger of waiting days (regnskab): days that follow each other in one wait, of one municipality and one
/// cause. Ward and municipality are shown the same.
public struct LedgerLine: Sendable {
  public let admission: AdmissionID
  public let name: String
  public let isProtected: Bool
  public let wardName: String
  /// Not including the upper bound.
  public let span: Range<CalendarDay>
  public let municipality: MunicipalityCode
  public let municipalityName: String
  public let cause: WaitingCause
  /// Whether both have agreed on the cause; else it follows from the course.
  public let isAgreed: Bool
  /// Fewer than the span holds where a long leave lies in it.
  public let days: Int
  /// In kroner, as the database writes it; nil where the rate of one of the days is missing.
  public let amountRegion: String?
  public let amountState: String?
  /// Of the whole wait that the line is of.
  public let wait: Wait
  /// Whether a dispute about some of it waits for its answer.
  public let isDisputed: Bool

  /// A wait (færdigbehandlingsperiode) as far as its lines are shown: its days, and what they cost.
  public struct Wait: Sendable, Equatable {
    public let first: CalendarDay
    public let days: Int
    /// Nil where the rate of one of the days is missing.
    public let amountRegion: String?
    public let amountState: String?
  }

  /// The lines that are the actor's, of some days: a ward's patients, a municipality's citizens.
  public static func list(
    for actor: Actor, from: CalendarDay, to: CalendarDay, at now: Instant, in transaction: Transaction, keys: Keyring
  ) async throws -> [LedgerLine] {
    try actor.require(.seeLedger)
    return try await lines(scope(of: actor), from, to, at: now, in: transaction, keys)
  }

  /// All lines of one admission; looking at them is journalled.
  ///
  /// - Throws: `AccessRefusal.notFound` where there is none, or it is not the actor's to see.
  public static func all(
    of admission: AdmissionID, for actor: Actor, at now: Instant, in transaction: Transaction, noting looks: Looks,
    keys: Keyring
  ) async throws -> [LedgerLine] {
    try actor.require(.seeLedger)
    let rows = try await transaction.query(
      "select person_id, admitted_at, ward_id from admission where admission_id = \(admission)")
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let (person, admittedAt, ward) = try row.decode(PersonID.self, Instant.self, WardID.self)
    let found = try await lines(
      "line.admission_id = \(admission)", admittedAt.day, now.day, at: now, in: transaction, keys)
    // Whoever is asked for a bed is around the admission, and has no part in its days.
    let isConcerned = actor.ward == ward || found.contains { $0.municipality == actor.authority }
    guard isConcerned else { throw AccessRefusal.notFound }
    looks.note(.look("see-ledger", .admission(admission), person: person))
    return found
  }

  private static func scope(of actor: Actor) -> SQL {
    if let ward = actor.ward { return "admission.ward_id = \(ward)" }
    if let authority = actor.authority { return "line.municipality_code = \(authority)" }
    return "false"
  }

  private static func lines(
    _ condition: SQL, _ from: CalendarDay, _ to: CalendarDay, at now: Instant, in transaction: Transaction,
    _ keys: Keyring
  ) async throws -> [LedgerLine] {
    try await transaction.query(
      """
      select
        line.admission_id, line.line_from, line.line_until, line.municipality_code, municipality.name as municipality_name,
        line.cause, line.is_agreed, line.days, line.amount_region::text as amount_region,
        line.amount_state::text as amount_state, ward.name as ward_name, person.is_protected, person_name.name_sealed,
        min(line.line_from) over wait as wait_from, (sum(line.days) over wait)::int as wait_days,
        (case when count(*) over wait = count(line.amount_region) over wait
          then sum(line.amount_region) over wait end)::text as wait_region,
        (case when count(*) over wait = count(line.amount_state) over wait
          then sum(line.amount_state) over wait end)::text as wait_state,
        exists (
          select from waiting_dispute
          where waiting_dispute.admission_id = line.admission_id and waiting_dispute.answer is null
            and daterange(waiting_dispute.from_day, waiting_dispute.to_day)
              && daterange(line.line_from, line.line_until)) as is_disputed
      from waiting_ledger_line(\(now), 'infinity', \(from), \(to)) as line
      join admission on admission.admission_id = line.admission_id
      join ward on ward.ward_id = admission.ward_id
      join person on person.person_id = line.person_id
      left join person_name on person_name.person_id = line.person_id
      left join municipality on municipality.municipality_code = line.municipality_code
      where \(condition)
      window wait as (partition by line.ready_period_id)
      order by admission.admitted_at, line.admission_id, line.line_from
      """
    ).map { try LedgerLine($0, keys) }
  }

  private init(_ row: Row, _ keys: Keyring) throws {
    admission = try row("admission_id")
    name = keys.shown(name: try row("name_sealed"), number: nil).name
    isProtected = try row("is_protected")
    wardName = try row("ward_name")
    let (from, until): (CalendarDay, CalendarDay) = (try row("line_from"), try row("line_until"))
    span = from..<until
    municipality = try row("municipality_code")
    municipalityName = try row("municipality_name")
    cause = try row.value("cause")
    isAgreed = try row("is_agreed")
    days = try row("days")
    amountRegion = try row("amount_region")
    amountState = try row("amount_state")
    wait = Wait(
      first: try row("wait_from"), days: try row("wait_days"), amountRegion: try row("wait_region"),
      amountState: try row("wait_state"))
    isDisputed = try row("is_disputed")
  }
}
