public import Afklaring
public import Postgres

/// Says that waiting days have another cause than the ledger states (gør indsigelse), with a reason; the other side answers.
public struct DisputeDays: Command {
  public static let permission = Permission.disputeDays

  public let admission: AdmissionID
  /// Both included.
  public let days: ClosedRange<CalendarDay>
  public let claimed: WaitingCause
  public let reason: SealedText

  public init(
    _ admission: AdmissionID, _ days: ClosedRange<CalendarDay>, are claimed: WaitingCause, because reason: SealedText
  ) {
    (self.admission, self.days, self.claimed, self.reason) = (admission, days, claimed, reason)
  }

  public enum No: String, Refusal {
    case notWaitingDays = "not-waiting-days"
    /// One ledger line is disputed with one municipality.
    case ofTwoMunicipalities = "days-of-two-municipalities"
    case isThatCause = "is-that-cause-already"
    case isDisputedAlready = "is-disputed-already"

    public var code: String { rawValue }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "waiting_dispute_one_of_a_day" ? .isDisputedAlready : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let concern = try await LedgerConcern.load(admission, days, at: now, for: actor, in: transaction)
    guard concern.isWhole else { throw No.notWaitingDays }
    guard let municipality = concern.municipalities.first, concern.municipalities.count == 1 else {
      throw No.ofTwoMunicipalities
    }
    guard actor.ward != nil || actor.isSystem || actor.authority == municipality else { throw AccessRefusal.notFound }
    guard concern.causes != [claimed] else { throw No.isThatCause }
    let side: Dispute.Side = actor.authority == nil ? .ward : .municipality
    reason.store(about: admission, by: actor, at: now, in: transaction)
    transaction.later(
      """
      insert into waiting_dispute
        (waiting_dispute_id, admission_id, municipality_code, from_day, to_day, claimed_cause, disputed_by, reason_id,
         disputed_at)
      values (\(DisputeID()), \(admission), \(municipality), \(days.lowerBound), \(days.upperBound.adding(days: 1)),
        \(claimed.rawValue), \(side.rawValue), \(reason.id), \(now))
      """)
    JournalEntry.change(
      Self.permission, .admission(admission), person: concern.person, ["cause": claimed.rawValue]
    ).record(by: actor, in: transaction)
    if let referral = concern.referral {
      try Tell.other(than: side, municipality, .daysDisputed, referral).enqueue(in: transaction)
    }
  }
}

/// Answers a dispute: agrees, and the ledger states the cause claimed from now on, or leaves it as it is.
public struct AnswerDispute: Command {
  public static let permission = Permission.disputeDays

  public let admission: AdmissionID
  public let dispute: DisputeID
  public let agrees: Bool
  public let answer: SealedText

  public init(_ admission: AdmissionID, _ dispute: DisputeID, agrees: Bool, _ answer: SealedText) {
    (self.admission, self.dispute, self.agrees, self.answer) = (admission, dispute, agrees, answer)
  }

  public enum No: String, Refusal {
    case isAnsweredAlready = "dispute-is-answered-already"
    case isOnesOwn = "dispute-is-ones-own"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let rows = try await transaction.query(
      """
      select waiting_dispute.municipality_code, waiting_dispute.disputed_by, waiting_dispute.answer,
        waiting_dispute.claimed_cause, waiting_dispute.from_day, waiting_dispute.to_day, admission.person_id,
        admission.ward_id,
        (select referral.referral_id from referral
         where referral.admission_id = admission.admission_id
         order by referral.submitted_at desc limit 1) as referral_id
      from waiting_dispute
      join admission on admission.admission_id = waiting_dispute.admission_id
      where waiting_dispute.waiting_dispute_id = \(dispute) and waiting_dispute.admission_id = \(admission)
      for no key update of waiting_dispute
      """)
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let municipality: MunicipalityCode = try row("municipality_code")
    let by: Dispute.Side = try row.value("disputed_by")
    let ward: WardID = try row("ward_id")
    guard actor.isSystem || actor.ward == ward || actor.authority == municipality else { throw AccessRefusal.notFound }
    guard try row("answer", as: String?.self) == nil else { throw No.isAnsweredAlready }
    guard actor.isSystem || (actor.ward == nil) == (by == .ward) else { throw No.isOnesOwn }
    answer.store(about: admission, by: actor, at: now, in: transaction)
    transaction.later(
      """
      update waiting_dispute
      set answer = \((agrees ? Dispute.Answer.agreed : .upheld).rawValue), answer_id = \(answer.id), answered_at = \(now)
      where waiting_dispute_id = \(dispute)
      """)
    if agrees { try agree(row, in: transaction) }
    JournalEntry.change(
      Self.permission, .admission(admission), person: try row("person_id"), ["answer": agrees ? "agreed" : "upheld"]
    ).record(by: actor, in: transaction)
    if let referral: ReferralID = try row("referral_id") {
      let side: Dispute.Side = by == .ward ? .municipality : .ward
      try Tell.other(than: side, municipality, .disputeAnswered, referral).enqueue(in: transaction)
    }
  }

  private func agree(_ row: Row, in transaction: Transaction) throws {
    let (cause, from, to): (String, CalendarDay, CalendarDay) = (
      try row("claimed_cause"), try row("from_day"), try row("to_day")
    )
    transaction.later(
      """
      insert into waiting_cause (waiting_cause_id, admission_id, day, cause)
      select gen_random_uuid(), \(admission), day::date, \(cause)
      from generate_series(\(from)::date, \(to)::date - 1, interval '1 day') as day
      on conflict on constraint waiting_cause_one_a_day do update set cause = excluded.cause
      """)
  }
}

extension Tell {
  /// To the other side of a dispute with a municipality.
  fileprivate static func other(
    than side: Dispute.Side, _ municipality: MunicipalityCode, _ happening: Happening, _ referral: ReferralID
  ) -> Tell {
    side == .ward ? .municipality(municipality, happening, referral) : .ward(happening, referral)
  }
}

/// What a dispute is about: the days in the ledger, and the case.
private struct LedgerConcern {
  let person: PersonID
  let referral: ReferralID?
  let municipalities: Set<MunicipalityCode>
  let causes: Set<WaitingCause>
  /// Whether every one of the days is a waiting day.
  let isWhole: Bool

  static func load(
    _ admission: AdmissionID, _ days: ClosedRange<CalendarDay>, at now: Instant, for actor: Actor,
    in transaction: Transaction
  ) async throws -> LedgerConcern {
    let answers = try await transaction.pipeline([
      """
      select admission.person_id, admission.ward_id, latest.referral_id
      from admission
      left join lateral (
        select referral.referral_id from referral
        where referral.admission_id = admission.admission_id
        order by referral.submitted_at desc limit 1
      ) as latest on true
      where admission.admission_id = \(admission)
      for no key update of admission
      """,
      """
      select day, municipality_code, cause
      from waiting_ledger(\(now), 'infinity', \(days.lowerBound), \(days.upperBound))
      where admission_id = \(admission)
      """,
    ])
    guard let row = answers[0].first else { throw AccessRefusal.notFound }
    let (person, ward, referral) = try row.decode(PersonID.self, WardID.self, ReferralID?.self)
    guard actor.isSystem || actor.ward == ward || actor.authority != nil else { throw AccessRefusal.notFound }
    let length = days.lowerBound.distance(to: days.upperBound) + 1
    return LedgerConcern(
      person: person, referral: referral, municipalities: Set(try answers[1].map { try $0("municipality_code") }),
      causes: Set(try answers[1].map { try $0.value("cause") }), isWhole: answers[1].count == length)
  }
}
