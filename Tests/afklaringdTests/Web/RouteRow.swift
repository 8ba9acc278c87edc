import Afklaring
import Fixtures
import HTTPTypes
import Referral

@testable import afklaringd

/// One line of the matrix: an address, and for whom it is.
struct RouteRow: Sendable, CustomStringConvertible {
  enum Audience: Sendable {
    case anybody
    case whoeverIsSignedIn
    /// The roles that hold a permission.
    case holders(Permission)
    /// Those of them who have a part in the course.
    case partakers(Permission)
    /// Those of them who are wards, or authorities: the others have an address of their own for it.
    case wards(Permission)
    case authorities(Permission)
    /// Whoever opened the emergency access, and nobody else.
    case opener
  }

  let method: HTTPRequest.Method
  let path: String
  let audience: Audience
  /// What is sent, in full, so that nothing but the actor can be refused before the subject is looked for.
  let body: String

  var description: String { "\(method) \(path)" }

  init(_ method: HTTPRequest.Method, _ path: String, _ audience: Audience, _ body: String = "") {
    (self.method, self.path, self.audience, self.body) = (method, path, audience, body)
  }

  static let all: [RouteRow] = [
    general, figures, admissions, referrals, stays, ledger, sheets, tasks, beds,
  ].flatMap(\.self)
    .flatMap(\.self)

