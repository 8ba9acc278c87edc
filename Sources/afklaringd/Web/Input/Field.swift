/// The fields of forms and of the API: one name each for a Danish form and an English endpoint.
enum Field: CaseIterable {
  case acute, admittedAt, answer, answerBy, bed, clarifiedOn, code, consequence, declaredBy, dischargedAt, ending,
    expectedOn, firstNight, furtherSupport, homeMunicipality, information, leaveFrom, leaveTo, movedInOn, movedOn,
    movedOutOn, municipality, name, needs, newBed, newPassword, onwardSupport, password, personNumber, place,
    plannedMoveOut, protectedIdentity, question, readyOn, reason, returnedOn, secret, standing, supportBefore,
    targetGroup, ticket, userName, wentTo, withdrawnOn

  var inForms: String {
    switch self {
    case .acute: "akut"
    case .admittedAt: "indlagt"
    case .answer: "svar"
    case .answerBy: "svarfrist"
    case .bed: "plads"
    case .clarifiedOn: "afklaret"
    case .code: "kode"
    case .consequence: "konsekvens"
    case .declaredBy: "laege"
    case .dischargedAt: "udskrevet"
    case .ending: "afslutning"
    case .expectedOn: "varslet"
    case .firstNight: "foerste_nat"
    case .furtherSupport: "yderligere_indsats"
    case .homeMunicipality: "bopaelskommune"
    case .information: "oplysninger"
    case .leaveFrom: "fravaer_fra"
    case .leaveTo: "fravaer_til"
    case .movedInOn: "indflyttet"
    case .movedOn: "flyttet"
    case .movedOutOn: "udflyttet"
    case .municipality: "kommune"
    case .name: "navn"
    case .needs: "behov"
    case .newBed: "ny_plads"
    case .newPassword: "ny_adgangskode"
    case .onwardSupport: "videre_indsats"
    case .password: "adgangskode"
    case .personNumber: "cpr"
    case .place: "nummer"
    case .plannedMoveOut: "planlagt_udflytning"
    case .protectedIdentity: "beskyttet"
    case .question: "spoergsmaal"
    case .readyOn: "faerdigbehandlet"
    case .reason: "begrundelse"
    case .returnedOn: "tilbage"
    case .secret: "hemmelighed"
    case .standing: "rolle"
    case .supportBefore: "hidtidig_stoette"
    case .targetGroup: "maalgruppe"
    case .ticket: "billet"
    case .userName: "brugernavn"
    case .wentTo: "videre_til"
    case .withdrawnOn: "tilbagekaldt"
    }
  }

