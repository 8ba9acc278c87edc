public import Afklaring
internal import Capacity
public import Postgres

/// What those who work with a referral see beside where it stands: questions, its place in the queue, changes of the stay.
/// A municipality that is only asked for its bed is shown none of it.
public struct ReferralDetails: Sendable {
  public let queue: QueuePlace?
  /// When a bed may be expected, where one is waited for.
  public let forecast: BedForecast?
  /// The earlier referral that it follows, where the actor may see that one.
  public let earlier: ReferralID?
  public let expectedReadyOn: CalendarDay?
  public let targetGroup: TargetGroupCheck?
  public let clarified: Clarified?
  public let ending: StayEnding?
  public let questions: [Question]
  public let extensions: [Extension]
  public let leaves: [Leave]
  public let earlierPlaces: [EarlierPlace]
  /// When the person moved to another municipality.
  public let moves: [CalendarDay]
  public let queueMoves: [QueueMove]
  public let corrections: [MadeCorrection]
  public let ready: ReadyHistory
  public let outcome: Outcome?

  /// What was recorded beside the decisions themselves.
  public struct Outcome: Sendable {
    public let supportBefore: [OnwardSupport]?
    /// Where somebody went who got no bed.
    public let wentTo: OnwardSupport?
    /// Beside the main one.
    public let furtherSupport: [OnwardSupport]
  }

  public struct Clarified: Sendable {
    public let on: CalendarDay
    public let to: OnwardSupport?
  }

  public struct Question: Sendable {
    public let askedAt: Instant
    public let question: String
    public let answeredAt: Instant?
    public let answer: String?
  }

  public struct Extension: Sendable {
    public let from, to: CalendarDay
    public let reason: ExtensionReason
    public let decidedAt: Instant
  }

  public struct Leave: Sendable {
    public let from: CalendarDay
    public let to: CalendarDay?
    public let reason: LeaveReason
  }

  public struct EarlierPlace: Sendable {
    public let bed: String
    public let nights: Range<CalendarDay>
  }

  public struct QueueMove: Sendable {
    public let movedAt: Instant
    public let from, to: Int
    public let reason: QueueReason
  }

  public static let none = ReferralDetails(
    queue: nil, forecast: nil, earlier: nil, expectedReadyOn: nil, targetGroup: nil, clarified: nil, ending: nil,
    questions: [],
    extensions: [],
    leaves: [], earlierPlaces: [], moves: [], queueMoves: [], corrections: [], ready: .none, outcome: nil)

