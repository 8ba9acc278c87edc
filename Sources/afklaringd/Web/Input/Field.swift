/// The fields of forms and of the API: one name each for a Danish form and an English endpoint.
enum Field: CaseIterable {
  case acute, admittedAt, answer, answerBy, bed, code, declaredBy, dischargedAt, firstNight, homeMunicipality,
    movedInOn,
    movedOutOn, name, needs, newPassword, onwardSupport, password, personNumber, plannedMoveOut, protectedIdentity,
    readyOn, reason,
    secret,
    standing, targetGroup, ticket, userName

  var inForms: String {
    switch self {
    case .acute: "akut"
    case .admittedAt: "indlagt"
    case .answer: "svar"
    case .answerBy: "svarfrist"
    case .bed: "plads"
    case .code: "kode"
    case .declaredBy: "laege"
    case .dischargedAt: "udskrevet"
    case .firstNight: "foerste_nat"
    case .homeMunicipality: "bopaelskommune"
    case .movedInOn: "indflyttet"
    case .movedOutOn: "udflyttet"
    case .name: "navn"
    case .needs: "behov"
    case .newPassword: "ny_adgangskode"
    case .onwardSupport: "videre_indsats"
    case .password: "adgangskode"
    case .personNumber: "cpr"
    case .plannedMoveOut: "planlagt_udflytning"
    case .protectedIdentity: "beskyttet"
    case .readyOn: "faerdigbehandlet"
    case .reason: "begrundelse"
    case .secret: "hemmelighed"
    case .standing: "rolle"
    case .targetGroup: "maalgruppe"
    case .ticket: "billet"
    case .userName: "brugernavn"
    }
  }

  var inAPI: String {
    switch self {
    case .acute: "acute"
    case .admittedAt: "admitted_at"
    case .answer: "answer"
    case .answerBy: "answer_by"
    case .bed: "bed"
    case .code: "code"
    case .declaredBy: "declared_by"
    case .dischargedAt: "discharged_at"
    case .firstNight: "first_night"
    case .homeMunicipality: "home_municipality"
    case .movedInOn: "moved_in_on"
    case .movedOutOn: "moved_out_on"
    case .name: "name"
    case .needs: "needs"
    case .newPassword: "new_password"
    case .onwardSupport: "onward_support"
    case .password: "password"
    case .personNumber: "cpr"
    case .plannedMoveOut: "planned_move_out_on"
    case .protectedIdentity: "protected"
    case .readyOn: "ready_on"
    case .reason: "reason"
    case .secret: "secret"
    case .standing: "role"
    case .targetGroup: "target_group"
    case .ticket: "ticket"
    case .userName: "user_name"
    }
  }

  /// The label on pages.
  var label: String {
    switch self {
    case .acute: "Akut indlagt"
    case .admittedAt: "Indlagt den"
    case .answer: "Svar"
    case .answerBy: "Svarfrist"
    case .bed: "Plads"
    case .code: "Engangskode"
    case .declaredBy: "Lægens navn"
    case .dischargedAt: "Udskrevet den"
    case .firstNight: "Første nat"
    case .homeMunicipality: "Bopælskommune"
    case .movedInOn: "Indflyttet den"
    case .movedOutOn: "Udflyttet den"
    case .name: "Navn"
    case .needs: "Behov"
    case .newPassword: "Ny adgangskode"
    case .onwardSupport: "Videre indsats"
    case .password: "Adgangskode"
    case .personNumber: "CPR-nummer"
    case .plannedMoveOut: "Planlagt udflytning"
    case .protectedIdentity: "Navne- og adressebeskyttet"
    case .readyOn: "Færdigbehandlet fra"
    case .reason: "Begrundelse"
    case .secret: "Hemmelighed"
    case .standing: "Rolle"
    case .targetGroup: "Målgruppe"
    case .ticket: "Billet"
    case .userName: "Brugernavn"
    }
  }

  /// What a sentence about it begins with.
  var subject: String {
    switch self {
    case .admittedAt: "Tidspunktet for indlæggelsen"
    case .dischargedAt: "Tidspunktet for udskrivningen"
    case .movedInOn: "Datoen for indflytningen"
    case .movedOutOn: "Datoen for udflytningen"
    case .readyOn: "Færdigbehandlingsdatoen"
    default: label
    }
  }

  /// How somebody is asked for it who left it out.
  var request: String {
    switch self {
    case .acute: "Vælg, om patienten er akut indlagt"
    case .admittedAt: "Udfyld, hvornår patienten blev indlagt"
    case .declaredBy: "Udfyld lægens navn"
    case .dischargedAt: "Udfyld, hvornår patienten blev udskrevet"
    case .homeMunicipality: "Vælg bopælskommune"
    case .movedInOn: "Udfyld, hvornår borgeren flyttede ind"
    case .movedOutOn: "Udfyld, hvornår borgeren flyttede ud"
    case .onwardSupport: "Vælg videre indsats"
    case .readyOn: "Udfyld, fra hvornår patienten er færdigbehandlet"
    case .reason: "Vælg en begrundelse"
    case .targetGroup: "Vælg målgruppe"
    default: "\(label) skal udfyldes"
    }
  }

  /// Whether no page shows it: the form carries it along.
  var isHidden: Bool {
    switch self {
    case .answer, .answerBy, .bed, .secret, .standing, .ticket: true
    default: false
    }
  }
}
