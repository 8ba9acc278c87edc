internal import Postgres

/// What counts as recorded when nobody says by when.
enum Recording {
  /// An instant before which no write is still open, so that a report as known at it can be asked for again.
  ///
  /// It is taken before the snapshot in which the report is read: whatever was recorded by then is in that snapshot.
  /// A transaction that has just begun may be about to write.
  static func cutoff(in database: Database) async throws -> Instant {
    let rows = try await database.query(
      as: .reporting,
      """
      select least(now(), min(backend.xact_start) - interval '1 microsecond')
      from pg_stat_activity as backend
      where backend.datname = current_database() and backend.pid <> pg_backend_pid()
        and backend.backend_type = 'client backend'
        and (backend.backend_xid is not null or backend.xact_start > clock_timestamp() - interval '2 seconds')
      """)
    return try rows[0].decode(Instant.self)
  }
}
