import Afklaring
import HTTPTypes
import Hummingbird
import Referral

/// `/noedadgang`: how somebody looks at a person whose case is others', and how the municipality learns of it.
struct EmergencyPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.openEmergencyAccess)
    return try await page(to: visitor, .none, status: .ok)
  }

  @Sendable func open(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.openEmergencyAccess)
    do {
      let (number, reason) = (input.personNumber(.personNumber), input.optionalText(.reason, limit: 500))
      guard let number, input.problems.isEmpty else { throw input.invalid }
      let command = OpenEmergencyAccess(to: number, reason: reason ?? "", keys: services.database.keys)
      if let access = try await services.perform(command, by: visitor.actor) {
        return .seeOther("/noedadgang/\(access)")
      }
      let mistake = Mistake(
        field: .personNumber, sentence: "Der er ikke gemt noget om en borger med det nummer. Opslaget er skrevet op.")
      return try await page(to: visitor, SentForm(typed: input, mistakes: [mistake]), status: .unprocessableContent)
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  @Sendable func look(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as EmergencyAccessID)
    let record = try await services.database.looking(as: visitor.actor) { transaction, looks in
      try await EmergencyRecord.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
    }
    let name = DanishNames.person(record.name, isProtected: record.isProtected)
    let content: HTML = """
      <p class="crumbs"><a href="/noedadgang">Nødadgang</a> / \(name)</p>
      <h1>\(name) \(if: record.isProtected, DanishWords.protected)</h1>
      <p class="lead">CPR-nummer \(record.number?.masked ?? "ikke oplyst"). Nødadgang til \(DanishDates.instant(record.endsAt)); borgerens kommune kan se den.</p>
      <section aria-labelledby="indlagt"><h2 id="indlagt">Indlæggelser</h2>\(Self.admissions(record))</section>
      <section aria-labelledby="henvist"><h2 id="henvist">Henvisninger</h2>\(Self.courses(record))</section>
      """
    return Page(title: "Nødadgang", content: content).response(to: visitor, at: "/noedadgang")
  }

  private func page(to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status) async throws -> Response {
    let fields: HTML = """
      \(Forms.input(.personNumber, hint: "Ti cifre, med eller uden bindestreg", in: sent))
      \(Forms.input(.reason, hint: "Hvorfor det er nødvendigt nu. Skriv ikke navne eller numre.", in: sent))
      """
    let content: HTML = """
      <h1>Nødadgang</h1>
      <p class="lead">Til en borger, som du ikke har en sag med, når det er nødvendigt for liv eller helbred.</p>
      <div class="notice"><p>Du ser borgeren i \(OpenEmergencyAccess.hours) timer. Borgerens kommune kan se dit navn og din begrundelse.</p></div>
      \(Forms.errors(sent))
      \(Forms.form("/noedadgang", by: visitor, button: "Åbn nødadgang", fields))
      \(try await notices(visitor))
      """
    return Page(title: "Nødadgang", content: content).response(to: visitor, at: "/noedadgang", status: status)
  }

  private func notices(_ visitor: Visitor) async throws -> HTML {
    guard Permission.seeEmergencyAccess.roles.contains(visitor.actor.standing.role) else { return .empty }
    let notices = try await services.database.reading(as: visitor.actor) { transaction in
      try await EmergencyNotice.all(for: visitor.actor, in: transaction, keys: services.database.keys)
    }
    guard !notices.isEmpty else {
      return
        "<section><h2>Nødadgang til jeres borgere</h2><div class=\"empty\"><p>Ingen har brugt nødadgang til en af jeres borgere.</p></div></section>"
    }
    let rows = notices.map { notice in
      """
      <tr><th scope="row" data-label="Tidspunkt" class="nowrap">\(DanishDates.instant(notice.beganAt))</th>
      <td data-label="Borger">\(notice.number?.masked ?? "–")</td><td data-label="Hvem">\(notice.account)</td>
      <td data-label="Rolle">\(notice.role.map(DanishNames.role) ?? "–")</td>
      <td data-label="Organisation">\(notice.organisation ?? "–")</td>
      <td data-label="Begrundelse">\(notice.reason ?? "Kan ikke læses")</td></tr>
      """ as HTML
    }
    return """
      <section aria-labelledby="brugt"><h2 id="brugt">Nødadgang til jeres borgere</h2>
      <table class="table blocks"><caption>\(notices.count == EmergencyNotice.most ? "De \(notices.count) nyeste" : "\(notices.count) i alt")</caption>
      <thead><tr><th scope="col">Tidspunkt</th><th scope="col">Borger</th><th scope="col">Hvem</th>
      <th scope="col">Rolle</th><th scope="col">Organisation</th><th scope="col">Begrundelse</th></tr></thead>
      <tbody>\(rows)</tbody></table></section>
      """
  }

  private static func admissions(_ record: EmergencyRecord) -> HTML {
    let rows = record.admissions.map { admission in
      """
      <tr><th scope="row" data-label="Afdeling">\(admission.ward)</th>
      <td data-label="Bopælskommune">\(DanishNames.council(admission.homeMunicipality))</td>
      <td data-label="Indlagt" class="nowrap">\(DanishDates.instant(admission.admittedAt))</td>
      <td data-label="Udskrevet" class="nowrap">\(admission.dischargedAt.map(DanishDates.instant) ?? "–")</td></tr>
      """ as HTML
    }
    return table(["Afdeling", "Bopælskommune", "Indlagt", "Udskrevet"], rows, none: "Ingen indlæggelser er kendt.")
  }

  private static func courses(_ record: EmergencyRecord) -> HTML {
    let rows = record.referrals.map { course in
      """
      <tr><th scope="row" data-label="Handlekommune">\(DanishNames.council(course.municipality))</th>
      <td data-label="Henvist" class="nowrap">\(DanishDates.instant(course.submittedAt))</td>
      <td data-label="Status">\(course.state.map(DanishWords.badge))</td>
      <td data-label="Tilbud">\(course.site ?? "–")</td></tr>
      """ as HTML
    }
    return table(["Handlekommune", "Henvist", "Status", "Tilbud"], rows, none: "Ingen henvisninger er kendt.")
  }

  private static func table(_ heads: [String], _ rows: [HTML], none: String) -> HTML {
    guard !rows.isEmpty else { return "<div class=\"empty\"><p>\(none)</p></div>" }
    return """
      <table class="table blocks"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }
}

extension OpenEmergencyAccess.No: Worded {
  var field: Field? { .reason }
  var danish: String { "Skriv en begrundelse på mindst \(OpenEmergencyAccess.leastReason) tegn." }
  var english: String { "the reason has to be at least \(OpenEmergencyAccess.leastReason) characters" }
}
