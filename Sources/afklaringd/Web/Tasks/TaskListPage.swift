import Afklaring
import Capacity
import Hummingbird
import Postgres
import Referral

/// `/opgaver`: what the visitor's organisation has to do, the most urgent first; one's own on request.
struct TaskListPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.takeTask)
    let showsOwn = request.uri.queryParameters["vis"] == "mine"
    return try await page(to: visitor, showsOwn, [], status: .ok)
  }

  /// `/opgaver/:id`: a task of a referral is taken, or given back.
  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.takeTask)
    do {
      try await services.perform(TakeTask(&input, of: id, by: visitor.actor, services), by: visitor.actor)
      return .seeOther("/opgaver")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, false, mistakes, status: status)
    }
  }

  private func page(
    to visitor: Visitor, _ showsOwn: Bool, _ mistakes: [Mistake], status: HTTPResponse.Status
  ) async throws -> Response {
    let today = services.now.day
    let (statement, all, covered) = try await services.database.reading(as: visitor.actor) { transaction in
      (
        try await Self.statement(of: visitor.actor.site, in: transaction),
        try await CaseTask.list(for: visitor.actor, on: today, in: transaction, keys: services.database.keys),
        try await CaseTask.covered(by: visitor.actor.accountID, on: today, in: transaction)
      )
    }
    let own = visitor.actor.accountID.map { covered.union([$0]) } ?? covered
    let tasks = showsOwn ? all.filter { $0.takenBy.map(own.contains) ?? false } : all
    let content: HTML = """
      <h1>Opgaver</h1>
      <p class="lead">Det, \(visitor.organisation) skal gøre. Frister er i arbejdsdage.</p>
      \(Forms.errors(mistakes))
      \(statement.map { Self.reminder($0, today) })
      <form class="filters" action="/opgaver">
      <div class="field"><label for="vis">Vis</label><select class="input" id="vis" name="vis">
      <option value="">Alles</option><option value="mine"\(attribute: "selected", if: showsOwn)>Mine</option>
      </select></div><button class="button secondary">Vis</button></form>
      \(tasks.isEmpty ? Self.empty(showsOwn) : table(tasks, today, covered, visitor))
      """
    return Page(title: "Opgaver", content: content).response(to: visitor, at: "/opgaver", status: status)
  }

  private static func statement(of site: SiteID?, in transaction: Transaction) async throws -> SiteStatement? {
    guard let site else { return nil }
    return try await SiteStatement.of(site, in: transaction)
  }

  /// What is known of the house's beds has to be confirmed now and then.
  private static func reminder(_ statement: SiteStatement, _ today: CalendarDay) -> HTML {
    guard !statement.isFresh(on: today) else { return .empty }
    return """
      <div class="notice"><p>Jeres pladser er ikke bekræftet i \(SiteStatement.workingDays) arbejdsdage.
      <a href="/pladser">Se, om de står rigtigt, og bekræft dem</a>.</p></div>
      """
  }

  private func table(
    _ tasks: [CaseTask], _ today: CalendarDay, _ covered: Set<AccountID>, _ visitor: Visitor
  ) -> HTML {
    let rows = tasks.map { task in
      """
      <tr><th scope="row" data-label="Frist" class="nowrap">\(DanishDates.day(task.dueOn)) \(Self.badge(task, today))</th>
      <td data-label="Opgave"><a href="/henvisninger/\(path: task.referral.description)">\(TaskWords.name(task.kind))</a></td>
      <td data-label="Borger">\(DanishNames.person(task.name, isProtected: task.isProtected))</td>
      <td data-label="Hos">\(hands(task, covered, visitor))</td></tr>
      """ as HTML
    }
    return """
      <table class="table blocks"><caption>\(tasks.count == 1 ? "1 opgave" : "\(tasks.count) opgaver, de mest presserende først")</caption>
      <thead><tr><th scope="col">Frist</th><th scope="col">Opgave</th><th scope="col">Borger</th><th scope="col">Hos</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  private static func badge(_ task: CaseTask, _ today: CalendarDay) -> HTML {
    if task.isEscalated(on: today) { return "<span class=\"badge late\">Meget forsinket</span>" }
    if task.isLate(on: today) { return "<span class=\"badge late\">Overskredet</span>" }
    return task.dueOn == today ? "<span class=\"badge waiting\">I dag</span>" : .empty
  }

  private func hands(_ task: CaseTask, _ covered: Set<AccountID>, _ visitor: Visitor) -> HTML {
    let isOwn = task.takenBy != nil && task.takenBy == visitor.actor.accountID
    let isCovered = task.takenBy.map(covered.contains) ?? false
    if let name = task.takerName, !isOwn, !isCovered { return "\(name)" }
    return """
      \(if: isCovered, "<p>\(task.takerName), som du dækker</p>")
      <form method="post" action="/opgaver/\(path: task.referral.description)">\(Forms.token(visitor))\(Forms.hidden(.task, task.kind.rawValue))\
      \(Forms.hidden(.answer, isOwn ? "nej" : "ja"))<button class="button small secondary">\(isOwn ? "Giv tilbage" : "Tag opgaven")\
      <span class="unseen">: \(TaskWords.name(task.kind)), \(DanishNames.person(task.name, isProtected: task.isProtected))</span></button></form>
      """
  }

  private static func empty(_ showsOwn: Bool) -> HTML {
    """
    <div class="empty"><p>\(showsOwn ? "Du har ingen opgaver i hånden." : "Der er ingen opgaver lige nu.")</p></div>
    """
  }
}

extension TakeTask: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let task = input.choice(.task, of: TaskKind.self)
    let isTaken = input.truth(.answer)
    guard let task, input.problems.isEmpty else { throw input.invalid }
    self.init(referral, task, isTaken: isTaken ?? true)
  }
}

extension TakeTask.No: Worded {
  var danish: String { "En kollega har allerede taget opgaven." }
  var english: String { "a colleague has taken the task already" }
}

enum TaskWords {
  static func name(_ kind: TaskKind) -> String {
    switch kind {
    case .answerReferral: "Svar på henvisningen"
    case .giveInformation: "Giv kommunen de oplysninger, den har bedt om"
    case .findBed: "Find en plads"
    case .answerOfferAsOwner: "Svar på, om jeres plads kan bruges"
    case .answerOfferForPerson: "Registrér borgerens svar på pladstilbuddet"
    case .assignBed: "Bevilg pladsen"
    case .writeHandOver: "Skriv overleveringen"
    case .acknowledgeHandOver: "Læs overleveringen, og kvittér"
    case .moveIn: "Registrér indflytningen"
    case .weeklyStatus: "Skriv ugestatus"
    case .clarify: "Opholdet slutter snart: afklar, hvad der skal ske bagefter"
    case .moveOut: "Registrér udflytningen"
    case .followUp: "Følg op, tre måneder efter udflytningen"
    case .close: "Afslut forløbet"
    }
  }
}
