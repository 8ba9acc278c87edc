import Afklaring
import HTTPTypes
import Hummingbird

/// `/konto/to-trin`: codes from a telephone, from the next sign-in on.
struct SecondStepPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    try await page(OneTimeSecret(), to: try context.requireSession(), [], status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireSession()
    var input = try await FormReading.input(request, from: visitor)
    let own = try OwnAccount(of: visitor, services)
    let (password, code) = (input.text(.password), input.text(.code, limit: 40))
    guard let sealed = input.text(.secret, limit: 400), let secret = own.opened(sealed) else {
      return try await page(OneTimeSecret(), to: visitor, [], status: .unprocessableContent)
    }
    guard let password, let code else {
      let mistakes = try Mistake.all(in: input.invalid).0
      return try await page(secret, to: visitor, mistakes, status: .unprocessableContent)
    }
    let digits = code.filter { !$0.isWhitespace }
    guard let step = secret.step(of: digits, at: services.now, after: nil) else {
      let mistake = Mistake(
        field: .code, sentence: "Koden passer ikke. Se, om telefonens ur går rigtigt, og prøv den næste kode.")
      return try await page(secret, to: visitor, [mistake], status: .unprocessableContent)
    }
    let userName = try await own.state(seenSince: services.now).userName
    guard try await own.knows(password, userName, services.proxies.client(of: request, from: context.peer), services)
    else {
      let mistake = Mistake(field: .password, sentence: "Adgangskoden er forkert.")
      return try await page(secret, to: visitor, [mistake], status: .unprocessableContent)
    }
    return done(try await own.addSecondStep(secret, step: step), visitor)
  }

  private func page(
    _ secret: OneTimeSecret, to visitor: Visitor, _ mistakes: [Mistake], status: HTTPResponse.Status
  ) async throws -> Response {
    let own = try OwnAccount(of: visitor, services)
    let why: HTML =
      visitor.errand == nil ? .empty : "<p class=\"lead\">Som administrator skal du logge ind i to trin.</p>"
    let userName = try await own.state(seenSince: services.now).userName
    let address = "otpauth://totp/Afklaring:\(userName)?secret=\(secret.text)&issuer=Afklaring"
    let content: HTML = """
      <h1>To-trins-login</h1>
      \(why)
      \(Forms.errors(mistakes))
      <ol class="steps">
      <li>Åbn en app til engangskoder på din telefon, og vælg at tilføje en konto.</li>
      <li>Scan billedet med appen. \(QRPicture(address)?.html(label: "Nøglen som billede; den står også som tekst nedenfor"))
      Kan du ikke scanne, så skriv nøglen i appen, eller <a href="\(address)">åbn den på telefonen</a>: <p class="secret">\(secret.groups)</p></li>
      <li>Skriv koden, som appen viser, og din adgangskode.</li>
      </ol>
      <form method="post" action="/konto/to-trin">\(Forms.token(visitor))\(Forms.hidden(.secret, try own.sealed(secret)))
      <div class="field"><label for="kode">Engangskode</label>
      <input class="input" id="kode" name="kode" inputmode="numeric" autocomplete="one-time-code" required></div>
      <div class="field"><label for="adgangskode">Adgangskode</label>
      <input class="input" id="adgangskode" name="adgangskode" type="password" autocomplete="current-password" required></div>
      <div class="actions"><button class="button">Slå to-trins-login til</button></div>
      </form>
      """
    return Page(title: "To-trins-login", content: content).response(to: visitor, at: "/konto", status: status)
  }

  private func done(_ codes: [String], _ visitor: Visitor) -> Response {
    let content: HTML = """
      <h1>To-trins-login er slået til</h1>
      <p class="lead">Gem reservekoderne et sikkert sted. Hver kan bruges én gang, hvis du ikke har telefonen. De vises ikke igen.</p>
      <ul class="plain secret">\(codes.map { "<li>\($0)</li>" as HTML })</ul>
      <p><a class="button" href="/">Videre</a></p>
      """
    return Page(title: "To-trins-login", content: content).response(to: visitor, at: "/konto")
  }
}

extension OneTimeSecret {
  /// In groups of four, easier to type.
  fileprivate var groups: String {
    let letters = Array(text)
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
      .joined(separator: " ")
  }
}
