import Afklaring

extension Services {
  /// Performs a command for a page or an endpoint.
  ///
  /// - Throws: `Refused` with the refusal in words; access refusals and what is unexpected as they are.
  func perform<One: Command>(_ command: One, by actor: Actor) async throws -> One.Outcome where One.No: Worded {
    do {
      return try await database.perform(command, by: actor)
    } catch let refusal as One.No {
      observer(.commandRefused(command: One.permission.rawValue, code: refusal.code))
      throw Refused(refusal)
    }
  }
}

/// A command's "no", ready to be told.
struct Refused: Error {
  let refusal: any Worded

  init(_ refusal: any Worded) {
    self.refusal = refusal
  }
}
