public import Afklaring
public import Postgres

/// Keeps one section of a referral that the ward is writing (gemmer kladden); the others stay as they are.
public struct SaveReferralDraft: Command {
  public static let permission = Permission.referPatient

  public let admission: AdmissionID
  public let content: ReferralDraft.Content

  public init(_ admission: AdmissionID, _ content: ReferralDraft.Content) {
    (self.admission, self.content) = (admission, content)
  }

  public enum No: String, Refusal {
    case isDischarged = "patient-is-discharged"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard admission.dischargedAt == nil else { throw No.isDischarged }
    let written: [(column: SQL, value: SQL)] =
      switch content {
      case .targetGroup(let group, let hasDisorder):
        [("target_group", "\(group?.rawValue)"), ("has_disorder", "\(hasDisorder)")]
      case .needs(let needs): [("needs", "\(needs)")]
      case .supportBefore(let support): [("support_before", "\(support.map(\.rawValue))")]
      }
    let columns = SQL.joined(written.map(\.column), separator: ", ")
    let values = SQL.joined(written.map(\.value), separator: ", ")
    let changes = SQL.joined(written.map { "\($0.column) = excluded.\($0.column)" }, separator: ", ")
    transaction.later(
      """
      insert into referral_draft (admission_id, saved_at, \(columns)) values (\(admission.id), \(now), \(values))
      on conflict on constraint referral_draft_key do update
      set saved_at = excluded.saved_at, \(changes)
      """)
    JournalEntry.change(Self.permission, .admission(admission.id), person: admission.person, ["answer": "draft"])
      .record(by: actor, in: transaction)
  }
}
