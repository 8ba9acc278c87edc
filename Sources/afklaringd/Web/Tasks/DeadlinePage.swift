import Afklaring
import Hummingbird
import Referral

/// `/frister`: how many working days a municipality has for each task, on which it is closed, and whom citizens ring there;
/// its administrator sets them.
struct DeadlinePage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.setDeadlines)
    return try await page(to: visitor, .none, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    try await submit(request, context, Self.deadline) { input in
      let (task, days) = (input.choice(.task, of: TaskKind.self), input.number(.workingDays))
      guard let task, let days else { throw input.invalid }
      return SetDeadline(task, workingDays: days)
    }
  }

  @Sendable func close(_ request: Request, _ context: WebContext) async throws -> Response {
    try await submit(request, context, Self.closing) { input in
      let (day, name) = (input.day(.closedOn), input.text(.explanation, limit: 60))
      guard let day, let name else { throw input.invalid }
      return SetClosingDay(day, name: name)
    }
  }

  @Sendable func reopen(_ request: Request, _ context: WebContext) async throws -> Response {
    try await submit(request, context, Self.closing) { input in
      guard let day = input.day(.closedOn) else { throw input.invalid }
      return SetClosingDay(day, name: nil)
    }
  }

  @Sendable func ring(_ request: Request, _ context: WebContext) async throws -> Response {
    try await submit(request, context, Self.telephone) { input in
      let telephone = input.optionalText(.telephone, limit: 20)
      guard input.problems.isEmpty else { throw input.invalid }
      return SetTelephone(telephone)
    }
  }

  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/frister")
  }

  /// Which of the page's forms was sent.
  private static let (deadline, closing, telephone) = ("-frist", "-lukkedag", "-telefon")

  private func submit<One: Command>(
    _ request: Request, _ context: WebContext, _ form: String, _ command: (inout Input) throws -> One
  ) async throws -> Response where One.No: Worded, One.Outcome == Void {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.setDeadlines)
    do {
      try await services.perform(try command(&input), by: visitor.actor)
      return .seeOther("/frister")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes, suffix: form), status: status)
    }
  }

  private func page(to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status) async throws -> Response {
    guard case .administrator(let municipality) = visitor.actor.standing else {
      throw AccessRefusal.notPermitted(.setDeadlines)
    }
    let today = services.now.day
    let (own, closed, telephone) = try await services.database.reading(as: visitor.actor) {
      (
        try await SetDeadline.all(of: municipality, in: $0),
        try await ClosingDay.all(of: municipality, from: today, in: $0),
        try await MunicipalityTelephone.of(municipality, in: $0)
      )
    }
    let sentDeadline = sent.part(Self.deadline)
    let kinds = TaskKind.allCases.filter { $0.usualWorkingDays != nil }
    let rows = kinds.map { kind in
      """
      <tr><th scope="row">\(TaskWords.name(kind))</th><td class="num">\(own[kind] ?? kind.usualWorkingDays ?? 0)</td>
      <td>\(own[kind] == nil ? "Standard" : "Kommunen")</td></tr>
      """ as HTML
    }
    let content: HTML = """
      <h1>Frister</h1>
      <p class="lead">Hvor mange arbejdsdage der er til hver opgave. En dag tæller fra dagen efter.</p>
      \(Forms.errors(sent))
      <table class="table narrow"><thead><tr><th scope="col">Opgave</th><th scope="col" class="num">Dage</th>
      <th scope="col">Fastsat af</th></tr></thead><tbody>\(rows)</tbody></table>
      \(Forms.form(
        "/frister", by: visitor, button: "Gem fristen",
        Forms.choices(.task, kinds.map { ($0.rawValue, TaskWords.name($0)) }, in: sentDeadline)
          + Forms.input(.workingDays, type: "number", in: sentDeadline)))
      \(closingDays(closed, visitor, sent.part(Self.closing)))
      <h2>Telefon til borgerne</h2>
      <p>Nummeret står i brevene til borgeren. Tomt felt fjerner det.</p>
      \(Forms.form(
        "/frister/telefon", by: visitor, button: "Gem nummeret",
        Forms.input(
          .telephone, type: "tel", value: telephone ?? "", isRequired: false, in: sent.part(Self.telephone))))
      """
    return Page(title: "Frister", content: content).response(to: visitor, at: "/frister", status: status)
  }

  private func closingDays(_ closed: [ClosingDay], _ visitor: Visitor, _ sent: SentForm) -> HTML {
    let rows = closed.map { one in
      """
      <tr><th scope="row">\(DanishDates.day(one.day))</th><td>\(one.name)</td>
      <td>\(Forms.form(
        "/frister/lukkedage/fjern", by: visitor, button: "Fjern", isSecondary: true,
        Forms.hidden(.closedOn, one.day.description)))</td></tr>
      """ as HTML
    }
    let table: HTML =
      rows.isEmpty
      ? "<div class=\"empty\"><p>Der er ingen lukkedage forude.</p></div>"
      : """
      <table class="table narrow"><thead><tr><th scope="col">Dag</th><th scope="col">Forklaring</th>
      <th scope="col"><span class="unseen">Fjern</span></th></tr></thead><tbody>\(rows)</tbody></table>
      """
    return """
      <h2>Lukkedage</h2>
      <p>Dage, hvor kommunen holder lukket ud over helligdagene. De tæller ikke med i fristerne.</p>
      \(table)
      \(Forms.form(
        "/frister/lukkedage", by: visitor, button: "Tilføj lukkedagen",
        Forms.input(.closedOn, type: "date", in: sent) + Forms.input(.explanation, in: sent)))
      """
  }
}

extension SetDeadline.No: Worded {
  var field: Field? {
    switch self {
    case .hasNoLength: .task
    case .isTooLong: .workingDays
    }
  }

  var danish: String {
    switch self {
    case .hasNoLength: "Fristen for den opgave følger af sagen selv."
    case .isTooLong: "En frist er højst 250 arbejdsdage."
    }
  }

  var english: String {
    switch self {
    case .hasNoLength: "the case itself states when that is due"
    case .isTooLong: "a deadline is 250 working days at most"
    }
  }
}

extension SetTelephone.No: Worded {
  var field: Field? { .telephone }
  var danish: String { "Skriv et telefonnummer på 8-20 tegn, fx 72 10 70 00 eller +45 72 10 70 00." }
  var english: String { "expected a telephone number of 8 to 20 digits and spaces, such as +45 72 10 70 00" }
}

extension SetClosingDay.No: Worded {
  var field: Field? { self == .nameTooLong ? .explanation : .closedOn }

  var danish: String {
    switch self {
    case .isNoWorkingDay: "Den dag er ikke en arbejdsdag."
    case .isPast: "Lukkedagen ligger i fortiden."
    case .nameTooLong: "Forklaringen må højst være 60 tegn."
    }
  }

  var english: String {
    switch self {
    case .isNoWorkingDay: "that day is no working day anyway"
    case .isPast: "a closing day cannot lie in the past"
    case .nameTooLong: "expected a name of 1 to 60 characters"
    }
  }
}
