import Fixtures
import Testing

@testable import Postgres

@Suite struct `A listener` {
  /// The settings under a name by which its backend is found.
  private func named(_ test: TestDatabase) -> ConnectionSettings {
    var settings = test.settings
    settings.applicationName = "listener"
    return settings
  }

  private func pid(_ test: TestDatabase) async throws -> Int? {
    let rows = try await test.owner.query(
      "select pid from pg_stat_activity where application_name = 'listener' and datname = current_database()")
    return try rows.first?.decode(Int.self)
  }

  @Test func `hears what is sent on its channels, in order, and nothing else`() async throws {
    try await TestDatabase.with { test in
      var events = Listener(test.settings, channels: ["beds", "wards"]).events.makeAsyncIterator()
      #expect(await events.next() == .listening)
      try await test.pool.transaction { transaction in
        transaction.later("notify others, 'x'")
        for number in 0..<100 { transaction.later("select pg_notify('beds', \("\(number)"))") }
        transaction.later("notify wards")
      }
      for number in 0..<100 {
        #expect(await events.next() == .notification(Notification(channel: "beds", payload: "\(number)")))
      }
      #expect(await events.next() == .notification(Notification(channel: "wards", payload: "")))
    }
  }

  @Test func `listens again after its connection was killed, and says so`() async throws {
    try await TestDatabase.with { test in
      var events = Listener(named(test), channels: ["beds"]).events.makeAsyncIterator()
      #expect(await events.next() == .listening)
      for round in 0..<3 {
        let pid = try #require(try await pid(test))
        try await Backend(pid: pid, watcher: test.owner).kill()
        #expect(await events.next() == .listening)
        try await test.pool.query("select pg_notify('beds', \("\(round)"))")
        #expect(await events.next() == .notification(Notification(channel: "beds", payload: "\(round)")))
      }
    }
  }

  @Test func `lets its connection go when its reader does`() async throws {
    try await TestDatabase.with { test in
      let settings = named(test)
      let reader = Task {
        for await event in Listener(settings, channels: ["beds"]).events where event == .listening {}
      }
      try await eventually("it listens") { try await pid(test) != nil }
      reader.cancel()
      await reader.value
      try await eventually("its connection is closed") { try await pid(test) == nil }
    }
  }

  @Test func `ends when cancelled while it cannot connect`() async throws {
    let settings = ConnectionSettings(url: "postgresql:///x?host=/tmp/no-such-folder")
    let reader = Task { for await _ in Listener(settings, channels: ["beds"]).events {} }
    await Task.yield()
    reader.cancel()
    await reader.value
  }

  /// A notification may come in the same breath as an answer, behind it.
  @Test func `misses nothing that came along with an answer`() async throws {
    try await TestDatabase.with { test in
      let connection = try await Connection.open(test.settings)
      let heard = Shared(0)
      await connection.hear { _ in heard.change { $0 += 1 } }
      _ = try await connection.query("listen beds")
      for number in 1...20 {
        _ = try await connection.pipeline(["notify beds", "select 1"])
        #expect(heard.value == number)
      }
      await connection.close()
    }
  }
}
