import Postgres
import Testing

/// What the client says no to; a test fails that gets no such answer. (`#expect(throws:)` does not nest.)
@discardableResult
func refused(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Sendable
) async -> PostgresError? {
  do {
    _ = try await body()
    Issue.record("expected a refusal", sourceLocation: sourceLocation)
  } catch let error as PostgresError {
    return error
  } catch {
    Issue.record("expected a refusal of the client's, not \(error)", sourceLocation: sourceLocation)
  }
  return nil
}
