/// Where a referral (henvisning) stands.
public enum ReferralState: String, Sendable, CaseIterable {
  case submitted
  case accepted
  case declined
  case offered
  case assigned
  case movedIn = "moved_in"
  case movedOut = "moved_out"
  case withdrawn

  /// Whether somebody still has something to do about it.
  public var isOpen: Bool {
    switch self {
    case .submitted, .accepted, .offered, .assigned, .movedIn: true
    case .declined, .movedOut, .withdrawn: false
    }
  }
}

/// What can happen to a referral.
public enum ReferralEvent: String, Sendable, CaseIterable {
  case accept
  case decline
  case offer
  /// The bed's owner or the person said no, or the deadline passed.
  case endOffer = "end_offer"
  case assign
  case moveIn = "move_in"
  case moveOut = "move_out"
}

extension ReferralState {
  /// The state after an event; nil where it cannot happen. Source: domain.md section 3.
  public func after(_ event: ReferralEvent) -> ReferralState? {
    switch (self, event) {
    case (.submitted, .accept): .accepted
    case (.submitted, .decline): .declined
    case (.accepted, .offer): .offered
    case (.offered, .endOffer): .accepted
    case (.accepted, .assign), (.offered, .assign): .assigned
    case (.assigned, .moveIn): .movedIn
    case (.movedIn, .moveOut): .movedOut
    default: nil
    }
  }
}
