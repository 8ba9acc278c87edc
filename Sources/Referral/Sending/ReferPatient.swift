public import Afklaring
private import Capacity
public import Postgres

/// Target group (målgruppe): why a person belongs to the scheme. Source: the scheme's description, domain.md section 3.
public enum TargetGroup: String, Sendable, CaseIterable {
  case withoutSupport = "without_support"
  case needsMoreSupport = "needs_more_support"
}

/// Sends a ward's request for a clarification bed to the person's home municipality (henvisning).
public struct ReferPatient: Command {
  public static let permission = Permission.referPatient

  public let admission: AdmissionID
  public let targetGroup: TargetGroup
  /// What the bed must offer, as the codes of beds' offers.
  public let needs: [String]
  /// The support that the person had before the admission; nil where nobody said, none where there was none.
  public let supportBefore: [OnwardSupport]?
  /// Whether the ward states a psychiatric disorder; nil where it says nothing of it.
  public let hasDisorder: Bool?
  /// The draft that it was written from, by when it was saved: a newer one is not thrown away.
  public let draftSavedAt: Instant?

  public init(
    _ admission: AdmissionID, targetGroup: TargetGroup, needs: [String], supportBefore: [OnwardSupport]? = nil,
    hasDisorder: Bool? = nil, draftSavedAt: Instant? = nil
  ) {
    (self.admission, self.targetGroup, self.needs) = (admission, targetGroup, needs)
    (self.supportBefore, self.hasDisorder, self.draftSavedAt) = (supportBefore, hasDisorder, draftSavedAt)
  }

  public enum No: String, Refusal {
    case isUnder18 = "person-is-under-18"
    case hasNoDisorder = "person-has-no-psychiatric-disorder"
    case isReferredAlready = "person-is-referred-already"
    case isDischarged = "patient-is-discharged"
    case isDraftChanged = "draft-changed-meanwhile"
    /// A word that is not on the list and that no bed offers: nobody could ever meet it.
    case needsUnknown = "needs-unknown"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws -> ReferralID {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard admission.dischargedAt == nil else { throw No.isDischarged }
    let check = TargetGroupCheck(
      bornOn: admission.bornOn, on: now.day, hasDisorder: hasDisorder, targetGroup: targetGroup)
    switch check.failing {
    case .isAdult: throw No.isUnder18
    case .hasDisorder: throw No.hasNoDisorder
    case .isInPsychiatry, .needsSupport, nil: break
    }
    guard try await hasNoOpenReferral(admission.person, in: transaction) else { throw No.isReferredAlready }
    guard try await isOffered(needs, in: transaction) else { throw No.needsUnknown }
    if let draftSavedAt {
      let saved = try await transaction.query(
        "select saved_at from referral_draft where admission_id = \(admission.id) for update"
      ).first?.decode(Instant.self)
      guard saved == draftSavedAt else { throw No.isDraftChanged }
    }
    let referral = ReferralID()
    transaction.later(
      """
      insert into referral
        (referral_id, person_id, admission_id, municipality_code, state, target_group, needs, submitted_at, support_before,
         has_disorder)
      select
        \(referral), \(admission.person), \(admission.id), home.municipality_code, 'submitted',
        \(targetGroup.rawValue), \(needs), \(now), \(supportBefore?.map(\.rawValue)), \(hasDisorder)
      from home_municipality('infinity') as home
      where home.person_id = \(admission.person) and home.days @> \(now.day)
      """)
    transaction.later("delete from referral_draft where admission_id = \(admission.id)")
    JournalEntry.change(Self.permission, .referral(referral), person: admission.person)
      .record(by: actor, in: transaction)
    try Tell.deciding(.referralSubmitted, referral).enqueue(in: transaction)
    return referral
  }

  private func isOffered(_ needs: [String], in transaction: Transaction) async throws -> Bool {
    let own = needs.filter { StandardNeed(rawValue: $0) == nil }
    if own.isEmpty { return true }
    return try await transaction.query(
      "select from unnest(\(own)) as need where not exists (select from bed where bed.offers @> array[need])"
    ).isEmpty
  }

  /// The person's row is locked, so that two referrals of one person are looked at one after the other.
  private func hasNoOpenReferral(_ person: PersonID, in transaction: Transaction) async throws -> Bool {
    let answers = try await transaction.pipeline([
      "select from person where person_id = \(person) for no key update",
      """
      select from referral
      where person_id = \(person) and \(ReferralState.openOnes)
      """,
    ])
    return answers[1].isEmpty
  }
}
