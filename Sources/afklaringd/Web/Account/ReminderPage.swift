import Afklaring
import HTTPTypes
import Hummingbird

/// `/konto/paamindelser`: where reminders go, and who stands in while one is away.
struct ReminderPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    try await page(to: try context.requireVisitor(), .none, status: .ok)
  }

  @Sendable func submitEmail(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    let email = input.optionalText(.email, limit: 254)
    if let email, !Self.isAddress(email) { input.note(.email, .notAnAddress) }
    guard input.problems.isEmpty else {
      let (mistakes, status) = try Mistake.all(in: input.invalid)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
    try await OwnAccount(of: visitor, services).setEmail(email)
    return .seeOther("/konto/paamindelser")
  }

  @Sendable func submitAbsence(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    let own = try OwnAccount(of: visitor, services)
    do {
      if input.truth(.answer) == false {
        _ = try await own.setAbsence(nil, coveredBy: "")
        return .seeOther("/konto/paamindelser")
      }
      let (from, to, cover) = (input.day(.firstDay), input.day(.lastDay), input.text(.userName))
      guard let from, let to, let cover else { throw input.invalid }
      guard from <= to else {
        input.note(.lastDay, .notAfterFirstDay)
        throw input.invalid
      }
      guard try await own.setAbsence(from..<to.adding(days: 1), coveredBy: cover) else {
        input.note(.userName, .notAColleague)
        throw input.invalid
      }
      return .seeOther("/konto/paamindelser")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  /// The address of a form, asked for without one.
  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/konto/paamindelser")
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && SMTP.isSafe(text)
  }

  private func page(to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status) async throws -> Response {
    let state = try await OwnAccount(of: visitor, services).reminders()
    let content: HTML = """
      <p class="crumbs"><a href="/konto">Min konto</a> / Påmindelser</p>
      <h1>Påmindelser og fravær</h1>
      \(Forms.errors(sent))
      <div class="panels">
      <section class="panel" aria-labelledby="mail"><h2 id="mail">E-mail</h2>
      <p>På arbejdsdage om morgenen får du at vide, hvor mange af dine opgaver der har frist. Mailen nævner ingen borgere.</p>
      \(Forms.form(
        "/konto/paamindelser", by: visitor, button: "Gem",
        Forms.input(
          .email, type: "email", value: state.email ?? "", hint: "Tom, hvis du ikke vil have påmindelser",
          isRequired: false, in: sent)))</section>
      <section class="panel" aria-labelledby="fravaer"><h2 id="fravaer">Når du er væk</h2>\(absence(state, visitor, sent))</section>
      </div>
      """
    return Page(title: "Påmindelser", content: content).response(to: visitor, at: "/konto", status: status)
  }

  private func absence(_ state: OwnReminders, _ visitor: Visitor, _ sent: SentForm) -> HTML {
    if let absence = state.absence {
      return """
        <p>Fra \(DanishDates.day(absence.from)) til og med \(DanishDates.day(absence.to.adding(days: -1))) tager \(absence.coverName) dine opgaver.</p>
        \(Forms.form(
          "/konto/fravaer", by: visitor, button: "Fjern fraværet", isSecondary: true, Forms.hidden(.answer, "nej")))
        """
    }
    return "<p>En kollega får dine opgaver at se imens.</p>"
      + Forms.form(
        "/konto/fravaer", by: visitor, button: "Gem fraværet", isSecondary: true,
        Forms.input(.firstDay, type: "date", in: sent) + Forms.input(.lastDay, type: "date", in: sent)
          + Forms.input(.userName, hint: "Kollegaens brugernavn", in: sent))
  }
}
