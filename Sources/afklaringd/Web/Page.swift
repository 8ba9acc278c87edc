import Afklaring
import HTTPTypes
import Hummingbird

/// A whole page: the frame that all have, and what is on this one.
struct Page {
  let title: String
  let content: HTML

  func response(to visitor: Visitor?, at path: String = "", status: HTTPResponse.Status = .ok) -> Response {
    let html: HTML = """
      <!doctype html>
      <html lang="da">
      <head>
      <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) – Afklaring</title>
      <link rel="stylesheet" href="/afklaring.css">
      <script src="/afklaring.js" defer></script>
      </head>
      <body>
      <a class="skip" href="#indhold">Spring til indholdet</a>
      <header class="top"><div>
      <a class="brand" href="/">Afklaring</a>
      \(visitor.map { Self.head(of: $0, at: path) })
      </div></header>
      <main class="page" id="indhold" tabindex="-1">
      \(content)
      </main>
      </body>
      </html>
      """
    return Response(
      status: status, headers: Self.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: html.bytes)))
  }

  /// Who is signed in, as what, and where they can go.
  private static func head(of visitor: Visitor, at path: String) -> HTML {
    let links = places(for: visitor.actor.standing.role).map { place in
      """
      <li><a href="\(place.path)"\(attribute: "aria-current", path.hasPrefix(place.path) ? "page" : nil)>\(place.name)</a></li>
      """ as HTML
    }
    return """
      <form class="who" method="post" action="/log-ud">\(Forms.token(visitor))<p><strong>\(visitor.organisation)</strong>, \
      \(DanishNames.role(visitor.actor.standing.role)) · <a href="/konto">\(visitor.name)</a><span class="out"> · <button class="linklike">Log ud</button></span></p></form>
      <nav class="nav" aria-label="Hovedmenu"><ul>\(links)</ul></nav>
      """
  }

  private static func places(for role: Role) -> [(path: String, name: String)] {
    var places: [(String, String)] = []
    if Permission.referPatient.roles.contains(role) { places.append(("/indlaeggelser", "Mine patienter")) }
    if Permission.seeReferrals.roles.contains(role) { places.append(("/henvisninger", "Henvisninger")) }
    if Permission.takeTask.roles.contains(role) { places.append(("/opgaver", "Opgaver")) }
    if Permission.seeLedger.roles.contains(role) { places.append(("/regnskab", "Regnskab")) }
    if Permission.seePlan.roles.contains(role) { places.append(("/plan", "Samlet forslag")) }
    if Permission.seeForecast.roles.contains(role) { places.append(("/scenarier", "Hvad nu hvis")) }
    if Permission.seeBeds.roles.contains(role) { places.append(("/pladser", "Pladser")) }
    if Permission.seeAgreements.roles.contains(role) { places.append(("/aftaler", "Aftaler")) }
    if Permission.seeFigures.roles.contains(role) {
      places.append((figures, "Tal"))
    }
    if Permission.openEmergencyAccess.roles.contains(role) { places.append(("/noedadgang", "Nødadgang")) }
    if Permission.manageAccounts.roles.contains(role) { places.append(("/konti", "Konti")) }
    if Permission.setDeadlines.roles.contains(role) { places.append(("/frister", "Frister")) }
    if Permission.setDeadlines.roles.contains(role) { places.append(("/vaegte", "Vægte")) }
    if Permission.lookUp.roles.contains(role) { places.append(("/opslag", "Opslag")) }
    return places
  }

  /// The first of the pages with figures.
  static let figures = "/tal/faerdigbehandlingsdage"

  /// Where somebody begins after signing in.
  static func first(for role: Role) -> String { places(for: role).first?.path ?? "/konto" }

  static let headers: HTTPFields = [
    .contentType: "text/html; charset=utf-8",
    .cacheControl: "no-store",
  ]
}

extension Response {
  static func seeOther(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }
}
