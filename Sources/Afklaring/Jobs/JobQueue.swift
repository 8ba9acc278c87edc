internal import FoundationEssentials
public import Postgres
internal import Synchronization

extension Job {
  /// Puts the job on the queue with the caller's transaction: it runs if, and only if, that commits.
  public func enqueue(in transaction: Transaction) throws {
    let payload = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    transaction.later("insert into job (kind, payload) values (\(Self.kind), \(payload)::jsonb)")
  }
}

/// Takes jobs off the queue, many in one transaction, each by one worker at a time. A worker that dies takes nothing with
/// it: its transaction is undone, and its jobs are the next one's.
public struct JobQueue: Sendable {
  private let database: Database
  private let kinds: [String: any Job.Type]
  private let mail: (any MailSender)?
  /// How many are done in one transaction; one alone where a job reaches outside of the database.
  private let most: Int
  private let attempts = 10

  public init(
    _ database: Database, kinds: [any Job.Type], mail: (any MailSender)? = nil, atATime most: Int = 100
  ) {
    self.database = database
    self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })
    (self.mail, self.most) = (mail, most)
  }

  /// Runs what is due of its kinds, a hundred at a time; where one of a hundred fails, one at a time, to know which.
  ///
  /// - Returns: how many jobs were done.
  @discardableResult
  public func runDue(observe: @Sendable (Observation) -> Void) async throws -> Int {
    var (done, size) = (0, most)
    while true {
      let claims = Mutex<[Claim]>([])
      do {
        try await database.transaction(as: .system) { [size] in try await run(size, claims, in: $0) }
      } catch {
        let failed = claims.withLock(\.self)
        guard !failed.isEmpty else { throw error }
        if failed.count == 1 { try await postpone(failed[0], error, observe) }
        size = 1
        continue
      }
      let batch = claims.withLock(\.self)
      if batch.isEmpty { return done }
      for claim in batch { observe(.jobDone(kind: claim.kind, id: claim.id)) }
      done += batch.count
    }
  }

  private struct Claim: Sendable {
    let id: Int
    let kind: String
    let payload: String
    let attempts: Int
  }

  /// Takes jobs off the queue and performs them, all in one transaction; `claims` tells which, also when it fails.
  private func run(_ size: Int, _ claims: borrowing Mutex<[Claim]>, in transaction: Transaction) async throws {
    let batch = try await transaction.query(
      """
      delete from job
      where job_id in (
        select job_id
        from job
        where failed_at is null and run_at <= now() and kind = any(\(kinds.keys.sorted()))
        order by run_at, job_id
        for update skip locked
        limit \(size))
      returning job_id, kind, payload::text, attempts
      """
    ).map { row in
      let (id, kind, payload, attempts) = try row.decode(Int.self, String.self, String.self, Int.self)
      return Claim(id: id, kind: kind, payload: payload, attempts: attempts)
    }
    claims.withLock { $0 = batch }
    for claim in batch {
      guard let kind = kinds[claim.kind] else { throw JobProblem.unknownKind(claim.kind) }
      let job = try kind.init(json: claim.payload)
      try await job.perform(
        JobContext(jobID: claim.id, now: database.clock.now, transaction: transaction, keys: database.keys, mail: mail))
    }
  }

  /// Tries again after a growing pause, ten times; then the job stays, marked, for a person to look at.
  private func postpone(_ claim: Claim, _ error: any Error, _ observe: @Sendable (Observation) -> Void) async throws {
    let isLast = claim.attempts + 1 >= attempts
    let reason = Observation.reason(error)
    try await database.query(
      as: .system,
      """
      update job
      set attempts = attempts + 1,
        run_at = now() + interval '1 second' * \(1 << min(claim.attempts, 12)),
        failed_at = case when \(isLast) then now() end,
        last_problem = \(reason)
      where job_id = \(claim.id)
      """)
    observe(.jobFailed(kind: claim.kind, id: claim.id, isLast: isLast, reason: reason))
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
