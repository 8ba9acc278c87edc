public import Afklaring
public import Postgres

/// An organisation that has looked at what is kept about a person, and when last.
public struct PastLook: Sendable {
  public let municipality: String?
  /// A ward or a site.
  public let place: String?
  /// Of whoever belongs to none of them.
  public let role: Role?
  public let lastAt: Instant

  /// Those of a person, the latest first; none for who is not told who the person is.
  public static func all(of person: PersonID, in transaction: Transaction) async throws -> [PastLook] {
    try await transaction.query(
      """
      select municipality, place, role, last_looked_at from who_looked(\(person))
      order by last_looked_at desc, municipality, place
      """
    ).map { row in
      PastLook(
        municipality: try row("municipality"), place: try row("place"),
        role: try row("role", as: String?.self).flatMap(Role.init(rawValue:)),
        lastAt: try row("last_looked_at"))
    }
  }
}
