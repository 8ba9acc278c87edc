import Afklaring
import Hummingbird
import Referral

/// `/indlaeggelser`: a ward's patients, how long each has waited, and the way to admit another.
struct PatientListPage: Sendable {
  let services: Services

  private static let pageSize = 50

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let place = request.uri.queryParameters["efter"].flatMap { ListPlace<AdmissionSubject>($0) }
    return try await page(for: try context.requireVisitor(), behind: place, .none, status: .ok)
  }

  @Sendable func admit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    guard let ward = visitor.actor.ward else { throw AccessRefusal.notPermitted(.admitPatient) }
    var input = try await FormReading.input(request, from: visitor)
    do {
      let admission = try await services.perform(
        AdmitPatient(&input, of: ward, by: visitor.actor, services), by: visitor.actor)
      return .seeOther("/indlaeggelser/\(admission)")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(for: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  private func page(
    for visitor: Visitor, behind place: ListPlace<AdmissionSubject>? = nil, _ sent: SentForm,
    status: HTTPResponse.Status
  ) async throws -> Response {
    let now = services.now
    let (patients, waited) = try await services.database.reading(as: visitor.actor) { transaction in
      let patients = try await PatientRecord.list(
        for: visitor.actor, behind: place, count: Self.pageSize + 1, in: transaction, keys: services.database.keys)
      return (patients, try await WaitedDays.of(patients.map(\.admission), asOf: now, in: transaction))
    }
    let content: HTML = """
      <h1>Mine patienter</h1>
      \(Forms.errors(sent))
      \(patients.isEmpty ? "<div class=\"empty\"><p>Ingen er indlagt på afdelingen. Registrér en indlæggelse nedenfor.</p></div>" : table(Array(patients.prefix(Self.pageSize)), waited))
      \(if: patients.count > Self.pageSize, ListPager.html("/indlaeggelser", behind: "\(patients[Self.pageSize - 1].place)"))
      <section class="panel" aria-labelledby="ny"><h2 id="ny">Registrér en indlæggelse</h2>
      \(form(for: visitor, sent))</section>
      """
    return Page(title: "Mine patienter", content: content).response(to: visitor, at: "/indlaeggelser", status: status)
  }

  private func table(_ patients: [PatientRecord], _ waited: [AdmissionID: WaitedDays]) -> HTML {
    let rows = patients.map { patient in
      """
      <tr><th scope="row" data-label="Patient"><a href="/indlaeggelser/\(path: patient.admission.description)">\(DanishNames.person(patient.name, isProtected: patient.isProtected))</a>\(if: patient.isProtected, " \(DanishWords.protected)")</th>
      <td data-label="CPR-nummer" class="nowrap">\(patient.number?.masked)</td>
      <td data-label="Indlagt" class="nowrap">\(DanishDates.day(patient.admittedAt.day))</td>
      <td data-label="Færdigbehandlet" class="nowrap">\(waited[patient.admission]?.readyOn.map(DanishDates.day) ?? "Nej")</td>
      <td data-label="Færdigbehandlings&shy;dage" class="num">\(waited[patient.admission]?.days.count ?? 0)</td>
      <td data-label="Henvisning">\(patient.referralState.map(DanishWords.badge) ?? "Ingen")</td></tr>
      """ as HTML
    }
    return """
      <table class="table blocks"><caption>\(patients.count) \(patients.count == 1 ? "indlagt" : "indlagte")</caption>
      <thead><tr><th scope="col">Patient</th><th scope="col">CPR-nummer</th><th scope="col">Indlagt</th>
      <th scope="col">Færdigbehandlet</th><th scope="col" class="num">Færdigbehandlingsdage</th>
      <th scope="col">Henvisning</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private func form(for visitor: Visitor, _ sent: SentForm) -> HTML {
    return Forms.form(
      "/indlaeggelser", by: visitor, button: "Registrér indlæggelsen",
      Forms.input(.personNumber, hint: "Ti cifre, med eller uden bindestreg", in: sent)
        + Forms.input(.name, in: sent)
        + Forms.choices(.homeMunicipality, Forms.municipalities(of: services.places), in: sent)
        + Forms.input(.admittedAt, type: "datetime-local", in: sent)
        + Forms.choices(.acute, [("ja", "Ja"), ("nej", "Nej")], in: sent)
        + Forms.tick(.protectedIdentity, in: sent))
  }
}
