import Afklaring
import HTTPTypes
import Hummingbird

/// An answer that is not what was asked for, told in Danish on a page and in English as problem+json (RFC 9457).
enum Problem {
  case signInNeeded
  case notPermitted
  case notFound
  case invalid([FieldProblem])
  case refused(any Worded)
  case tooLarge
  case notReadable
  case unreadable(String)
  case foreign
  case http(HTTPResponse.Status)
  case unexpected(incident: String)

  var status: HTTPResponse.Status {
    switch self {
    case .signInNeeded: .unauthorized
    case .notPermitted, .foreign: .forbidden
    case .notFound: .notFound
    case .invalid: .unprocessableContent
    case .refused(let refusal): refusal.status
    case .tooLarge: .contentTooLarge
    case .notReadable, .unreadable: .badRequest
    case .http(let status): status
    case .unexpected: .internalServerError
    }
  }

  // MARK: For pages

  /// Who is not signed in is led to where they can; everything else is a page that says what and where to go on.
  func page(to visitor: Visitor?) -> Response {
    if case .signInNeeded = self { return .seeOther("/log-ind") }
    let content: HTML = """
      <h1>\(danishTitle)</h1>
      <div class="notice bad">\(danishLines.map { "<p>\($0)</p>" as HTML })</div>
      <p><a href="/">Til forsiden</a></p>
      """
    return Page(title: danishTitle, content: content).response(to: visitor, status: status)
  }

  private var danishTitle: String {
    switch self {
    case .signInNeeded: "Log ind"
    case .notPermitted: "Det har du ikke adgang til"
    case .notFound: "Siden findes ikke"
    case .invalid, .refused: "Det lykkedes ikke"
    case .tooLarge: "Der blev sendt for meget"
    case .notReadable, .unreadable, .http: "Forespørgslen kunne ikke læses"
    case .foreign: "Formularen er udløbet"
    case .unexpected: "Der skete en fejl"
    }
  }

  private var danishLines: [String] {
    switch self {
    case .signInNeeded: ["Log ind for at fortsætte."]
    case .notPermitted: ["Din rolle giver ikke adgang til dette. Kontakt jeres administrator, hvis det er forkert."]
    case .notFound: ["Siden findes ikke, eller du har ikke adgang til den."]
    case .invalid(let problems): problems.map(\.danish)
    case .refused(let refusal): [refusal.danish]
    case .tooLarge: ["En formular må højst fylde 1 MB."]
    case .notReadable, .unreadable, .http: ["Gå tilbage, og prøv igen fra siden."]
    case .foreign: ["Gå tilbage, genindlæs siden, og send formularen igen. Intet er ændret."]
    case .unexpected(let incident):
      ["Intet er ændret. Prøv igen om lidt.", "Sker det igen, så oplys hændelsesnummer \(incident)."]
    }
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
    if case .signInNeeded = self { headers[.wwwAuthenticate] = "Bearer" }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  private var code: String {
    switch self {
    case .signInNeeded: "sign-in-needed"
    case .notPermitted: "not-permitted"
    case .notFound: "not-found"
    case .invalid: "invalid-fields"
    case .refused(let refusal): refusal.code
    case .tooLarge: "too-large"
    case .notReadable, .unreadable: "not-readable"
    case .foreign: "foreign-form"
    case .http: "bad-request"
    case .unexpected: "unexpected"
    }
  }

  private var english: String {
    switch self {
    case .signInNeeded: "send a session's token as Authorization: Bearer"
    case .notPermitted: "your role does not permit this"
    case .notFound: "there is no such thing that you can see"
    case .invalid(let problems): problems.first?.english ?? "some fields do not fit"
    case .refused(let refusal): refusal.english
    case .tooLarge: "the body is too large: 1 MB at most, 100 MB for messages"
    case .notReadable: "expected a form"
    case .unreadable(let reason): reason
    case .foreign: "the form is not of this session"
    case .http(let status): status.reasonPhrase
    case .unexpected: "something went wrong here; nothing was changed"
    }
  }
}

/// A body that is not what the endpoint takes.
struct UnreadableBody: Error {
  let reason: String
}
