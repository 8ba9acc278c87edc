public import Afklaring
internal import Capacity
public import Postgres

/// Why a move cannot be recorded: the ward and the authority are told alike.
public enum MoveRefusal: String, Refusal {
  case isInTheFuture = "move-in-the-future"
  case isBeforeAdmission = "move-before-admission"
  case livesThereAlready = "lives-there-already"
  case noSuchMunicipality = "no-such-municipality"

  public var code: String { rawValue }

  static func refusal(for constraint: String) -> MoveRefusal? {
    constraint == "residence_municipality" ? .noSuchMunicipality : nil
  }
}

/// Records that a patient of the ward has moved to another municipality (flytning til anden kommune).
public struct RecordPatientMove: Command {
  public static let permission = Permission.recordMove
  public typealias No = MoveRefusal

  public let admission: AdmissionID
  public let municipality: MunicipalityCode
  /// The first day there.
  public let from: CalendarDay

  public init(_ admission: AdmissionID, to municipality: MunicipalityCode, from: CalendarDay) {
    (self.admission, self.municipality, self.from) = (admission, municipality, from)
  }

  public static func refusal(for constraint: String) -> No? { MoveRefusal.refusal(for: constraint) }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard from >= admission.admittedAt.day else { throw No.isBeforeAdmission }
    let open = try await transaction.query(
      "select referral.referral_id from referral where referral.admission_id = \(admission.id) and \(ReferralState.openOnes)"
    ).first.map { try $0.decode(ReferralID.self) }
    let referral = try await LockedReferral.ifThere(open, in: transaction)
    try await PersonMove(person: admission.person, municipality: municipality, from: from).perform(
      with: referral, at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .admission(admission.id), person: admission.person, ["municipality": municipality.digits]
    ).record(by: actor, in: transaction)
  }
}

/// The same by the authority of the municipality that the person moves from.
public struct RecordCitizenMove: Command {
  public static let permission = Permission.recordMove
  public typealias No = MoveRefusal

  public let referral: ReferralID
  public let municipality: MunicipalityCode
  public let from: CalendarDay

  public init(_ referral: ReferralID, to municipality: MunicipalityCode, from: CalendarDay) {
    (self.referral, self.municipality, self.from) = (referral, municipality, from)
  }

  public static func refusal(for constraint: String) -> No? { MoveRefusal.refusal(for: constraint) }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    try referral.requireAuthority(of: actor)
    try await PersonMove(person: referral.person, municipality: municipality, from: from).perform(
      with: referral, at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person, ["municipality": municipality.digits]
    ).record(by: actor, in: transaction)
  }
}

extension LockedReferral {
  fileprivate static func ifThere(_ id: ReferralID?, in transaction: Transaction) async throws -> LockedReferral? {
    guard let id else { return nil }
    return try LockedReferral(try await transaction.query(query(id)))
  }
}

/// A person lives in another municipality from a day on: each waiting day belongs where it fell. The open referral goes
/// along, and the new municipality decides for itself; once a bed is assigned, the one that assigned it keeps deciding
/// (retssikkerhedsloven § 9).
private struct PersonMove {
  let person: PersonID
  let municipality: MunicipalityCode
  let from: CalendarDay

  func perform(with referral: LockedReferral?, at now: Instant, in transaction: Transaction) async throws {
    guard from <= now.day else { throw MoveRefusal.isInTheFuture }
    let isKnown = try await home(on: from, in: transaction) == municipality
    if !isKnown {
      try await transaction.query(
        """
        insert into residence (residence_id, person_id, municipality_code, from_day)
        values (\(Identifier<PersonMove>()), \(person), \(municipality), \(from))
        on conflict on constraint residence_one_a_day do update set municipality_code = excluded.municipality_code
        """)
    }
    // Where they live today decides: the move may be an old one, or known from elsewhere while the referral stayed behind.
    guard let referral, let home = try await home(on: now.day, in: transaction), referral.municipality != home,
      let next = referral.state.after(.changeMunicipality), next == .submitted
    else {
      if isKnown { throw MoveRefusal.livesThereAlready }
      return
    }
    AskForInformation.close(referral.id, at: now, in: transaction)
    transaction.later(
      """
      insert into former_acceptance (former_acceptance_id, referral_id, municipality_code, accepted_at, ended_at)
      select gen_random_uuid(), referral_id, municipality_code, accepted_at, \(now) from referral
      where referral_id = \(referral.id) and accepted_at is not null
      """)
    OpenOffer.end(referral.id, .withdrawn, because: nil, at: now, in: transaction)
    HoldBed.release(referral.id, in: transaction)
    try Tell.deciding(.referralMoved, referral.id).enqueue(in: transaction)
    try Tell.ward(.referralMoved, referral.id).enqueue(in: transaction)
    // Last, for with it the former municipality leaves the circle around the referral.
    transaction.later(
      """
      update referral
      set state = \(next.rawValue), municipality_code = \(home), accepted_at = null, offered_at = null,
        queued_at = null, with_municipality_since = \(now)
      where referral_id = \(referral.id)
      """)
  }

  private func home(on day: CalendarDay, in transaction: Transaction) async throws -> MunicipalityCode? {
    try await transaction.query(
      """
      select home.municipality_code from home_municipality('infinity') as home
      where home.person_id = \(person) and home.days @> \(day)
      """
    ).first.map { try $0.decode(MunicipalityCode.self) }
  }
}
