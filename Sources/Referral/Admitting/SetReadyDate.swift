public import Afklaring
public import Postgres

/// Records that a doctor declared a patient medically ready (færdigbehandlet): from that day on waiting days count.
public struct SetReadyDate: Command {
  public static let permission = Permission.setReadyDate

  public let admission: AdmissionID
  public let readyOn: CalendarDay
  /// When the doctor judged so, by the clock; nil where only the day is known.
  public let declaredAt: Instant?
  /// The doctor, as the ward writes it.
  public let declaredBy: String

  public init(_ admission: AdmissionID, on readyOn: CalendarDay, declaredBy: String) {
    (self.admission, self.readyOn, self.declaredBy, declaredAt) = (admission, readyOn, declaredBy, nil)
  }

  /// The day from which waiting days count is that of the judgement.
  public init(_ admission: AdmissionID, at declaredAt: Instant, declaredBy: String) {
    (self.admission, self.declaredBy) = (admission, declaredBy)
    (readyOn, self.declaredAt) = (declaredAt.day, declaredAt)
  }

  public enum No: String, Refusal {
    case isInTheFuture = "ready-date-in-the-future"
    case isBeforeAdmission = "ready-date-before-admission"
    case isDischarged = "patient-is-discharged"
    case isReadyAlready = "patient-is-ready-already"
    case waitsAlready = "person-waits-in-another-admission"

    public var code: String { rawValue }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "ready_period_no_overlap" ? .waitsAlready : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard admission.dischargedAt == nil else { throw No.isDischarged }
    guard admission.readyOn == nil else { throw No.isReadyAlready }
    guard readyOn >= admission.admittedAt.day, declaredAt.map({ $0 >= admission.admittedAt }) ?? true else {
      throw No.isBeforeAdmission
    }
    guard readyOn <= now.day, declaredAt.map({ $0 <= now }) ?? true else { throw No.isInTheFuture }
    transaction.later(
      """
      insert into ready_period (ready_period_id, admission_id, person_id, ready_on, declared_at, declared_by)
      values (\(Identifier<SetReadyDate>()), \(admission.id), \(admission.person), \(readyOn),
        \(declaredAt ?? now), \(declaredBy))
      """)
    JournalEntry.change(Self.permission, .admission(admission.id), person: admission.person)
      .record(by: actor, in: transaction)
  }
}
