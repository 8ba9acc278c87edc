import Afklaring
import Postgres
import Referral
import ServiceLifecycle

/// Every timer of the daemon on one page.
struct Schedule: Service {
  let services: Services
  let listening: ConnectionSettings
  let keyFile: KeyFile

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await every(.milliseconds(500), "seal the event log", sealJournal) }
        group.addTask { await every(.seconds(10), "run jobs", runJobs) }
        group.addTask { await every(.seconds(60), "let offers lapse", lapseOffers) }
        group.addTask { await every(.seconds(600), "let overdue stays grow", growOverdueStays) }
        group.addTask { await every(.seconds(600), "make the night's plan", makePlan) }
        group.addTask { await every(.seconds(60), "send reminders", sendReminders) }
        group.addTask { await whenToldOfJobs() }
        group.addTask { await every(.seconds(600), "forget sessions", forgetSessions) }
        group.addTask { await every(.seconds(1), "read the key file", readKeys) }
      }
    }
  }

  private func every(
    _ pause: Duration, _ duty: String, _ work: @Sendable () async throws -> Void
  ) async {
    while !Task.isCancelled {
      do {
        try await work()
      } catch is CancellationError {
        return
      } catch {
        services.observer(.backgroundFailed(duty: duty, reason: Observation.reason(error)))
      }
      do { try await Task.sleep(for: pause) } catch { return }
    }
  }

  private func sealJournal() async throws {
    var sealed = 0
    repeat {
      sealed = try await Sealer.seal(services.database)
      if sealed > 0 { services.observer(.journalSealed(count: sealed)) }
    } while sealed == 1000
  }

  private func runJobs() async throws {
    try await JobQueue(services.database, kinds: [Tell.self]).runDue { services.observer($0) }
    try await JobQueue(services.database, kinds: [PlanJob.self], atATime: 1).runDue { services.observer($0) }
  }

  /// One at a time and beside the others: a server that does not answer holds nothing else up.
  private func sendReminders() async throws {
    guard let mail = services.mail else { return }
    _ = try await RemindByMail.enqueueAll(in: services.database)
    try await JobQueue(services.database, kinds: [RemindByMail.self], mail: mail, atATime: 1).runDue {
      services.observer($0)
    }
  }

  private func lapseOffers() async throws {
    let lapsed = try await LapseOffer.all(in: services.database)
    if lapsed > 0 { services.observer(.dutyDone(duty: "let offers lapse", count: lapsed)) }
  }

  private func growOverdueStays() async throws {
    let grown = try await GrowOverdueStay.all(in: services.database)
    if grown > 0 { services.observer(.dutyDone(duty: "let overdue stays grow", count: grown)) }
  }

  /// The first of the night, so that it stands when people come to work.
  private func makePlan() async throws {
    let made = try await services.database.perform(MakePlan(onlyIfNoneToday: true), by: .system)
    if let made { services.observer(.dutyDone(duty: "make the night's plan", count: made.waiting)) }
    let forecasts = try await MakeForecast.all(in: services.database)
    if forecasts > 0 { services.observer(.dutyDone(duty: "make forecasts", count: forecasts)) }
  }

  private func whenToldOfJobs() async {
    for await _ in Listener(listening, channels: ["job"]).events {
      do {
        try await runJobs()
      } catch {
        services.observer(.backgroundFailed(duty: "run jobs", reason: Observation.reason(error)))
      }
    }
  }

  /// Keys come and go while the daemon serves (`afklaringd keys`).
  private func readKeys() throws {
    if try services.database.keys.replace(with: keyFile.keys()) {
      services.observer(.keysRead(count: services.database.keys.numbers.count))
    }
  }

  private func forgetSessions() async throws {
    try await services.database.query(
      as: .door, "delete from session where ends_at < \(services.now)")
    try await services.database.query(
      as: .door,
      "delete from sign_in_try where tried_at < \(services.now.adding(seconds: -60 * SignInThrottle.windowMinutes))")
  }
}
