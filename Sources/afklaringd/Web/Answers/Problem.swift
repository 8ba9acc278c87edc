import Afklaring
import HTTPTypes
import Hummingbird

/// An answer that is not what was asked for, told in Danish on a page and in English as problem+json (RFC 9457).
enum Problem {
  case signInNeeded
  case wrongPassword
  case secondStepNeeded
  case errandFirst(Errand)
  case notPermitted
  case notFound
  case invalid([FieldProblem])
  case refused(any Worded)
  case tooLarge
  case tooSlow
  /// Nobody is there any more to read the answer.
  case hungUp
  /// The database cannot serve just now, or took too long.
  case unavailable
  case tooManyTries(seconds: Int)
  case notReadable
  case unreadable(String)
  case foreign
  case wrongMethod(allowed: [HTTPRequest.Method])
  case http(HTTPResponse.Status)
  case unexpected(incident: String)

  var status: HTTPResponse.Status {
    switch self {
    case .signInNeeded, .wrongPassword, .secondStepNeeded: .unauthorized
    case .notPermitted, .foreign, .errandFirst: .forbidden
    case .notFound: .notFound
    case .invalid: .unprocessableContent
    case .refused(let refusal): refusal.status
    case .tooLarge: .contentTooLarge
    case .tooSlow: .requestTimeout
    case .unavailable: .serviceUnavailable
    case .tooManyTries: .tooManyRequests
    case .notReadable, .unreadable, .hungUp: .badRequest
    case .wrongMethod: .methodNotAllowed
    case .http(let status): status
    case .unexpected: .internalServerError
    }
  }

  // MARK: For pages

  /// Who is not signed in is led to where they can; everything else is a page that says what and where to go on.
  func page(to visitor: Visitor?) -> Response {
    if case .signInNeeded = self { return .seeOther("/log-ind") }
    if case .errandFirst(let errand) = self { return .seeOther(errand.path) }
    let content: HTML = """
      <h1>\(danishTitle)</h1>
      <div class="notice bad">\(danishLines.map { "<p>\($0)</p>" as HTML })</div>
      <p><a href="/">Til forsiden</a></p>
      """
    var response = Page(title: danishTitle, content: content).response(to: visitor, status: status)
    response.headers.append(contentsOf: extraHeaders)
    return response
  }

  private var extraHeaders: HTTPFields {
    switch self {
    case .signInNeeded, .wrongPassword, .secondStepNeeded: [.wwwAuthenticate: "Bearer"]
    case .unavailable: [.retryAfter: "5"]
    case .tooManyTries(let seconds): [.retryAfter: "\(seconds)"]
    case .wrongMethod(let allowed): [.allow: Self.list(allowed)]
    default: [:]
    }
  }

  private static func list(_ methods: [HTTPRequest.Method]) -> String {
    methods.map(\.rawValue).sorted().joined(separator: ", ")
  }

  private var danishTitle: String {
    switch self {
    case .signInNeeded, .wrongPassword, .secondStepNeeded, .errandFirst: "Log ind"
    case .notPermitted: "Det har du ikke adgang til"
    case .notFound: "Siden findes ikke"
    case .invalid, .refused: "Det lykkedes ikke"
    case .tooLarge: "Der blev sendt for meget"
    case .notReadable, .unreadable, .hungUp, .wrongMethod, .http: "Forespørgslen kunne ikke læses"
    case .tooSlow: "Forbindelsen var for langsom"
    case .unavailable: "Afklaring er optaget lige nu"
    case .tooManyTries: "For mange forsøg"
    case .foreign: "Formularen er udløbet"
    case .unexpected: "Der skete en fejl"
    }
  }