  /// In one round trip, of a referral that the actor was found to see.
  public static func of(
    _ record: ReferralRecord, in transaction: Transaction, keys: Keyring
  ) async throws -> ReferralDetails {
    let id = record.id
    let queries: [SQL] = [
      QueuePlace.query(id),
      """
      select earlier.referral_id, expected_ready.expected_on, stay.clarified_on, stay.clarified_to, stay.ended_how,
        person.born_on, referral.has_disorder, referral.support_before, referral.went_to, stay.further_support
      from referral
      join person on person.person_id = referral.person_id
      left join referral as earlier on earlier.referral_id = referral.follows_referral_id
      left join expected_ready on expected_ready.admission_id = referral.admission_id
      left join stay on stay.referral_id = referral.referral_id
      where referral.referral_id = \(id)
      """,
      """
      select referral_question.asked_at, question.text_sealed as question, referral_question.answered_at,
        answer.text_sealed as answer
      from referral_question
      join written_text as question on question.written_text_id = referral_question.question_id
      left join written_text as answer on answer.written_text_id = referral_question.answer_id
      where referral_question.referral_id = \(id)
      order by referral_question.asked_at
      """,
      """
      select from_move_out_on, to_move_out_on, reason, decided_at
      from stay_extension where referral_id = \(id) order by decided_at
      """,
      "select from_day, to_day, reason from bed_leave where referral_id = \(id) order by from_day",
      """
      select bed.bed_code, bed_hold.first_night, bed_hold.until_night
      from bed_hold
      join bed on bed.bed_id = bed_hold.bed_id
      where bed_hold.left_referral_id = \(id)
      order by bed_hold.first_night
      """,
      """
      select moved_at, from_place, to_place, reason from queue_move where referral_id = \(id) order by moved_at desc
      """,
      MadeCorrection.query(record.admission, id),
      "select from_day from residence where person_id = \(record.person) order by from_day",
      BedForecast.query(id),
    ]
    let answers = try await transaction.pipeline(queries + ReadyHistory.queries(record.admission))
    let row = answers[1].first
    return ReferralDetails(
      queue: try answers[0].first.map(QueuePlace.init),
      forecast: record.state == .accepted ? try answers[9].first.map(BedForecast.init) : nil,
      earlier: try row?("referral_id"),
      expectedReadyOn: try row?("expected_on"),
      targetGroup: try row.map { row in
        TargetGroupCheck(
          bornOn: try row("born_on"), on: record.submittedAt.day, hasDisorder: try row("has_disorder"),
          targetGroup: record.targetGroup)
      }, clarified: try row.flatMap { try Clarified($0) },
      ending: try row?("ended_how", as: String?.self).flatMap(StayEnding.init(rawValue:)),
      questions: try answers[2].map { try Question($0, keys) }, extensions: try answers[3].map { try Extension($0) },
      leaves: try answers[4].map { try Leave($0) },
      earlierPlaces: try answers[5].map { row in
        let (bed, from, until) = try row.decode(String.self, CalendarDay.self, CalendarDay.self)
        return EarlierPlace(bed: bed, nights: from..<until)
      },
      moves: try answers[8].map { try $0.decode(CalendarDay.self) },
      queueMoves: try answers[6].map { try QueueMove($0) },
      corrections: try answers[7].map { try MadeCorrection($0, keys) },
      ready: try ReadyHistory(answers[10...]), outcome: try row.map { try Outcome($0) })
  }
}

extension ReferralDetails.Clarified {
  fileprivate init?(_ row: Row) throws {
    guard let day = try row("clarified_on", as: CalendarDay?.self) else { return nil }
    self.init(on: day, to: try row("clarified_to", as: String?.self).flatMap(OnwardSupport.init(rawValue:)))
  }
}

extension ReferralDetails.Question {
  fileprivate init(_ row: Row, _ keys: Keyring) throws {
    self.init(
      askedAt: try row("asked_at"), question: try keys.text(row("question")), answeredAt: try row("answered_at"),
      answer: try row("answer", as: Bytes?.self).map(keys.text))
  }
}

extension ReferralDetails.Extension {
  fileprivate init(_ row: Row) throws {
    self.init(
      from: try row("from_move_out_on"), to: try row("to_move_out_on"), reason: try row.value("reason"),
      decidedAt: try row("decided_at"))
  }
}

extension ReferralDetails.Leave {
  fileprivate init(_ row: Row) throws {
    self.init(from: try row("from_day"), to: try row("to_day"), reason: try row.value("reason"))
  }
}

extension ReferralDetails.QueueMove {
  fileprivate init(_ row: Row) throws {
    self.init(
      movedAt: try row("moved_at"), from: try row("from_place"), to: try row("to_place"),
      reason: try row.value("reason"))
  }
}

extension ReferralDetails.Outcome {
  fileprivate init(_ row: Row) throws {
    func supports(_ column: String) throws -> [OnwardSupport]? {
      try row(column, as: [String]?.self)?.compactMap(OnwardSupport.init(rawValue:))
    }
    self.init(
      supportBefore: try supports("support_before"),
      wentTo: try row("went_to", as: String?.self).flatMap(OnwardSupport.init(rawValue:)),
      furtherSupport: try supports("further_support") ?? [])
  }
}