  /// Everybody, accounts, lists and pages.
  private static let general: [[RouteRow]] = [
    [
      RouteRow(.get, "/healthz", .anybody), RouteRow(.get, "/readyz", .anybody), RouteRow(.get, "/metrics", .anybody),
      RouteRow(.get, "/afklaring.css", .anybody), RouteRow(.get, "/afklaring.js", .anybody),
      RouteRow(.get, "/log-ind", .anybody),
      RouteRow(.post, "/log-ind", .anybody, "brugernavn=x&adgangskode=y"),
      RouteRow(.post, "/api/v1/sessions", .anybody, #"{"user_name":"x","password":"y"}"#),
      RouteRow(.get, "/log-ind/kode", .anybody), RouteRow(.post, "/log-ind/kode", .anybody, "billet=x&kode=000000"),
      RouteRow(.get, "/konto", .whoeverIsSignedIn),
      RouteRow(.post, "/konto/rolle", .whoeverIsSignedIn, "rolle=auditor"),
      RouteRow(.post, "/konto/sessioner", .whoeverIsSignedIn),
      RouteRow(.post, "/konto/sessioner/:id", .whoeverIsSignedIn),
      RouteRow(.get, "/konto/adgangskode", .whoeverIsSignedIn),
      RouteRow(.post, "/konto/adgangskode", .whoeverIsSignedIn, "adgangskode=x&ny_adgangskode=y"),
      RouteRow(.get, "/konto/paamindelser", .whoeverIsSignedIn),
      RouteRow(.post, "/konto/paamindelser", .whoeverIsSignedIn, "mail=navn@example.dk"),
      RouteRow(.get, "/konto/fravaer", .whoeverIsSignedIn),
      RouteRow(.post, "/konto/fravaer", .whoeverIsSignedIn, "svar=nej"),
      RouteRow(.get, "/konto/to-trin", .whoeverIsSignedIn),
      RouteRow(.post, "/konto/to-trin", .whoeverIsSignedIn, "adgangskode=x&kode=000000&hemmelighed=00"),
      RouteRow(.get, "/", .whoeverIsSignedIn), RouteRow(.post, "/log-ud", .whoeverIsSignedIn),
      RouteRow(.delete, "/api/v1/sessions/current", .whoeverIsSignedIn),

      RouteRow(.get, "/konti", .holders(.manageAccounts)),
      RouteRow(
        .post, "/konti", .holders(.manageAccounts), "navn=Ny&brugernavn=ny.kollega&rolle=municipal_authority+0607"),
      RouteRow(.get, "/konti/:id", .partakers(.manageAccounts)),
      RouteRow(.post, "/konti/:id/rolle", .partakers(.manageAccounts), "rolle=administrator+0607"),
      RouteRow(.post, "/konti/:id/rolle/fjern", .partakers(.manageAccounts), "rolle=site_staff+:site"),
      RouteRow(.post, "/konti/:id/adgangskode", .partakers(.manageAccounts)),
      RouteRow(.post, "/konti/:id/lukning", .partakers(.manageAccounts), "svar=ja"),
      RouteRow(.get, "/noedadgang", .holders(.openEmergencyAccess)),
      RouteRow(
        .post, "/noedadgang", .holders(.openEmergencyAccess), "cpr=:cpr&begrundelse=Akut+indlagt+her"),
      RouteRow(.get, "/noedadgang/:id", .opener),
      RouteRow(.get, "/opslag", .holders(.lookUp)), RouteRow(.post, "/opslag", .holders(.lookUp), "cpr=:cpr"),
      RouteRow(.get, "/indlaeggelser", .holders(.referPatient)),
      RouteRow(
        .post, "/indlaeggelser", .holders(.admitPatient),
        "cpr=0211719991&navn=Bent&bopaelskommune=0607&indlagt=2026-11-20T10:00&akut=ja"),
      RouteRow(
        .post, "/api/v1/admissions", .holders(.admitPatient),
        #"{"cpr":"0211719991","name":"Bent","home_municipality":"0607","admitted_at":"2026-11-20T10:00"}"#),
      RouteRow(.get, "/indlaeggelser/:id", .partakers(.referPatient)),
      RouteRow(.get, "/henvisninger", .holders(.seeReferrals)),
      RouteRow(.get, "/api/v1/referrals", .holders(.seeReferrals)),
      RouteRow(.get, "/henvisninger/:id", .partakers(.seeReferrals)),
      RouteRow(.get, "/api/v1/referrals/:id", .partakers(.seeReferrals)),
      RouteRow(.get, "/henvisninger/:id/plads", .partakers(.assignBed)),
      RouteRow(.get, "/api/v1/referrals/:id/beds", .authorities(.assignBed)),
      RouteRow(.get, "/plan", .holders(.seePlan)), RouteRow(.get, "/api/v1/plan", .holders(.seePlan)),
      RouteRow(.post, "/plan", .holders(.makePlan)), RouteRow(.get, "/scenarier", .holders(.seeForecast)),
      RouteRow(.get, "/pladser", .holders(.seeBeds)), RouteRow(.get, "/api/v1/beds", .holders(.assignBed)),
    ],
    backs,
  ]

  /// Figures, as pages and as JSON.
  private static let figures: [[RouteRow]] = [
    ["faerdigbehandlingsdage", "ventetider", "belaegning", "ophold", "genindlaeggelser", "ligebehandling"].map {
      RouteRow(.get, "/tal/\($0)", .holders(.seeFigures))
    },
    ["waiting-days", "referral-times", "occupancy", "stays", "readmissions", "fairness"].map {
      RouteRow(.get, "/api/v1/reports/\($0)?from=2026-11-01&to=2026-11-30", .holders(.seeFigures))
    },
  ]

  /// What a ward does.
  private static let admissions: [[RouteRow]] = [
    commands(
      .referPatient, "/indlaeggelser/:id/henvisning/behov", "behov=pets", "/api/v1/admissions/:id/referral-draft",
      #"{"section":"needs","needs":["pets"]}"#),
    [
      RouteRow(.get, "/indlaeggelser/:id/henvisning", .partakers(.referPatient)),
      RouteRow(.get, "/indlaeggelser/:id/henvisning/maalgruppe", .partakers(.referPatient)),
      RouteRow(.get, "/indlaeggelser/:id/henvisning/behov", .partakers(.referPatient)),
      RouteRow(.get, "/indlaeggelser/:id/henvisning/stoette", .partakers(.referPatient)),
      RouteRow(
        .post, "/indlaeggelser/:id/henvisning/maalgruppe", .partakers(.referPatient),
        "psykisk_lidelse=ja&maalgruppe=without_support"),
      RouteRow(
        .post, "/indlaeggelser/:id/henvisning/stoette", .partakers(.referPatient), "hidtidig_stoette=s85"),
    ],
    commands(
      .setReadyDate, "/indlaeggelser/:id/faerdigbehandlet", "faerdigbehandlet=2026-11-20&laege=Lind",
      "/api/v1/admissions/:id/ready-date", #"{"ready_on":"2026-11-20","declared_by":"Lind"}"#),
    commands(
      .protectIdentity, "/indlaeggelser/:id/beskyttelse", "beskyttet=ja",
      "/api/v1/admissions/:id/protection", #"{"protected":true}"#),
    commands(
      .referPatient, "/indlaeggelser/:id/henvisning", "maalgruppe=without_support",
      "/api/v1/admissions/:id/referral", #"{"target_group":"without_support"}"#),
    commands(
      .dischargePatient, "/indlaeggelser/:id/udskrivning", "udskrevet=2026-11-22T11:00",
      "/api/v1/admissions/:id/discharge", #"{"discharged_at":"2026-11-22T11:00"}"#),
    commands(
      .withdrawReadyDate, "/indlaeggelser/:id/tilbagekaldelse", "tilbagekaldt=2026-11-22&begrundelse=relapse",
      "/api/v1/admissions/:id/ready-date/withdrawal", #"{"withdrawn_on":"2026-11-22","reason":"relapse"}"#),
    commands(
      .expectReadyDate, "/indlaeggelser/:id/varsling", "varslet=2026-12-01",
      "/api/v1/admissions/:id/expected-ready-date", #"{"expected_on":"2026-12-01"}"#),
    [
      RouteRow(.post, "/indlaeggelser/:id/kommune", .wards(.recordMove), "kommune=0461&flyttet=2026-11-20"),
      RouteRow(
        .post, "/api/v1/admissions/:id/move", .wards(.recordMove),
        #"{"municipality":"0461","moved_on":"2026-11-20"}"#),
      RouteRow(.post, "/henvisninger/:id/kommune", .authorities(.recordMove), "kommune=0461&flyttet=2026-11-20"),
      RouteRow(
        .post, "/api/v1/referrals/:id/move", .authorities(.recordMove),
        #"{"municipality":"0461","moved_on":"2026-11-20"}"#),
      RouteRow(.get, "/henvisninger/:id/tilbagetraekning", .partakers(.withdrawReferral)),
    ],
  ]

  /// From the answer to the bed.
  private static let referrals: [[RouteRow]] = [
    commands(.answerReferral, "/henvisninger/:id/godkendelse", "", "/api/v1/referrals/:id/acceptance", "{}"),
    commands(
      .answerReferral, "/henvisninger/:id/afslag", "begrundelse=support_in_place&konsekvens=other_support_granted",
      "/api/v1/referrals/:id/decline", #"{"reason":"support_in_place"}"#),
    commands(
      .assignBed, "/henvisninger/:id/plads", "plads=:bed&foerste_nat=2026-11-22&planlagt_udflytning=2027-01-10",
      "/api/v1/referrals/:id/bed",
      #"{"bed":":bed","first_night":"2026-11-22","planned_move_out_on":"2027-01-10"}"#),
    commands(
      .offerBed, "/henvisninger/:id/tilbud",
      "plads=:bed&foerste_nat=2026-11-22&planlagt_udflytning=2027-01-10&svarfrist=2026-11-24T10:00",
      "/api/v1/referrals/:id/offer",
      #"{"bed":":bed","first_night":"2026-11-22","planned_move_out_on":"2027-01-10","answer_by":"2026-11-24T10:00"}"#),
    commands(
      .setPlacementWish, "/henvisninger/:id/oensker", "haster=4&tidligst=2026-12-01",
      "/api/v1/referrals/:id/wishes", #"{"priority":4,"earliest_move_in":"2026-12-01"}"#),
    commands(
      .answerProposal, "/henvisninger/:id/forslag", "fravigelse=price",
      "/api/v1/referrals/:id/proposal/skip", #"{"override_reason":"price"}"#),
    commands(
      .answerOfferAsOwner, "/henvisninger/:id/tilbud/ejer", "svar=ja",
      "/api/v1/referrals/:id/offer/owner-answer", #"{"answer":true}"#),
    commands(
      .answerOfferForPerson, "/henvisninger/:id/tilbud/borger", "svar=ja",
      "/api/v1/referrals/:id/offer/person-answer", #"{"answer":true}"#),
    commands(
      .moveIn, "/henvisninger/:id/indflytning", "indflyttet=2026-11-22&planlagt_udflytning=2027-01-10",
      "/api/v1/referrals/:id/move-in", #"{"moved_in_on":"2026-11-22","planned_move_out_on":"2027-01-10"}"#),
    commands(
      .moveOut, "/henvisninger/:id/udflytning", "udflyttet=2026-11-22&videre_indsats=s85&afslutning=planned",
      "/api/v1/referrals/:id/move-out", #"{"moved_out_on":"2026-11-22","onward_support":"s85"}"#),
    commands(
      .withdrawReferral, "/henvisninger/:id/tilbagetraekning", "begrundelse=person_declines",
      "/api/v1/referrals/:id/withdrawal", #"{"reason":"person_declines"}"#),
    commands(
      .askForInformation, "/henvisninger/:id/oplysninger", "spoergsmaal=Hvad+mangler%3F",
      "/api/v1/referrals/:id/question", #"{"question":"Hvad mangler?"}"#),
    commands(
      .giveInformation, "/henvisninger/:id/oplysninger/svar", "oplysninger=Intet",
      "/api/v1/referrals/:id/information", #"{"information":"Intet"}"#),
    commands(
      .orderQueue, "/henvisninger/:id/koe", "nummer=1&begrundelse=urgency",
      "/api/v1/referrals/:id/queue-place", #"{"place":1,"reason":"urgency"}"#),
  ]

  /// During a stay and after it.
  private static let stays: [[RouteRow]] = [
    commands(
      .clarifyStay, "/henvisninger/:id/afklaring", "afklaret=2026-11-22&videre_indsats=s85",
      "/api/v1/referrals/:id/clarification", #"{"clarified_on":"2026-11-22","onward_support":"s85"}"#),
    commands(
      .extendStay, "/henvisninger/:id/forlaengelse", "planlagt_udflytning=2027-01-20&begrundelse=relapse",
      "/api/v1/referrals/:id/extension", #"{"planned_move_out_on":"2027-01-20","reason":"relapse"}"#),
    commands(
      .transferStay, "/henvisninger/:id/flytning", "ny_plads=:bed&flyttet=2026-11-22",
      "/api/v1/referrals/:id/transfer", #"{"new_bed":":bed","moved_on":"2026-11-22"}"#),
    commands(
      .recordLeave, "/henvisninger/:id/fravaer", "fravaer_fra=2026-11-22&begrundelse=family",
      "/api/v1/referrals/:id/leave", #"{"leave_from":"2026-11-22","reason":"family"}"#),
    commands(
      .recordLeave, "/henvisninger/:id/fravaer/slut", "tilbage=2026-11-22",
      "/api/v1/referrals/:id/leave/end", #"{"returned_on":"2026-11-22"}"#),
    commands(.closeReferral, "/henvisninger/:id/afslutning", "", "/api/v1/referrals/:id/closing", "{}"),
  ]

  /// The ledger and corrections.
  private static let ledger: [[RouteRow]] = [
    [
      RouteRow(.get, "/regnskab", .holders(.seeLedger)), RouteRow(.get, "/regnskab/:id", .partakers(.seeLedger)),
    ],
    commands(
      .disputeDays, "/regnskab/:id/indsigelse",
      "foerste_dag=2026-11-20&sidste_dag=2026-11-21&aarsag=citizen&forklaring=Ventede+selv",
      "/api/v1/admissions/:id/dispute",
      #"{"first_day":"2026-11-20","last_day":"2026-11-21","cause":"citizen","explanation":"Ventede selv"}"#),
    commands(
      .disputeDays, "/regnskab/:id/svar", "indsigelse=:dispute&svar=ja&forklaring=Enig",
      "/api/v1/admissions/:id/dispute/answer", #"{"dispute":":dispute","answer":true,"explanation":"Enig"}"#),
    [
      RouteRow(
        .post, "/indlaeggelser/:id/rettelse", .wards(.correctDate),
        "dato=admitted_at&ny_dato=2026-11-11&forklaring=Tastefejl"),
      RouteRow(
        .post, "/api/v1/admissions/:id/correction", .wards(.correctDate),
        #"{"date":"admitted_at","value":"2026-11-11","explanation":"Tastefejl"}"#),
      RouteRow(
        .post, "/henvisninger/:id/rettelse", .authorities(.correctDate),
        "dato=decided_on&ny_dato=2026-11-21&forklaring=Tastefejl"),
      RouteRow(
        .post, "/api/v1/referrals/:id/correction", .authorities(.correctDate),
        #"{"date":"decided_on","value":"2026-11-21","explanation":"Tastefejl"}"#),
    ],
  ]

  /// Sheets and letters.
  private static let sheets: [[RouteRow]] = [
    SheetKind.allCases.flatMap { kind -> [RouteRow] in
      let question = kind.questions[0]
      let answer =
        if case .one(let codes) = question.answer { codes[0] } else { "Skrevet" }
      let page = "/henvisninger/:id/\(SheetWords.slug(kind))"
      return [RouteRow(.get, page, .partakers(.seeReferrals))]
        + commands(
          kind.permission, page, "\(question.code)=\(answer)", "/api/v1/referrals/:id/sheets/\(kind.rawValue)",
          "{\"\(question.code)\":\"\(answer)\"}")
    },
    commands(
      .noteCircumstances, "/henvisninger/:id/videregivelse/tilbagetraekning",
      "ark=:disclosure&trukket_tilbage=2026-11-22", "/api/v1/referrals/:id/sheets/disclosure/withdrawal",
      #"{"sheet":":disclosure","withdrawn_on":"2026-11-22"}"#),
    commands(
      .acknowledgeHandOver, "/henvisninger/:id/kvittering", "", "/api/v1/referrals/:id/sheets/hand_over/receipt", "{}"),
    [
      RouteRow(.get, "/henvisninger/:id/afgoerelsesbrev", .authorities(.answerReferral)),
      RouteRow(.get, "/henvisninger/:id/dit-forloeb", .partakers(.seeReferrals)),
    ],
  ]

  /// What is due.
  private static let tasks: [[RouteRow]] = [
    [
      RouteRow(.get, "/opgaver", .holders(.takeTask)), RouteRow(.get, "/opgaver/:id", .whoeverIsSignedIn),
      RouteRow(.get, "/frister", .holders(.setDeadlines)),
      RouteRow(.post, "/frister", .holders(.setDeadlines), "opgave=answer_referral&arbejdsdage=3"),
      RouteRow(
        .post, "/frister/lukkedage", .holders(.setDeadlines), "lukkedag=2026-12-23&forklaring=Lillejuleaften"),
      RouteRow(.post, "/frister/telefon", .holders(.setDeadlines), "telefon=72 10 70 00"),
      RouteRow(.post, "/frister/lukkedage/fjern", .holders(.setDeadlines), "lukkedag=2026-12-23"),
      RouteRow(.get, "/vaegte", .holders(.setDeadlines)),
      RouteRow(
        .post, "/vaegte", .holders(.setDeadlines), "anden_kommune=10&anden_region=20&ikke_oensket=0&aendring=5"),
      RouteRow(.get, "/aftaler", .holders(.seeAgreements)),
      RouteRow(.post, "/aftaler", .holders(.setAgreement), "koeber=0461&gaelder_fra=2026-12-01&pris=2150"),
    ],
    commands(
      .takeTask, "/opgaver/:id", "opgave=answer_referral&svar=ja", "/api/v1/referrals/:id/task",
      #"{"task":"answer_referral","answer":true}"#),
  ]

  /// What is shown and said of beds.
  private static let beds: [[RouteRow]] = [
    [RouteRow(.get, "/pladser/:id", .holders(.seeBeds))],
    commands(
      .closeBed, "/pladser/:id/lukning", "foerste_dag=2027-03-01&aabner=2027-03-05&aarsag_til_lukning=Maling",
      "/api/v1/beds/:id/closure",
      #"{"first_day":"2027-03-01","opens_on":"2027-03-05","why_closed":"Maling"}"#),
    commands(
      .closeBed, "/pladser/:id/aabning", "lukkeperiode=:closure&aabner=2027-06-15", "/api/v1/beds/:id/opening",
      #"{"closure":":closure","opens_on":"2027-06-15"}"#),
    commands(.stateBeds, "/tilbud/:id/bekraeftelse", "", "/api/v1/sites/:id/statement", "{}"),
  ]

  /// Whether the address names a bed or a house.
  var isAboutBed: Bool {
    ["/pladser/:id", "/api/v1/beds/:id", "/tilbud/:id", "/api/v1/sites/:id"].contains { path.hasPrefix($0) }
  }

  var isAboutSite: Bool { path.hasPrefix("/tilbud/:id") || path.hasPrefix("/api/v1/sites/:id") }

  /// A command has a page and an endpoint.
  private static func commands(
    _ permission: Permission, _ page: String, _ form: String, _ endpoint: String, _ json: String
  ) -> [RouteRow] {
    [
      RouteRow(.post, page, .partakers(permission), form), RouteRow(.post, endpoint, .partakers(permission), json),
    ]
  }
}
