/// Everything that can be allowed, and to which roles: the permission matrix. What an organisation may reach within a
/// permission (its own patients, its own citizens) is decided in the command.
public enum Permission: String, Sendable, CaseIterable {
  case admitPatient = "admit-patient"
  case setReadyDate = "set-ready-date"
  case dischargePatient = "discharge-patient"
  case referPatient = "refer-patient"
  case protectIdentity = "protect-identity"
  case answerReferral = "answer-referral"
  case offerBed = "offer-bed"
  case answerOfferAsOwner = "answer-offer-as-owner"
  case answerOfferForPerson = "answer-offer-for-person"
  case assignBed = "assign-bed"
  case moveIn = "move-in"
  case moveOut = "move-out"
  case takeMessage = "take-message"
  case manageAccounts = "manage-accounts"
  case lookUp = "look-up"
  case openEmergencyAccess = "open-emergency-access"
  case seeEmergencyAccess = "see-emergency-access"
  case seeReferrals = "see-referrals"
  case seeBeds = "see-beds"
  case seeFigures = "see-figures"

  public var roles: Set<Role> {
    switch self {
    case .admitPatient, .setReadyDate, .dischargePatient, .referPatient, .protectIdentity:
      [.dischargeCoordinator, .system]
    case .answerReferral, .offerBed, .assignBed, .answerOfferAsOwner: [.municipalAuthority, .system]
    case .answerOfferForPerson: [.dischargeCoordinator, .municipalAuthority, .system]
    case .moveIn, .moveOut: [.siteStaff, .municipalAuthority, .system]
    case .takeMessage: [.system]
    case .manageAccounts: [.administrator, .system]
    case .lookUp: [.auditor]
    case .openEmergencyAccess: [.dischargeCoordinator, .municipalAuthority, .siteStaff]
    case .seeEmergencyAccess: [.municipalAuthority]
    case .seeReferrals: [.dischargeCoordinator, .municipalAuthority, .siteStaff, .system]
    case .seeBeds: [.municipalAuthority, .siteStaff, .administrator, .system]
    case .seeFigures: [.municipalAuthority, .projectStaff, .system]
    }
  }
}
