import Afklaring
import Capacity

/// Codes in the words of the screen.
enum DanishNames {
  /// A municipality as an authority; two have names of their own.
  static func council(_ municipality: String) -> String {
    switch municipality {
    case "København": "Københavns Kommune"
    case "Bornholm": "Bornholms Regionskommune"
    default: "\(municipality) Kommune"
    }
  }

  /// Whoever is named here, as far as the reader is told.
  static func person(_ name: String, isProtected: Bool) -> String {
    guard name.isEmpty else { return name }
    return isProtected ? "Beskyttet navn" : "Uden navn"
  }

  static func role(_ role: Role) -> String {
    switch role {
    case .dischargeCoordinator: "udskrivningsansvarlig"
    case .municipalAuthority: "visitator"
    case .siteStaff: "personale"
    case .projectStaff: "projektmedarbejder"
    case .administrator: "administrator"
    case .auditor: "revisor"
    case .system, .door, .reporting: "systemet"
    }
  }

  static func sex(_ sex: Sex?) -> String {
    switch sex {
    case .female: "Kvinde"
    case .male: "Mand"
    case nil: "Ikke oplyst"
    }
  }

  /// Several needs as one list: `Kørestol, vågen nattevagt`.
  static func needs(_ codes: [String]) -> String {
    codes.enumerated().map { number, code in number == 0 ? need(code) : need(code).lowercased() }
      .joined(separator: ", ")
  }

  /// Whom a bed takes, where it does not take everybody: `kun kvinder`.
  static func onlySex(_ sexes: [String]) -> String? {
    guard sexes.count == 1, let sex = sexes.first.flatMap(Sex.init(rawValue:)) else { return nil }
    return sex == .female ? "kun kvinder" : "kun mænd"
  }

  /// A word of beds' offers and persons' needs; a word of the owner's own stands as it is.
  static func need(_ code: String) -> String {
    switch StandardNeed(rawValue: code) {
    case .wheelchair: "Kørestol"
    case .substanceUse: "Alkohol eller stoffer"
    case .nightStaff: "Vågen nattevagt"
    case .ownKitchen: "Eget køkken"
    case .pets: "Husdyr"
    case nil: code.replacing("_", with: " ")
    }
  }
}
