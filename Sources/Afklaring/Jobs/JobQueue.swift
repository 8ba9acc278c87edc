internal import FoundationEssentials
public import Postgres

extension Job {
  /// Puts the job on the queue with the caller's transaction: it runs if, and only if, that commits.
  public func enqueue(in transaction: Transaction) throws {
    let payload = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    transaction.later("insert into job (kind, payload) values (\(Self.kind), \(payload)::jsonb)")
  }
}

/// Takes jobs off the queue, each by one worker at a time; a worker that dies leaves its job to the next.
public struct JobQueue: Sendable {
  private let database: Database
  private let kinds: [String: any Job.Type]
  private let attempts = 10

  public init(_ database: Database, kinds: [any Job.Type]) {
    self.database = database
    self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })
  }

  /// Runs what is due.
  ///
  /// - Returns: how many jobs were done.
  @discardableResult
  public func runDue(observe: @Sendable (Observation) -> Void) async throws -> Int {
    var done = 0
    while let claim = try await claim() {
      do {
        try await run(claim)
        done += 1
        observe(.jobDone(kind: claim.kind, id: claim.id))
      } catch {
        let isLast = try await postpone(claim, error)
        observe(.jobFailed(kind: claim.kind, id: claim.id, isLast: isLast, reason: Observation.reason(error)))
      }
    }
    return done
  }

  private struct Claim: Sendable {
    let id: Int
    let kind: String
    let payload: String
    let attempts: Int
  }

  private func claim() async throws -> Claim? {
    let rows = try await database.pool.query(
      """
      update job
      set locked_until = now() + interval '2 minutes', attempts = attempts + 1
      where job_id = (
        select job_id
        from job
        where failed_at is null and run_at <= now() and (locked_until is null or locked_until < now())
        order by run_at, job_id
        for update skip locked
        limit 1)
      returning job_id, kind, payload::text, attempts
      """)
    guard let row = rows.first else { return nil }
    let (id, kind, payload, attempts) = try row.decode(Int.self, String.self, String.self, Int.self)
    return Claim(id: id, kind: kind, payload: payload, attempts: attempts)
  }

  private func run(_ claim: Claim) async throws {
    guard let kind = kinds[claim.kind] else { throw JobProblem.unknownKind(claim.kind) }
    let job = try kind.init(json: claim.payload)
    try await database.pool.transaction { transaction in
      let owned = try await transaction.query("delete from job where job_id = \(claim.id) returning job_id")
      guard !owned.isEmpty else { return }
      try await job.perform(JobContext(jobID: claim.id, now: database.clock.now, transaction: transaction))
    }
  }

  /// Tries again after a growing pause, ten times; then the job stays, marked, for a person to look at.
  private func postpone(_ claim: Claim, _ error: any Error) async throws -> Bool {
    let isLast = claim.attempts >= attempts
    try await database.pool.query(
      """
      update job
      set locked_until = null,
        run_at = now() + interval '1 second' * \(1 << min(claim.attempts, 12)),
        failed_at = case when \(isLast) then now() end,
        last_problem = \(Observation.reason(error))
      where job_id = \(claim.id)
      """)
    return isLast
  }
}

extension Job {
  fileprivate init(json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }
}

enum JobProblem: Error, CustomStringConvertible {
  case unknownKind(String)

  var description: String {
    switch self {
    case .unknownKind(let kind): "no job is called \(kind)"
    }
  }
}
