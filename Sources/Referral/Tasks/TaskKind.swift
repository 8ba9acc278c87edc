/// What somebody has to do about a referral (opgave), and by when.
public enum TaskKind: String, Sendable, CaseIterable {
  case answerReferral = "answer_referral"
  case giveInformation = "give_information"
  case findBed = "find_bed"
  case answerOfferAsOwner = "answer_offer_as_owner"
  case answerOfferForPerson = "answer_offer_for_person"
  case assignBed = "assign_bed"
  case writeHandOver = "write_hand_over"
  case acknowledgeHandOver = "acknowledge_hand_over"
  case moveIn = "move_in"
  case weeklyStatus = "weekly_status"
  case clarify
  case moveOut = "move_out"
  case followUp = "follow_up"
  case close

  /// How many working days there are where the municipality has not said otherwise; nil where the case itself states the
  /// day: an offer's deadline, a planned date. This project's own rule.
  public var usualWorkingDays: Int? {
    switch self {
    case .answerReferral: 5
    case .giveInformation: 2
    case .findBed: 10
    case .assignBed: 1
    case .weeklyStatus: 5
    case .close: 10
    case .answerOfferAsOwner, .answerOfferForPerson, .writeHandOver, .acknowledgeHandOver, .moveIn, .clarify, .moveOut,
      .followUp:
      nil
    }
  }
}