  var inAPI: String {
    switch self {
    case .acute: "acute"
    case .admittedAt: "admitted_at"
    case .answer: "answer"
    case .answerBy: "answer_by"
    case .bed: "bed"
    case .clarifiedOn: "clarified_on"
    case .code: "code"
    case .consequence: "consequence"
    case .declaredBy: "declared_by"
    case .dischargedAt: "discharged_at"
    case .ending: "ended_how"
    case .expectedOn: "expected_on"
    case .firstNight: "first_night"
    case .furtherSupport: "further_support"
    case .homeMunicipality: "home_municipality"
    case .information: "information"
    case .leaveFrom: "leave_from"
    case .leaveTo: "leave_to"
    case .movedInOn: "moved_in_on"
    case .movedOn: "moved_on"
    case .movedOutOn: "moved_out_on"
    case .municipality: "municipality"
    case .name: "name"
    case .needs: "needs"
    case .newBed: "new_bed"
    case .newPassword: "new_password"
    case .onwardSupport: "onward_support"
    case .password: "password"
    case .personNumber: "cpr"
    case .place: "place"
    case .plannedMoveOut: "planned_move_out_on"
    case .protectedIdentity: "protected"
    case .question: "question"
    case .readyOn: "ready_on"
    case .reason: "reason"
    case .returnedOn: "returned_on"
    case .secret: "secret"
    case .standing: "role"
    case .supportBefore: "support_before"
    case .targetGroup: "target_group"
    case .ticket: "ticket"
    case .userName: "user_name"
    case .wentTo: "went_to"
    case .withdrawnOn: "withdrawn_on"
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
    case .clarifiedOn: "Afklaret den"
    case .code: "Engangskode"
    case .consequence: "Hvad sker der i stedet"
    case .declaredBy: "Lægens navn"
    case .dischargedAt: "Udskrevet den"
    case .ending: "Sådan sluttede opholdet"
    case .expectedOn: "Forventet færdigbehandlet"
    case .firstNight: "Første nat"
    case .furtherSupport: "Yderligere indsats"
    case .homeMunicipality: "Bopælskommune"
    case .information: "Oplysninger"
    case .leaveFrom: "Væk fra"
    case .leaveTo: "Tilbage den"
    case .movedInOn: "Indflyttet den"
    case .movedOn: "Flyttet den"
    case .movedOutOn: "Udflyttet den"
    case .municipality: "Ny bopælskommune"
    case .name: "Navn"
    case .needs: "Behov"
    case .newBed: "Ny plads"
    case .newPassword: "Ny adgangskode"
    case .onwardSupport: "Videre indsats"
    case .password: "Adgangskode"
    case .personNumber: "CPR-nummer"
    case .place: "Ny plads i køen"
    case .plannedMoveOut: "Planlagt udflytning"
    case .protectedIdentity: "Navne- og adressebeskyttet"
    case .question: "Spørgsmål til afdelingen"
    case .readyOn: "Færdigbehandlet fra"
    case .reason: "Begrundelse"
    case .returnedOn: "Tilbage den"
    case .secret: "Hemmelighed"
    case .standing: "Rolle"
    case .supportBefore: "Støtte før indlæggelsen"
    case .targetGroup: "Målgruppe"
    case .ticket: "Billet"
    case .userName: "Brugernavn"
    case .wentTo: "Borgeren går videre til"
    case .withdrawnOn: "Ikke længere færdigbehandlet fra"
    }
  }

  /// What a sentence about it begins with.
  var subject: String {
    switch self {
    case .admittedAt: "Tidspunktet for indlæggelsen"
    case .clarifiedOn: "Datoen for afklaringen"
    case .expectedOn: "Den forventede dato"
    case .leaveFrom: "Den første dag væk"
    case .leaveTo, .returnedOn: "Dagen, borgeren er tilbage"
    case .movedOn: "Datoen for flytningen"
    case .dischargedAt: "Tidspunktet for udskrivningen"
    case .movedInOn: "Datoen for indflytningen"
    case .movedOutOn: "Datoen for udflytningen"
    case .readyOn: "Færdigbehandlingsdatoen"
    case .withdrawnOn: "Datoen for tilbagekaldelsen"
    default: label
    }
  }

  /// How somebody is asked for it who left it out.
  var request: String {
    switch self {
    case .acute: "Vælg, om patienten er akut indlagt"
    case .admittedAt: "Udfyld, hvornår patienten blev indlagt"
    case .clarifiedOn: "Udfyld, hvornår borgeren blev afklaret"
    case .consequence: "Vælg, hvad der sker i stedet"
    case .declaredBy: "Udfyld lægens navn"
    case .dischargedAt: "Udfyld, hvornår patienten blev udskrevet"
    case .ending: "Vælg, hvordan opholdet sluttede"
    case .expectedOn: "Udfyld, hvornår patienten ventes færdigbehandlet"
    case .homeMunicipality, .municipality: "Vælg bopælskommune"
    case .information: "Skriv de oplysninger, kommunen har bedt om"
    case .leaveFrom: "Udfyld, hvornår borgeren er væk fra"
    case .movedInOn: "Udfyld, hvornår borgeren flyttede ind"
    case .movedOn: "Udfyld, hvornår borgeren flyttede"
    case .movedOutOn: "Udfyld, hvornår borgeren flyttede ud"
    case .newBed: "Vælg den nye plads"
    case .onwardSupport: "Vælg videre indsats"
    case .readyOn: "Udfyld, fra hvornår patienten er færdigbehandlet"
    case .question: "Skriv, hvad afdelingen skal oplyse"
    case .reason: "Vælg en begrundelse"
    case .returnedOn: "Udfyld, hvornår borgeren kom tilbage"
    case .targetGroup: "Vælg målgruppe"
    case .withdrawnOn: "Udfyld, fra hvornår patienten ikke længere er færdigbehandlet"
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
