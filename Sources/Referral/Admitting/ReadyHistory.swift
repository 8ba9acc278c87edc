public import Afklaring
public import Postgres

/// The ready dates of an admission as they were expected, set and withdrawn (varslet, meldt, tilbagekaldt), the latest first.
public struct ReadyHistory: Sendable {
  public let declared: [Declared]
  public let expected: [Expected]

  /// A ready date that was set.
  public struct Declared: Sendable {
    public let readyOn: CalendarDay
    public let declaredAt: Instant
    /// The doctor.
    public let declaredBy: String?
    public let withdrawnOn: CalendarDay?
    public let withdrawalReason: ReadyWithdrawalReason?
    public let dischargedOn: CalendarDay?
  }

  /// A ready date that was told ahead, or moved.
  public struct Expected: Sendable {
    public let expectedOn: CalendarDay
    public let toldAt: Instant
    public let reason: ExpectedReadyReason?
  }

  public static let none = ReadyHistory(declared: [], expected: [])

  public static func of(_ admission: AdmissionID, in transaction: Transaction) async throws -> ReadyHistory {
    try ReadyHistory(try await transaction.pipeline(queries(admission))[...])
  }

  static func queries(_ admission: AdmissionID) -> [SQL] {
    [
      """
      select ready_on, declared_at, declared_by, withdrawn_on, withdrawal_reason, discharged_on
      from ready_period where admission_id = \(admission) order by ready_on desc
      """,
      """
      select distinct expected_on, told_at, reason
      from expected_ready_version where admission_id = \(admission) order by told_at desc
      """,
    ]
  }

  /// The answers to both queries.
  init(_ answers: ArraySlice<Rows>) throws {
    declared = try answers[answers.startIndex].map { row in
      Declared(
        readyOn: try row("ready_on"), declaredAt: try row("declared_at"), declaredBy: try row("declared_by"),
        withdrawnOn: try row("withdrawn_on"),
        withdrawalReason: try row("withdrawal_reason", as: String?.self).flatMap(ReadyWithdrawalReason.init(rawValue:)),
        dischargedOn: try row("discharged_on"))
    }
    expected = try answers[answers.startIndex + 1].map { row in
      Expected(
        expectedOn: try row("expected_on"), toldAt: try row("told_at"),
        reason: try row("reason", as: String?.self).flatMap(ExpectedReadyReason.init(rawValue:)))
    }
  }

  private init(declared: [Declared], expected: [Expected]) {
    (self.declared, self.expected) = (declared, expected)
  }
}
