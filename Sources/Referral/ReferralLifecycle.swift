internal import Postgres

/// Where a referral (henvisning) stands.
public enum ReferralState: String, Sendable, CaseIterable {
  case submitted
  case informationRequested = "information_requested"
  case accepted
  case declined
  case offered
  case assigned
  case movedIn = "moved_in"
  case movedOut = "moved_out"
  case closed
  case withdrawn

  /// Whether somebody still waits or stays.
  public var isOpen: Bool {
    switch self {
    case .submitted, .informationRequested, .accepted, .offered, .assigned, .movedIn: true
    case .declined, .movedOut, .closed, .withdrawn: false
    }
  }

  /// Whether `referral.state` is one of the open ones, in the words of the index over them.
  static let openOnes = SQL(
    trusted: "referral.state in ('\(allCases.filter(\.isOpen).map(\.rawValue).joined(separator: "', '"))')")
}

/// What can happen to a referral.
public enum ReferralEvent: String, Sendable, CaseIterable {
  case askForInformation = "ask_for_information"
  case giveInformation = "give_information"
  case accept
  case decline
  /// The person moved to another municipality, which has to decide for itself.
  case changeMunicipality = "change_municipality"
  case offer
  /// The bed's owner or the person said no, or the deadline passed.
  case endOffer = "end_offer"
  case assign
  case withdraw
  case moveIn = "move_in"
  case extend
  case transfer
  case takeLeave = "take_leave"
  case clarify
  case moveOut = "move_out"
  case close
}

extension ReferralState {
  /// The state after an event; nil where it cannot happen. Source: domain.md section 3.
  public func after(_ event: ReferralEvent) -> ReferralState? {
    switch (self, event) {
    case (.submitted, .askForInformation): .informationRequested
    case (.informationRequested, .giveInformation): .submitted
    case (.submitted, .accept), (.informationRequested, .accept): .accepted
    case (.submitted, .decline), (.informationRequested, .decline): .declined
    case (.submitted, .changeMunicipality), (.informationRequested, .changeMunicipality),
      (.accepted, .changeMunicipality), (.offered, .changeMunicipality):
      .submitted
    case (.assigned, .changeMunicipality), (.movedIn, .changeMunicipality): self
    case (.accepted, .offer): .offered
    case (.offered, .endOffer): .accepted
    case (.accepted, .assign), (.offered, .assign): .assigned
    case (.submitted, .withdraw), (.informationRequested, .withdraw), (.accepted, .withdraw), (.offered, .withdraw),
      (.assigned, .withdraw):
      .withdrawn
    case (.assigned, .moveIn): .movedIn
    case (.movedIn, .extend), (.movedIn, .transfer), (.movedIn, .takeLeave), (.movedIn, .clarify): .movedIn
    case (.movedIn, .moveOut): .movedOut
    case (.movedOut, .close): .closed
    default: nil
    }
  }
}
