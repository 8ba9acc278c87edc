import Afklaring
import Hummingbird
import Referral

/// The commands as JSON: the same values, refusals and order of things as on the pages.
struct CommandEndpoints: Sendable {
  let services: Services

  private struct Created: Encodable {
    let id: String
  }

  @Sendable func admit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    guard let ward = visitor.actor.ward else { throw AccessRefusal.notPermitted(.admitPatient) }
    var input = try await JSONBody.input(request)
    let command = try AdmitPatient(&input, of: ward, by: visitor.actor, services)
    try input.requireNothingElse()
    let admission = try await services.perform(command, by: visitor.actor)
    return try JSONBody.response(Created(id: "\(admission)"), status: .created)
  }

  /// A command that changes something: 204 when done.
  func perform<One: Readable, Kind>(
    _ command: One.Type
  ) -> @Sendable (Request, WebContext) async throws -> Response
  where One.Subject == Identifier<Kind>, One.Outcome == Void {
    { request, context in
      let visitor = try context.requireVisitor()
      try visitor.actor.require(One.permission)
      var input = try await JSONBody.input(request)
      let command = try One(&input, of: try context.identifier(), by: visitor.actor, services)
      try input.requireNothingElse()
      try await services.perform(command, by: visitor.actor)
      return Response(status: .noContent)
    }
  }

  /// A sheet of a case: its questions are the fields.
  func saveSheet(_ kind: SheetKind) -> @Sendable (Request, WebContext) async throws -> Response {
    { request, context in
      let visitor = try context.requireVisitor()
      try visitor.actor.require(kind.permission)
      let given = try await JSONBody.input(request).given
      let known = kind.questions.map(\.code)
      guard given.keys.allSatisfy(known.contains) else {
        throw UnreadableBody(reason: "expected no other fields than \(known.joined(separator: ", "))")
      }
      try await SheetPage(services: services, kind: kind).save(given, context.identifier(), by: visitor)
      return Response(status: .noContent)
    }
  }

  /// A command that makes something: 201 and its id.
  func create<One: Readable, Kind, Made>(
    _ command: One.Type
  ) -> @Sendable (Request, WebContext) async throws -> Response
  where One.Subject == Identifier<Kind>, One.Outcome == Identifier<Made> {
    { request, context in
      let visitor = try context.requireVisitor()
      try visitor.actor.require(One.permission)
      var input = try await JSONBody.input(request)
      let command = try One(&input, of: try context.identifier(), by: visitor.actor, services)
      try input.requireNothingElse()
      let made = try await services.perform(command, by: visitor.actor)
      return try JSONBody.response(Created(id: "\(made)"), status: .created)
    }
  }
}
