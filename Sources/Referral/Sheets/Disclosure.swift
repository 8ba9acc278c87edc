public import Afklaring
public import Postgres

/// A basis on which information may be passed on (videregivelse), as it was stated on a sheet, and what would stop with it.
///
/// Source: domain.md section 3: basis, scope, giver, time, withdrawal, which shows what it stops; talking with relatives is
/// a consent of its own.
public struct Disclosure: Sendable {
  public let sheet: CaseSheet
  /// What nothing else carries: the program stops it when this one is withdrawn.
  public let stops: [Use]

  /// What the program does on the strength of a basis.
  public enum Use: String, Sendable, CaseIterable {
    /// Telling another municipality of the person, to be given its bed.
    case askingOtherMunicipalities = "asking_other_municipalities"
    /// Showing whom of the relatives the house may call.
    case relativesNumber = "relatives_number"

    func rests(on basis: String?) -> Bool { (basis == Self.talkingWithRelatives) == (self == .relativesNumber) }

    static let talkingWithRelatives = "consent_relatives"
  }

  /// Those that stand, of all sheets of a referral, the newest first.
  public static func standing(_ sheets: [CaseSheet]) -> [Disclosure] {
    let standing = sheets.filter { $0.kind == .disclosure && $0.withdrawnOn == nil }
    return standing.map { one in
      let others = standing.filter { $0.id != one.id }
      return Disclosure(
        sheet: one,
        stops: Use.allCases.filter { use in
          use.rests(on: one.answers["basis"]) && !others.contains { use.rests(on: $0.answers["basis"]) }
        })
    }
  }

  /// What rested on bases that were all withdrawn. What never had one stated is not stopped.
  public static func stopped(_ sheets: [CaseSheet]) -> Set<Use> {
    let stated = sheets.filter { $0.kind == .disclosure }
    return Set(
      Use.allCases.filter { use in
        let bases = stated.filter { use.rests(on: $0.answers["basis"]) }
        return !bases.isEmpty && bases.allSatisfy { $0.withdrawnOn != nil }
      })
  }

  /// Whether asking other municipalities was stopped, in the database's words.
  static func isAskingStopped(_ referral: ReferralID) -> SQL {
    """
    select coalesce(bool_and(disclosure_withdrawal.case_sheet_id is not null), false)
    from case_sheet
    left join disclosure_withdrawal on disclosure_withdrawal.case_sheet_id = case_sheet.case_sheet_id
    where case_sheet.subject_id = \(referral) and case_sheet.kind = \(SheetKind.disclosure.rawValue)
      and case_sheet.answers ->> 'basis' is distinct from \(Use.talkingWithRelatives)
    """
  }
}

/// Withdraws the basis of a disclosure (trækker grundlaget tilbage): what rests on it alone stops.
public struct WithdrawDisclosure: Command {
  public static let permission = Permission.noteCircumstances

  public let referral: ReferralID
  public let sheet: CaseSheetID
  public let day: CalendarDay

  public init(_ referral: ReferralID, _ sheet: CaseSheetID, on day: CalendarDay) {
    (self.referral, self.sheet, self.day) = (referral, sheet, day)
  }

  public enum No: String, Refusal {
    case noSuchDisclosure = "no-such-disclosure"
    case isWithdrawnAlready = "disclosure-is-withdrawn-already"
    case isInTheFuture = "withdrawal-in-the-future"
    case isBeforeGiven = "withdrawal-before-the-basis-was-given"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral),
      """
      select case_sheet.answers ->> 'given_on', exists (
        select from disclosure_withdrawal where disclosure_withdrawal.case_sheet_id = case_sheet.case_sheet_id)
      from case_sheet
      where case_sheet.case_sheet_id = \(sheet) and case_sheet.subject_id = \(self.referral)
        and case_sheet.kind = \(SheetKind.disclosure.rawValue)
      """,
    ])
    let referral = try LockedReferral(answers[0])
    let isHost = actor.site != nil && actor.site == referral.bedSite
    guard actor.isSystem || actor.ward == referral.ward || actor.authority == referral.municipality || isHost else {
      throw AccessRefusal.notFound
    }
    guard let row = answers[1].first else { throw No.noSuchDisclosure }
    let (givenOn, isWithdrawn) = try row.decode(String?.self, Bool.self)
    guard !isWithdrawn else { throw No.isWithdrawnAlready }
    guard day <= now.day else { throw No.isInTheFuture }
    if let givenOn = givenOn.flatMap({ CalendarDay($0) }), day < givenOn { throw No.isBeforeGiven }
    try await transaction.query(
      """
      insert into disclosure_withdrawal
        (case_sheet_id, subject_id, withdrawn_on, role, organisation, account_id, recorded_at)
      values (\(sheet), \(referral.id), \(day), \(actor.standing.role.rawValue), \(actor.standing.organisation),
        \(actor.accountID), \(now))
      """)
    try await stopAsking(referral, at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person,
      ["sheet": SheetKind.disclosure.rawValue, "answer": "withdrawn"]
    ).record(by: actor, in: transaction)
  }

  /// Another municipality that is being asked for its bed is asked no more, where nothing else carries it.
  private func stopAsking(_ referral: LockedReferral, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      Disclosure.isAskingStopped(referral.id), OpenOffer.query(referral.id),
    ])
    let isStopped: Bool = try answers[0][0].decode(Bool.self)
    guard isStopped, let offer = try answers[1].first.map(OpenOffer.init), offer.owner != referral.municipality else {
      return
    }
    try referral.endOffer(.withdrawn, because: nil, at: now, in: transaction)
    try Tell.ownerOf(offer.bed, .bedReleased, referral.id).enqueue(in: transaction)
  }
}
