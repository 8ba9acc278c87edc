import Afklaring
import Hummingbird
import Referral

/// `/frister`: how many working days a municipality has for each task; its administrator sets them.
struct DeadlinePage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.setDeadlines)
    return try await page(to: visitor, .none, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.setDeadlines)
    do {
      let (task, days) = (input.choice(.task, of: TaskKind.self), input.number(.workingDays))
      guard let task, let days else { throw input.invalid }
      try await services.perform(SetDeadline(task, workingDays: days), by: visitor.actor)
      return .seeOther("/frister")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  private func page(to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status) async throws -> Response {
    guard case .administrator(let municipality) = visitor.actor.standing else {
      throw AccessRefusal.notPermitted(.setDeadlines)
    }
    let own = try await services.database.reading(as: visitor.actor) {
      try await SetDeadline.all(of: municipality, in: $0)
    }
    let kinds = TaskKind.allCases.filter { $0.usualWorkingDays != nil }
    let rows = kinds.map { kind in
      """
      <tr><th scope="row">\(TaskWords.name(kind))</th><td class="num">\(own[kind] ?? kind.usualWorkingDays ?? 0)</td>
      <td>\(own[kind] == nil ? "Programmets egen" : "Kommunens")</td></tr>
      """ as HTML
    }
    let content: HTML = """
      <h1>Frister</h1>
      <p class="lead">Hvor mange arbejdsdage der er til hver opgave. En dag tæller fra dagen efter.</p>
      \(Forms.errors(sent))
      <table class="table narrow"><thead><tr><th scope="col">Opgave</th><th scope="col" class="num">Arbejdsdage</th>
      <th scope="col">Fastsat af</th></tr></thead><tbody>\(rows)</tbody></table>
      \(Forms.form(
        "/frister", by: visitor, button: "Gem fristen",
        Forms.choices(.task, kinds.map { ($0.rawValue, TaskWords.name($0)) }, in: sent)
          + Forms.input(.workingDays, type: "number", in: sent)))
      """
    return Page(title: "Frister", content: content).response(to: visitor, at: "/frister", status: status)
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
