import Afklaring
import HTTPTypes
import Hummingbird

/// `/konto/adgangskode`: a new password, by who knows the old one.
struct PasswordPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    page(to: try context.requireSession(), [], status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireSession()
    var input = try await FormReading.input(request, from: visitor)
    let (old, new) = (input.text(.password), input.text(.newPassword))
    let own = try OwnAccount(of: visitor, services)
    guard let old, let new else {
      return page(to: visitor, try Mistake.all(in: input.invalid).0, status: .unprocessableContent)
    }
    let userName = try await own.state(seenSince: services.now).userName
    if let mistake = try await mistake(
      old, new, userName, own, services.proxies.client(of: request, from: context.peer))
    {
      return page(to: visitor, [mistake], status: .unprocessableContent)
    }
    try await own.change(to: try await services.passwords.hash(new))
    return .seeOther(visitor.errand == nil ? "/konto" : "/")
  }

  private func mistake(
    _ old: String, _ new: String, _ userName: String, _ own: OwnAccount, _ address: ClientAddress?
  ) async throws -> Mistake? {
    guard new != old else {
      return Mistake(field: .newPassword, sentence: "Den nye adgangskode er den samme som den gamle.")
    }
    if let objection = try await services.passwords.objection(to: new, of: userName) {
      return Mistake(field: .newPassword, sentence: objection.danish)
    }
    return try await own.knows(old, userName, address, services)
      ? nil : Mistake(field: .password, sentence: "Den nuværende adgangskode er forkert.")
  }

  private func page(to visitor: Visitor, _ mistakes: [Mistake], status: HTTPResponse.Status) -> Response {
    let why: HTML =
      visitor.errand == nil
      ? .empty : "<p class=\"lead\">Din første adgangskode skal skiftes, før du kan gå videre.</p>"
    let content: HTML = """
      <h1>Skift adgangskode</h1>
      \(why)
      \(Forms.errors(mistakes))
      <form method="post" action="/konto/adgangskode">\(Forms.token(visitor))
      <div class="field"><label for="adgangskode">Nuværende adgangskode</label>
      <input class="input" id="adgangskode" name="adgangskode" type="password" autocomplete="current-password" required></div>
      <div class="field"><label for="ny_adgangskode">Ny adgangskode</label>
      <p class="hint">Mindst \(PasswordRule.least) tegn. Flere tilfældige ord efter hinanden er lette at huske og svære at gætte.</p>
      <input class="input" id="ny_adgangskode" name="ny_adgangskode" type="password" autocomplete="new-password" required></div>
      <div class="actions"><button class="button">Skift adgangskode</button></div>
      </form>
      <p>Andre steder, hvor du er logget ind, bliver logget ud.</p>
      """
    return Page(title: "Skift adgangskode", content: content).response(to: visitor, at: "/konto", status: status)
  }
}

extension OwnAccount {
  /// Whether a password is the account's; tries are counted as at the door.
  func knows(
    _ password: String, _ userName: String, _ address: ClientAddress?, _ services: Services
  ) async throws -> Bool {
    let person = SignInThrottle.Person(userName: userName, address: address, device: nil)
    let found = try await LocalAccounts(services: services).identify(.init(person: person, password: password))
    return found?.account == id
  }
}

extension PasswordObjection {
  fileprivate var danish: String {
    switch self {
    case .tooShort: "Den nye adgangskode skal være på mindst \(PasswordRule.least) tegn."
    case .unusable: "Den nye adgangskode må højst være på \(PasswordRule.most) tegn, og alle skal kunne ses."
    case .guessable: "Den nye adgangskode er for let at gætte. Undgå enkelte ord, navne og mønstre."
    }
  }
}
