import Afklaring

/// A command that a form or an API call can ask for: read from the same fields by both.
protocol Readable: Command where No: Worded {
  /// What the address names: an admission, a referral, or the actor's own organisation.
  associatedtype Subject: Sendable

  /// - Throws: `InvalidInput` with every field that does not fit.
  init(_ input: inout Input, of subject: Subject, by actor: Actor, _ services: Services) throws

  /// Whether the actor may still see the subject when the command is done.
  var leavesSubjectInSight: Bool { get }
}

extension Readable {
  var leavesSubjectInSight: Bool { true }
}
