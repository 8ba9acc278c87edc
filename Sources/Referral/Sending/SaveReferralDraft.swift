public import Afklaring
public import Postgres

/// Keeps a referral that the ward has begun to write (kladde): whatever of it is there.
public struct SaveReferralDraft: Command {
  public static let permission = Permission.referPatient

  public let admission: AdmissionID
  public let draft: ReferralDraft

  public init(_ admission: AdmissionID, _ draft: ReferralDraft) {
    (self.admission, self.draft) = (admission, draft)
  }

  public enum No: String, Refusal {
    case isDischarged = "patient-is-discharged"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard admission.dischargedAt == nil else { throw No.isDischarged }
    transaction.later(
      """
      insert into referral_draft (admission_id, target_group, needs, support_before, saved_at)
      values (\(admission.id), \(draft.targetGroup?.rawValue), \(draft.needs), \(draft.supportBefore.map(\.rawValue)),
        \(now))
      on conflict on constraint referral_draft_key do update
      set target_group = excluded.target_group, needs = excluded.needs, support_before = excluded.support_before,
        saved_at = excluded.saved_at
      """)
    JournalEntry.change(Self.permission, .admission(admission.id), person: admission.person, ["answer": "draft"])
      .record(by: actor, in: transaction)
  }
}

public struct ReferralDraft: Sendable {
  public let targetGroup: TargetGroup?
  public let needs: [String]
  public let supportBefore: [OnwardSupport]

  public init(targetGroup: TargetGroup?, needs: [String], supportBefore: [OnwardSupport]) {
    (self.targetGroup, self.needs, self.supportBefore) = (targetGroup, needs, supportBefore)
  }

  /// Of a row with the draft's columns; nil where there is none.
  init?(_ row: Row) throws {
    guard let needs = try row("draft_needs", as: [String]?.self) else { return nil }
    self.init(
      targetGroup: try row("draft_target_group", as: String?.self).flatMap(TargetGroup.init(rawValue:)), needs: needs,
      supportBefore: try row("draft_support_before", as: [String]?.self)?.compactMap(OnwardSupport.init(rawValue:))
        ?? [])
  }
}
