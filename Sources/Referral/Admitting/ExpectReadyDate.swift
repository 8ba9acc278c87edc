public import Afklaring
public import Postgres

/// Why an expected ready date is moved.
public enum ExpectedReadyReason: String, Sendable, CaseIterable {
  case treatmentTakesLonger = "treatment_takes_longer"
  case recoversSooner = "recovers_sooner"
  case newAssessment = "new_assessment"
}

/// Tells early when a patient is expected to be ready (varsler færdigbehandling): the municipality can begin, no day counts.
public struct ExpectReadyDate: Command {
  public static let permission = Permission.expectReadyDate

  public let admission: AdmissionID
  public let expectedOn: CalendarDay
  /// Due where an earlier date is moved.
  public let reason: ExpectedReadyReason?

  public init(_ admission: AdmissionID, on expectedOn: CalendarDay, because reason: ExpectedReadyReason? = nil) {
    (self.admission, self.expectedOn, self.reason) = (admission, expectedOn, reason)
  }

  public enum No: String, Refusal {
    case isDischarged = "patient-is-discharged"
    case isReadyAlready = "patient-is-ready-already"
    case isInThePast = "expected-date-in-the-past"
    case reasonIsDue = "reason-is-due"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedAdmission.query(admission),
      "select from expected_ready where admission_id = \(admission)",
    ])
    let admission = try LockedAdmission(answers[0], for: actor)
    guard admission.dischargedAt == nil else { throw No.isDischarged }
    guard admission.readyOn == nil else { throw No.isReadyAlready }
    guard expectedOn >= now.day else { throw No.isInThePast }
    guard answers[1].isEmpty || reason != nil else { throw No.reasonIsDue }
    transaction.later(
      """
      insert into expected_ready (expected_ready_id, admission_id, expected_on, reason, told_at)
      values (\(Identifier<ExpectReadyDate>()), \(admission.id), \(expectedOn), \(reason?.rawValue), \(now))
      on conflict on constraint expected_ready_one do update
      set expected_on = excluded.expected_on, reason = excluded.reason, told_at = excluded.told_at
      """)
    JournalEntry.change(Self.permission, .admission(admission.id), person: admission.person)
      .record(by: actor, in: transaction)
    try await Tell.openReferrals(of: admission.id, .expectedReady, in: transaction)
  }
}

extension Tell {
  /// Tells the municipalities that decide on an admission's open referrals.
  static func openReferrals(
    of admission: AdmissionID, _ happening: Happening, in transaction: Transaction
  ) async throws {
    let open = try await transaction.query(
      "select referral.referral_id from referral where admission_id = \(admission) and \(ReferralState.openOnes)")
    for row in open { try Tell.deciding(happening, row.decode(ReferralID.self)).enqueue(in: transaction) }
  }
}
