public import Afklaring
public import Postgres

/// Why a patient is not medically ready after all.
public enum ReadyWithdrawalReason: String, Sendable, CaseIterable {
  case relapse
  case somaticIllness = "somatic_illness"
  case newAssessment = "new_assessment"
}

/// Withdraws a ready date (tilbagekalder færdigbehandlingen): from that day on no waiting day counts, until it is set again.
public struct WithdrawReadyDate: Command {
  public static let permission = Permission.withdrawReadyDate

  public let admission: AdmissionID
  public let withdrawnOn: CalendarDay
  public let reason: ReadyWithdrawalReason

  public init(_ admission: AdmissionID, on withdrawnOn: CalendarDay, because reason: ReadyWithdrawalReason) {
    (self.admission, self.withdrawnOn, self.reason) = (admission, withdrawnOn, reason)
  }

  public enum No: Refusal {
    case isNotReady
    case isInTheFuture
    case isBeforeReadyDate(CalendarDay)

    public var code: String {
      switch self {
      case .isNotReady: "patient-is-not-ready"
      case .isInTheFuture: "withdrawal-in-the-future"
      case .isBeforeReadyDate: "withdrawal-before-ready-date"
      }
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard let readyOn = admission.readyOn else { throw No.isNotReady }
    guard withdrawnOn <= now.day else { throw No.isInTheFuture }
    guard withdrawnOn >= readyOn else { throw No.isBeforeReadyDate(readyOn) }
    transaction.later(
      """
      update ready_period
      set withdrawn_on = \(withdrawnOn), withdrawn_at = \(now), withdrawal_reason = \(reason.rawValue)
      where admission_id = \(admission.id) and ended_on is null
      """)
    JournalEntry.change(
      Self.permission, .admission(admission.id), person: admission.person, ["reason": reason.rawValue]
    ).record(by: actor, in: transaction)
    try await Tell.openReferrals(of: admission.id, .readyWithdrawn, in: transaction)
  }
}
