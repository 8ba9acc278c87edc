/// Everything that can be allowed, and to which roles: the permission matrix. What an organisation may reach within a
/// permission (its own patients, its own citizens) is decided in the command.
public enum Permission: String, Sendable, CaseIterable {
  case admitPatient = "admit-patient"
  case setReadyDate = "set-ready-date"
  case dischargePatient = "discharge-patient"
  case referPatient = "refer-patient"
  case protectIdentity = "protect-identity"
  case withdrawReadyDate = "withdraw-ready-date"
  case expectReadyDate = "expect-ready-date"
  case recordMove = "record-move"
  case correctDate = "correct-date"
  case disputeDays = "dispute-days"
  case withdrawReferral = "withdraw-referral"
  case askForInformation = "ask-for-information"
  case giveInformation = "give-information"
  case answerReferral = "answer-referral"
  case orderQueue = "order-queue"
  case keepSheets = "keep-sheets"
  case handOver = "hand-over"
  case acknowledgeHandOver = "acknowledge-hand-over"
  case noteCircumstances = "note-circumstances"
  case workOnClarification = "work-on-clarification"
  case offerBed = "offer-bed"
  case answerOfferAsOwner = "answer-offer-as-owner"
  case answerOfferForPerson = "answer-offer-for-person"
  case lapseOffer = "lapse-offer"
  case setPlacementWish = "set-placement-wish"
  case makePlan = "make-plan"
  case seePlan = "see-plan"
  case answerProposal = "answer-proposal"
  case makeForecast = "make-forecast"
  case seeForecast = "see-forecast"
  case assignBed = "assign-bed"
  case moveIn = "move-in"
  case extendStay = "extend-stay"
  case growStay = "grow-stay"
  case transferStay = "transfer-stay"
  case recordLeave = "record-leave"
  case clarifyStay = "clarify-stay"
  case moveOut = "move-out"
  case closeReferral = "close-referral"
  case takeMessage = "take-message"
  case takeTask = "take-task"
  case setDeadlines = "set-deadlines"
  case closeBed = "close-bed"
  case stateBeds = "state-beds"
  case setAgreement = "set-agreement"
  case manageAccounts = "manage-accounts"
  case lookUp = "look-up"
  case openEmergencyAccess = "open-emergency-access"
  case seeEmergencyAccess = "see-emergency-access"
  case seeReferrals = "see-referrals"
  case seeLedger = "see-ledger"
  case seeBeds = "see-beds"
  case seeAgreements = "see-agreements"
  case seeFigures = "see-figures"

  public var roles: Set<Role> {
    switch self {
    case .admitPatient, .setReadyDate, .withdrawReadyDate, .expectReadyDate, .dischargePatient, .referPatient,
      .protectIdentity, .giveInformation, .handOver:
      [.dischargeCoordinator, .system]
    case .answerReferral, .askForInformation, .orderQueue, .offerBed, .assignBed, .answerOfferAsOwner, .extendStay,
      .clarifyStay, .closeReferral, .setPlacementWish, .makePlan, .answerProposal:
      [.municipalAuthority, .system]
    case .answerOfferForPerson, .withdrawReferral, .recordMove, .disputeDays:
      [.dischargeCoordinator, .municipalAuthority, .system]
    case .keepSheets, .noteCircumstances: [.dischargeCoordinator, .municipalAuthority, .siteStaff, .system]
    case .moveIn, .transferStay, .recordLeave, .moveOut, .acknowledgeHandOver, .workOnClarification:
      [.siteStaff, .municipalAuthority, .system]
    case .takeMessage, .lapseOffer, .growStay, .makeForecast: [.system]
    case .takeTask: [.dischargeCoordinator, .municipalAuthority, .siteStaff]
    case .setDeadlines, .setAgreement: [.administrator]
    case .closeBed, .stateBeds: [.siteStaff, .municipalAuthority, .administrator, .system]
    case .manageAccounts: [.administrator, .system]
    case .lookUp: [.auditor]
    case .openEmergencyAccess: [.dischargeCoordinator, .municipalAuthority, .siteStaff]
    case .seeEmergencyAccess, .seePlan, .seeForecast: [.municipalAuthority]
    case .seeLedger: [.dischargeCoordinator, .municipalAuthority]
    case .correctDate: [.dischargeCoordinator, .municipalAuthority, .siteStaff, .system]
    case .seeReferrals: [.dischargeCoordinator, .municipalAuthority, .siteStaff, .system]
    case .seeAgreements: [.municipalAuthority, .administrator]
    case .seeBeds: [.municipalAuthority, .siteStaff, .administrator, .system]
    case .seeFigures: [.municipalAuthority, .projectStaff, .system]
    }
  }
}
