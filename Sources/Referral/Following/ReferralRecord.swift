public import Afklaring
internal import Postgres

/// A referral as those concerned see it: the person, where it stands, the bed. Name and number are opened here.
public struct ReferralRecord: Sendable {
  public let id: ReferralID
  public let person: PersonID
  public let name: String
  public let number: PersonNumber?
  /// Then name and number are empty for who is only asked for a bed.
  public let isProtected: Bool
  public let sex: Sex?
  public let state: ReferralState
  public let municipality: MunicipalityCode
  public let municipalityName: String
  public let targetGroup: TargetGroup?
  public let needs: [String]
  public let submittedAt: Instant
  public let admission: AdmissionID
  public let ward: WardID
  public let wardName: String
  public let admittedAt: Instant
  public let dischargedAt: Instant?
  public let bed: HeldBed?
  public let offer: Offer?
  /// The offer that brought the referral back to accepted.
  public let endedOffer: EndedOffer?
  /// Why the municipality said no.
  public let declineReason: DeclineReason?
  /// What follows from that.
  public let consequence: DeclineConsequence?
  /// Why it was given up.
  public let withdrawalReason: WithdrawalReason?
  public let stay: Stay?

  /// Whether a bed was given.
  public var isAssignedOnce: Bool { [.assigned, .movedIn, .movedOut, .closed].contains(state) }

  /// Where it stands in the list.
  public var place: ListPlace<ReferralSubject> { ListPlace(submittedAt, id) }

  /// The bed that is offered, assigned or lived in.
  public struct HeldBed: Sendable {
    public let id: BedID
    public let code: String
    public let site: String
    public let owner: MunicipalityCode
    public let ownerName: String
    public let nights: Range<CalendarDay>
    /// How long a stay at its site may last.
    public let maximumStayDays: Int?
  }

  public struct Offer: Sendable {
    public let answerBy: Instant
    public let isAgreedByOwner: Bool
    public let isAcceptedByPerson: Bool
  }

  public struct Stay: Sendable {
    public let movedInOn: CalendarDay
    public let plannedMoveOutOn: CalendarDay
    public let movedOutOn: CalendarDay?
    public let onwardSupport: OnwardSupport?
  }

  init(_ row: Row, keys: Keyring) throws {
    id = try row("referral_id")
    person = try row("person_id")
    (name, number) = keys.shown(name: try row("name_sealed"), number: try row("number_sealed"))
    isProtected = try row("is_protected")
    sex = try row("sex", as: String?.self).flatMap(Sex.init(rawValue:))
    state = try row.value("state")
    municipality = try row("municipality_code")
    municipalityName = try row("municipality_name")
    targetGroup = try row("target_group", as: String?.self).flatMap(TargetGroup.init(rawValue:))
    needs = try row("needs")
    submittedAt = try row("submitted_at")
    admission = try row("admission_id")
    ward = try row("ward_id")
    wardName = try row("ward_name")
    admittedAt = try row("admitted_at")
    dischargedAt = try row("discharged_at")
    bed = try HeldBed(row)
    offer = try Offer(row)
    stay = try Stay(row)
    endedOffer = try EndedOffer(row)
    let reason = try row("decision_reason", as: String?.self)
    consequence = try row("consequence", as: String?.self).flatMap(DeclineConsequence.init(rawValue:))
    declineReason = reason.flatMap(DeclineReason.init(rawValue:))
    withdrawalReason = reason.flatMap(WithdrawalReason.init(rawValue:))
  }
}

extension ReferralRecord.HeldBed {
  fileprivate init?(_ row: Row) throws {
    guard let id = try row("bed_id", as: BedID?.self) else { return nil }
    let (first, until) = (try row("first_night", as: CalendarDay.self), try row("until_night", as: CalendarDay.self))
    self.init(
      id: id, code: try row("bed_code"), site: try row("site_name"), owner: try row("owner_code"),
      ownerName: try row("owner_name"), nights: first..<until, maximumStayDays: try row("max_stay_days"))
  }
}

extension ReferralRecord.Offer {
  fileprivate init?(_ row: Row) throws {
    guard let answerBy = try row("answer_by", as: Instant?.self) else { return nil }
    self.init(
      answerBy: answerBy, isAgreedByOwner: try row("is_agreed_by_owner"),
      isAcceptedByPerson: try row("is_accepted_by_person"))
  }
}

extension ReferralRecord.Stay {
  fileprivate init?(_ row: Row) throws {
    guard let movedInOn = try row("moved_in_on", as: CalendarDay?.self) else { return nil }
    self.init(
      movedInOn: movedInOn, plannedMoveOutOn: try row("planned_move_out_on"), movedOutOn: try row("moved_out_on"),
      onwardSupport: try row("onward_support", as: String?.self).flatMap(OnwardSupport.init(rawValue:)))
  }
}

extension Row {
  /// A cell that holds one of an enum's codes.
  func value<Value: RawRepresentable<String>>(_ column: String) throws -> Value {
    guard let value = Value(rawValue: try self(column)) else {
      throw DecodingProblem(column: column, expected: "\(Value.self)")
    }
    return value
  }
}
