import Afklaring
import Hummingbird
import Logging
import NIOCore

/// One request on its way: Hummingbird's own part, and who is asking.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  var visitor: Visitor?
  /// The other end of the connection.
  let peer: String?

  init(source: ApplicationRequestContextSource) {
    peer = source.channel.remoteAddress?.ipAddress
    coreContext = CoreRequestContextStorage(source: source)
  }

  var maxUploadSize: Int { 1 << 20 }

  /// - Throws: `SignInNeeded` where nobody is signed in, `ErrandFirst` where something has to be done before all else.
  func requireVisitor() throws -> Visitor {
    let visitor = try requireSession()
    if let errand = visitor.errand { throw ErrandFirst(errand: errand) }
    return visitor
  }

  /// For the pages of the own account, where errands are done.
  func requireSession() throws(SignInNeeded) -> Visitor {
    guard let visitor else { throw SignInNeeded() }
    return visitor
  }

  /// The identifier in a path.
  ///
  /// - Throws: `AccessRefusal.notFound` where it is not one: there is no such page then.
  func identifier<Subject>(_ name: String = "id") throws(AccessRefusal) -> Identifier<Subject> {
    guard let identifier = parameters.get(name).flatMap({ Identifier<Subject>($0) }) else { throw .notFound }
    return identifier
  }
}

struct SignInNeeded: Error {}

/// What somebody has to do with the account before anything else.
enum Errand: Sendable {
  case changePassword
  case addSecondStep

  var path: String {
    switch self {
    case .changePassword: "/konto/adgangskode"
    case .addSecondStep: "/konto/to-trin"
    }
  }
}

struct ErrandFirst: Error {
  let errand: Errand
}

/// Somebody who is signed in.
struct Visitor: Sendable {
  let actor: Actor
  let name: String
  /// The organisation in words: `Fredericia Kommune`, `Psykiatrien Middelfart O2`.
  let organisation: String
  /// What every form of this session carries; a page of another origin cannot know it.
  let formToken: String
  let errand: Errand?
}
