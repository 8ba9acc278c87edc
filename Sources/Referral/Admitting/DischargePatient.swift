public import Afklaring
public import Postgres

/// Records a discharge (udskrivning); it ends a running wait and an open leave. The day of it counts no waiting day.
public struct DischargePatient: Command {
  public static let permission = Permission.dischargePatient

  public let admission: AdmissionID
  public let dischargedAt: Instant

  public init(_ admission: AdmissionID, at dischargedAt: Instant) {
    (self.admission, self.dischargedAt) = (admission, dischargedAt)
  }

  public enum No: String, Refusal {
    case isInTheFuture = "discharge-in-the-future"
    case isBeforeAdmission = "discharge-before-admission"
    case isBeforeReadyDate = "discharge-before-ready-date"
    case isDischargedAlready = "patient-is-discharged-already"
    case isBeforeLeave = "discharge-before-leave"

    public var code: String { rawValue }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "hospital_leave_in_order" ? .isBeforeLeave : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard admission.dischargedAt == nil else { throw No.isDischargedAlready }
    guard dischargedAt <= now else { throw No.isInTheFuture }
    guard dischargedAt >= admission.admittedAt else { throw No.isBeforeAdmission }
    if let readyOn = admission.readyOn, dischargedAt.day < readyOn { throw No.isBeforeReadyDate }
    Self.close(admission.id, at: dischargedAt, in: transaction)
    JournalEntry.change(Self.permission, .admission(admission.id), person: admission.person)
      .record(by: actor, in: transaction)
  }

  /// The three facts that end together.
  static func close(_ admission: AdmissionID, at dischargedAt: Instant, in transaction: Transaction) {
    transaction.later(
      """
      update admission set discharged_at = \(dischargedAt), discharged_is_day_only = false
      where admission_id = \(admission)
      """)
    transaction.later(
      """
      update ready_period set discharged_on = \(dischargedAt.day)
      where admission_id = \(admission) and ended_on is null
      """)
    transaction.later(
      "update hospital_leave set ended_at = \(dischargedAt) where admission_id = \(admission) and ended_at is null")
  }
}
