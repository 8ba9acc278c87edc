import Afklaring
import HTTPTypes
import Hummingbird

/// `/opslag`: the auditor asks, by a number that no address carries, who has looked at a person.
struct LookUpPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.lookUp)
    return page(to: visitor, .none, .empty, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.lookUp)
    guard let number = input.personNumber(.personNumber) else {
      let (mistakes, status) = try Mistake.all(in: input.invalid)
      return page(to: visitor, SentForm(typed: input, mistakes: mistakes), .empty, status: status)
    }
    let lines = try await LookUp.lines(about: number, for: visitor.actor, in: services.database)
    return page(to: visitor, .none, Self.found(lines, number), status: .ok)
  }

  private func page(
    to visitor: Visitor, _ sent: SentForm, _ found: HTML, status: HTTPResponse.Status
  ) -> Response {
    let content: HTML = """
      <h1>Opslag</h1>
      <p class="lead">Hvem har set eller ændret det, der er gemt om en borger. Dit eget opslag bliver også skrevet op.</p>
      \(Forms.errors(sent))
      \(Forms.form(
        "/opslag", by: visitor, button: "Slå op",
        Forms.input(.personNumber, hint: "Ti cifre, med eller uden bindestreg", in: sent)))
      \(found)
      """
    return Page(title: "Opslag", content: content).response(to: visitor, at: "/opslag", status: status)
  }

  private static func found(_ lines: [LookUp.Line]?, _ number: PersonNumber) -> HTML {
    guard let lines else {
      return "<div class=\"empty\"><p>Der er ikke gemt noget om en borger med nummeret \(number.masked).</p></div>"
    }
    let rows = lines.map { line in
      let who = line.account ?? "Afklaring"
      return """
        <tr><th scope="row" data-label="Tidspunkt" class="nowrap">\(DanishDates.instant(line.recordedAt))</th>
        <td data-label="Hvem">\(who)</td><td data-label="Rolle">\(line.role.map(DanishNames.role) ?? "–")</td>
        <td data-label="Organisation">\(line.organisation ?? "–")</td>
        <td data-label="Grundlag">\(line.ground.map(DanishWords.ground) ?? "–")</td>
        <td data-label="Hvad">\(line.kind == .look ? "Så" : "Ændrede"): \(DanishWords.action(line.action))</td></tr>
        """ as HTML
    }
    let newest = lines.count == LookUp.most ? ", de nyeste" : ""
    return """
      <section aria-labelledby="fundet"><h2 id="fundet">Borger \(number.masked)</h2>
      <table class="table blocks"><caption>\(lines.count) \(lines.count == 1 ? "linje" : "linjer")\(newest)</caption>
      <thead><tr><th scope="col">Tidspunkt</th><th scope="col">Hvem</th><th scope="col">Rolle</th>
      <th scope="col">Organisation</th><th scope="col">Grundlag</th><th scope="col">Hvad</th></tr></thead><tbody>\(rows)</tbody></table></section>
      """
  }
}

extension DanishWords {
  static func ground(_ ground: Ground) -> String {
    switch ground {
    case .treatment: "Behandling"
    case .casework: "Sagsbehandling"
    case .lending: "Udlån af plads"
    case .support: "Støtte på tilbuddet"
    case .emergency: "Nødadgang"
    case .audit: "Revision"
    case .ownAccount: "Egen konto"
    case .administration: "Administration"
    case .operation: "Drift"
    }
  }

  /// What somebody did, as the event log names it.
  static func action(_ action: String) -> String {
    switch action {
    case "see-referral": "henvisningen"
    case "see-patient": "patientens side"
    case "see-ledger": "regnskabet over færdigbehandlingsdage"
    case "look-up": "opslaget"
    case "see-in-emergency": "borgeren, i nødadgang"
    default:
      switch Permission(rawValue: action) {
      case .admitPatient: "indlæggelse"
      case .setReadyDate: "færdigbehandlingsdato"
      case .withdrawReadyDate: "tilbagekaldt færdigbehandling"
      case .expectReadyDate: "varslet færdigbehandling"
      case .recordMove: "flytning til en anden kommune"
      case .correctDate: "rettelse af en dato"
      case .disputeDays: "indsigelse mod årsag"
      case .dischargePatient: "udskrivning"
      case .referPatient: "henvisning"
      case .withdrawReferral: "tilbagetrækning af henvisning"
      case .askForInformation: "spørgsmål til afdelingen"
      case .giveInformation: "oplysninger til kommunen"
      case .answerReferral: "svar på henvisning"
      case .orderQueue: "plads i køen"
      case .takeTask: "hvem der har en opgave"
      case .setDeadlines: "frister"
      case .closeBed: "lukkeperiode"
      case .stateBeds: "bekræftelse af pladser"
      case .setAgreement: "aftale om køb af pladser"
      case .handOver: "overlevering"
      case .acknowledgeHandOver: "kvittering for overlevering"
      case .noteCircumstances: "alkohol, stoffer eller videregivelse"
      case .workOnClarification: "arbejde med afklaringen"
      case .lapseOffer: "pladstilbud udløbet"
      case .offerBed: "tilbud om plads"
      case .answerOfferAsOwner: "ejerens svar på tilbud"
      case .answerOfferForPerson: "borgerens svar på tilbud"
      case .setPlacementWish: "ønsker til pladsen"
      case .makePlan: "samlet forslag"
      case .answerProposal: "svar på forslag"
      case .makeForecast: "prognose"
      case .assignBed: "bevilling af plads"
      case .protectIdentity: "navne- og adressebeskyttelse"
      case .moveIn: "indflytning"
      case .extendStay: "forlængelse"
      case .growStay: "overskredet udflytning"
      case .transferStay: "flytning til en anden plads"
      case .recordLeave: "fravær"
      case .clarifyStay: "afklaring"
      case .moveOut: "udflytning"
      case .closeReferral: "afslutning af forløbet"
      case .takeMessage: "besked fra hospital"
      case .openEmergencyAccess: "åbnede nødadgang"
      case .manageAccounts, .lookUp, .seeEmergencyAccess, .seeReferrals, .seeLedger, .keepSheets, .seeBeds,
        .seeAgreements, .seePlan, .seeForecast,
        .seeFigures,
        nil:
        action
      }
    }
  }
}
