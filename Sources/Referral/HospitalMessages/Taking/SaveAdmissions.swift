internal import Afklaring
internal import Postgres

/// Brings the admissions of a person in line with what all their messages together say.
///
/// A folded admission is found again by its episode; a new one joins the person's admission that it overlaps in time
/// and that no episode names yet, if the department is one of our psychiatric wards, for somebody can be in psychiatry and somatics at once; else it
/// becomes an admission of its own. Of an admission that stood here before, the messages change discharge and leaves
/// only; what a person entered by hand stays until a message says otherwise.
struct SaveAdmissions {
  private let person: PersonID
  private let municipality: MunicipalityCode
  private let transaction: Transaction

  init(_ person: PersonID, _ municipality: MunicipalityCode, in transaction: Transaction) {
    (self.person, self.municipality, self.transaction) = (person, municipality, transaction)
  }

  /// - Returns: what an administrator should know: codes and department ids, nothing about the person.
  func save(_ admissions: [FoldedAdmission]) async throws -> [String] {
    var warnings: [String] = []
    for folded in admissions {
      let department = try await MessageDepartment.find(folded.department, in: transaction)
      if let sor = folded.department?.sor, department == nil { warnings.append("departmentNotInTable \(sor)") }
      try await save(folded, department)
    }
    let died = admissions.compactMap(\.diedAt).min()
    transaction.later("update person set died_on = \(died?.day) where person_id = \(person)")
    return warnings
  }

  private func save(_ folded: FoldedAdmission, _ department: WardID?) async throws {
    if let known = try await linked(to: folded) {
      if folded.isCancelled && known.isMadeByMessages { return try await remove(known.admission) }
      link(folded, to: known.admission, isMadeByMessages: known.isMadeByMessages)
      if known.isMadeByMessages { try await restate(known.admission, folded, department) }
      try await MessageFacts(known.admission, in: transaction).save(folded)
    } else if let admittedAt = folded.admittedAt, !folded.isCancelled {
      if let admission = try await overlapping(folded, on: department) {
        link(folded, to: admission, isMadeByMessages: false)
        try await MessageFacts(admission, in: transaction).save(folded)
      } else {
        let admission = try await add(folded, admittedAt, department)
        link(folded, to: admission, isMadeByMessages: true)
        try await MessageFacts(admission, in: transaction).save(folded)
      }
    }
  }

  // MARK: Which admission

  private func linked(
    to folded: FoldedAdmission
  ) async throws -> (admission: AdmissionID, isMadeByMessages: Bool)? {
    try await transaction.query(
      """
      select admission_id, is_made_by_messages
      from admission_episode
      where person_id = \(person) and episode = any(\(folded.episodes)) and ordinal = \(folded.ordinal)
      order by is_made_by_messages, admission_id
      limit 1
      """
    ).first?.decode(AdmissionID.self, Bool.self)
  }

  private func overlapping(_ folded: FoldedAdmission, on department: WardID?) async throws -> AdmissionID? {
    guard department != nil else { return nil }
    return try await transaction.query(
      """
      select admission.admission_id
      from admission
      join ward on ward.ward_id = admission.ward_id
      where admission.person_id = \(person) and ward.is_psychiatric
        and tstzrange(admission.admitted_at, admission.discharged_at, '[]')
          && tstzrange(\(folded.startedAt), \(folded.dischargedAt), '[]')
        and not exists (
          select from admission_episode where admission_episode.admission_id = admission.admission_id)
      order by abs(extract(epoch from admission.admitted_at - \(folded.startedAt))), admission.admission_id
      limit 1
      """
    ).first?.decode(AdmissionID.self)
  }

  private func link(_ folded: FoldedAdmission, to admission: AdmissionID, isMadeByMessages: Bool) {
    for episode in folded.episodes {
      transaction.later(
        """
        insert into admission_episode (person_id, episode, ordinal, admission_id, is_made_by_messages)
        values (\(person), \(episode), \(folded.ordinal), \(admission), \(isMadeByMessages))
        on conflict (person_id, episode, ordinal) do nothing
        """)
    }
  }

  // MARK: An admission that the messages made

  private func add(_ folded: FoldedAdmission, _ admittedAt: Instant, _ department: WardID?) async throws -> AdmissionID
  {
    let admission = AdmissionID()
    let ward = try await ward(department, folded)
    transaction.later(
      """
      insert into admission (admission_id, person_id, ward_id, home_municipality_code, admitted_at, is_acute)
      values (\(admission), \(person), \(ward), \(municipality), \(admittedAt), \(folded.isAcute))
      """)
    return admission
  }

  private func restate(_ admission: AdmissionID, _ folded: FoldedAdmission, _ department: WardID?) async throws {
    guard let admittedAt = folded.admittedAt else { return }
    let ward = try await ward(department, folded)
    transaction.later(
      """
      update admission
      set admitted_at = least(\(admittedAt), discharged_at), is_acute = coalesce(\(folded.isAcute), is_acute),
        ward_id = \(ward)
      where admission_id = \(admission)
        and (admitted_at, is_acute, ward_id) is distinct from
          (\(admittedAt)::timestamptz, coalesce(\(folded.isAcute), is_acute), \(ward)::uuid)
      """)
  }

  private func ward(_ department: WardID?, _ folded: FoldedAdmission) async throws -> WardID {
    if let department { return department }
    return try await MessageDepartment.unlisted(folded.department, in: transaction)
  }

  /// An admission that never was goes, unless somebody has built on it.
  private func remove(_ admission: AdmissionID) async throws {
    transaction.later(
      """
      delete from hospital_leave where admission_id = \(admission)
        and not exists (select from referral where referral.admission_id = \(admission))
      """)
    transaction.later(
      """
      delete from admission where admission_id = \(admission)
        and not exists (select from referral where referral.admission_id = \(admission))
        and not exists (select from ready_period where ready_period.admission_id = \(admission))
        and not exists (select from hospital_leave where hospital_leave.admission_id = \(admission))
      """)
    try await transaction.flush()
  }
}
