import Foundation
import Referral
import Testing

@Suite struct `The lifecycle of a referral` {
  @Test func `is the one that docs states shows`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/states.md")
    if ProcessInfo.processInfo.environment["AFKLARING_GOLDEN"] == "renew" {
      try Self.table.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == Self.table, "renew with bin/golden")
  }

  private static var table: String {
    let head = ["state"] + ReferralEvent.allCases.map(\.rawValue)
    let rows = ReferralState.allCases.map { state in
      [state.rawValue] + ReferralEvent.allCases.map { state.after($0)?.rawValue ?? "" }
    }
    let lines = ([head, head.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
    return """
      # The course of a referral

      The state after each event; an empty cell: it cannot happen. Written by a test from `ReferralLifecycle.swift`.

      \(lines.joined(separator: "\n"))

      """
  }

  @Test(arguments: [ReferralState.declined, .closed, .withdrawn], ReferralEvent.allCases)
  func `nothing happens to one that is over`(state: ReferralState, event: ReferralEvent) {
    #expect(state.after(event) == nil)
  }
}
