import Afklaring
import Logging
import Metrics

/// Turns an observation into a log line and a metric. Only what the cases carry can get there.
struct Observer: Sendable {
  private let logger: Logger

  init(_ logger: Logger) {
    self.logger = logger
  }

  func callAsFunction(_ observation: Observation) {
    switch observation {
    case .started(let address):
      logger.notice("serving at \(address)")
    case .migrated(let applied, let version):
      logger.notice("the schema is at \(version)", metadata: ["applied": "\(applied.count)"])
    case .requestServed(let route, let status, let seconds):
      Timer(label: "http_request", dimensions: [("route", route), ("status", "\(status)")]).recordNanoseconds(
        Int64(seconds * 1e9))
    case .requestUnreadable:
      Counter(label: "requests_unreadable").increment()
    case .unavailable(let route, let reason):
      Counter(label: "requests_unavailable").increment()
      logger.warning("the database could not serve", metadata: ["route": "\(route)", "reason": "\(reason)"])
    case .unexpected(let incident, let route, let reason):
      Counter(label: "unexpected_errors").increment()
      logger.error("unexpected", metadata: ["incident": "\(incident)", "route": "\(route)", "reason": "\(reason)"])
    case .signedIn(let account):
      Counter(label: "sign_ins", dimensions: [("outcome", "accepted")]).increment()
      logger.info("signed in", metadata: ["account": "\(account)"])
    case .signInRefused:
      Counter(label: "sign_ins", dimensions: [("outcome", "refused")]).increment()
      logger.info("sign-in refused")
    case .signInHeldBack:
      Counter(label: "sign_ins", dimensions: [("outcome", "held_back")]).increment()
      logger.warning("sign-in held back after too many tries")
    case .commandRefused(let command, let code):
      Counter(label: "commands_refused", dimensions: [("command", command), ("code", code)]).increment()
    case .jobDone(let kind, _):
      Counter(label: "jobs", dimensions: [("kind", kind), ("outcome", "done")]).increment()
    case .jobFailed(let kind, let id, let isLast, let reason):
      Counter(label: "jobs", dimensions: [("kind", kind), ("outcome", isLast ? "given_up" : "failed")]).increment()
      logger.warning(
        isLast ? "a job was given up" : "a job failed",
        metadata: ["kind": "\(kind)", "job": "\(id)", "reason": "\(reason)"])
    case .journalSealed(let count):
      Counter(label: "journal_entries_sealed").increment(by: count)
    case .dutyDone(let duty, let count):
      Counter(label: "background_done", dimensions: [("duty", duty)]).increment(by: count)
    case .keysRead(let count):
      logger.notice("the keys were read anew", metadata: ["keys": "\(count)"])
    case .backgroundFailed(let duty, let reason):
      Counter(label: "background_failures", dimensions: [("duty", duty)]).increment()
      logger.warning("a background duty failed", metadata: ["duty": "\(duty)", "reason": "\(reason)"])
    case .messageTaken(let outcome, let treatment):
      Counter(label: "messages", dimensions: [("outcome", outcome), ("treatment", treatment)]).increment()
    case .stopped:
      logger.notice("stopped")
    }
  }
}