  private var danishLines: [String] {
    switch self {
    case .signInNeeded, .secondStepNeeded, .errandFirst: ["Log ind for at fortsætte."]
    case .wrongPassword: ["Brugernavn eller adgangskode er forkert."]
    case .notPermitted: ["Din rolle giver ikke adgang til dette. Kontakt jeres administrator, hvis det er forkert."]
    case .notFound: ["Siden findes ikke, eller du har ikke adgang til den."]
    case .invalid(let problems): problems.map(\.danish)
    case .refused(let refusal): [refusal.danish]
    case .tooLarge: ["En formular må højst fylde 1 MB."]
    case .notReadable, .unreadable, .hungUp, .wrongMethod, .http: ["Gå tilbage, og prøv igen fra siden."]
    case .tooSlow: ["Formularen nåede ikke frem. Intet er ændret. Gå tilbage, og send den igen."]
    case .unavailable: ["Gå tilbage, og prøv igen om et øjeblik. Se først efter, om det, du var i gang med, er gemt."]
    case .tooManyTries(let seconds): [Self.wait(seconds)]
    case .foreign: ["Gå tilbage, genindlæs siden, og send formularen igen. Intet er ændret."]
    case .unexpected(let incident):
      ["Intet er ændret. Prøv igen om lidt.", "Sker det igen, så oplys hændelsesnummer \(incident)."]
    }
  }

  private static func wait(_ seconds: Int) -> String {
    let minutes = (seconds + 59) / 60
    return "Der er forsøgt for mange gange. Prøv igen om \(minutes == 1 ? "et minut" : "\(minutes) minutter")."
  }

  // MARK: For the API

  var json: Response {
    var members = [
      "\"type\":\(JSONText.string("urn:afklaring:problem:\(code)"))", "\"title\":\(JSONText.string(english))",
      "\"status\":\(status.code)",
    ]
    if case .invalid(let problems) = self {
      let list = problems.map {
        "{\"field\":\(JSONText.string($0.field.inAPI)),\"reason\":\(JSONText.string($0.english))}"
      }
      members.append("\"problems\":[\(list.joined(separator: ","))]")
    }
    if case .unexpected(let incident) = self { members.append("\"incident\":\(JSONText.string(incident))") }
    let body = "{" + members.joined(separator: ",") + "}\n"
    var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    headers.append(contentsOf: extraHeaders)
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  private var code: String {
    switch self {
    case .signInNeeded: "sign-in-needed"
    case .wrongPassword: "wrong-name-or-password"
    case .secondStepNeeded: "second-step-needed"
    case .errandFirst: "account-not-ready"
    case .notPermitted: "not-permitted"
    case .notFound: "not-found"
    case .invalid: "invalid-fields"
    case .refused(let refusal): refusal.code
    case .tooLarge: "too-large"
    case .notReadable, .unreadable: "not-readable"
    case .tooSlow: "too-slow"
    case .unavailable: "unavailable"
    case .tooManyTries: "too-many-tries"
    case .foreign: "foreign-form"
    case .wrongMethod: "wrong-method"
    case .hungUp, .http: "bad-request"
    case .unexpected: "unexpected"
    }
  }

  private var english: String {
    switch self {
    case .signInNeeded: "send a session's token as Authorization: Bearer"
    case .wrongPassword: "the user name, the password or the code is wrong"
    case .secondStepNeeded: "send a code from the telephone as well"
    case .errandFirst(.changePassword): "sign in on the pages and change the first password"
    case .errandFirst(.addSecondStep): "sign in on the pages and add a second step"
    case .notPermitted: "your role does not permit this"
    case .notFound: "there is no such thing that you can see"
    case .invalid(let problems): problems.first?.english ?? "some fields do not fit"
    case .refused(let refusal): refusal.english
    case .tooLarge: "the body is too large: 1 MB at most"
    case .notReadable: "expected a form"
    case .unreadable(let reason): reason
    case .tooSlow: "the request did not arrive within a minute"
    case .hungUp: "the connection ended"
    case .unavailable: "the database cannot serve just now; try again in a moment"
    case .tooManyTries(let seconds): "too many tries to sign in; try again in \(seconds) seconds"
    case .foreign: "the form is not of this session"
    case .wrongMethod(let allowed): "expected one of \(Self.list(allowed))"
    case .http(let status): status.reasonPhrase
    case .unexpected: "something went wrong here; nothing was changed"
    }
  }
}

/// A body that is not what the endpoint takes.
struct UnreadableBody: Error {
  let reason: String
}
