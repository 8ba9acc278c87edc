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

  /// - Throws: `SignInNeeded` where nobody is signed in.
  func requireVisitor() throws(SignInNeeded) -> Visitor {
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

/// Somebody who is signed in.
struct Visitor: Sendable {
  let actor: Actor
  let name: String
  /// The organisation in words: `Fredericia Kommune`, `Psykiatrien Middelfart O2`.
  let organisation: String
  /// What every form of this session carries; a page of another origin cannot know it.
  let formToken: String
}
