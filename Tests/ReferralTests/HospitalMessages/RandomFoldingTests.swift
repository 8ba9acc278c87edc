import Afklaring
import Referral
import Testing

/// Events drawn at random, the same ones each time: whatever hospitals tell, the stays can be stored.
struct RandomFoldingTests {
  private struct Draw: RandomNumberGenerator {
    var state: UInt64

    /// SplitMix64.
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }

    mutating func hour() throws -> Instant { try marchHour(Int.random(in: 0...9, using: &self)) }

    mutating func maybe(_ value: () throws -> Instant) rethrows -> Instant? {
      Bool.random(using: &self) ? try value() : nil
    }

    mutating func one<Value>(_ values: [Value]) throws -> Value { try #require(values.randomElement(using: &self)) }

    mutating func event() throws -> HospitalEvent {
      let (start, end) = (try hour(), try hour())
      return HospitalEvent(
        messageID: try one(["1", "2", "3"]), code: try one(HospitalEventCode.allCases),
        change: try one([.new, .new, .revision, .cancellation]), encounterClass: try one(EncounterClass.allCases),
        status: try one(EncounterStatus.allCases), occurredAt: try hour(), periodStart: try hour(),
        periodEnd: maybe { end }, leave: try one([nil, .init(start: start, end: end), .init(start: start, end: nil)]),
        isDeceased: false, department: try one([nil, .init(sor: "1", name: nil), .init(sor: "2", name: "2")]),
        episodes: try one([["a"], ["a"], ["b"], ["a", "b"], []]), earlierMessageID: try one([nil, "1", "2", "3"]))
    }
  }

  @Test func `any events in any order are the same stays`() throws {
    var draw = Draw(state: 22)
    for _ in 0..<500 {
      let events = try (0..<Int.random(in: 1...8, using: &draw)).map { _ in try draw.event() }
      let stays = AdmissionFolding.fold(events)
      for _ in 0..<5 {
        try #require(AdmissionFolding.fold(events.shuffled(using: &draw) + events.prefix(3)) == stays)
      }
      for stay in stays { try expectStorable(stay) }
      try expectOneAfterAnother(stays)
    }
  }

  private func expectStorable(_ stay: FoldedAdmission) throws {
    let begin = stay.admittedAt ?? stay.startedAt
    try #require(stay.startedAt <= begin)
    try #require(stay.dischargedAt.map { $0 >= begin } ?? true)
    try #require((stay.state == .onLeave) == (stay.leaves.last.map { $0.end == nil } ?? false))
    switch stay.state {
    case .discharged: try #require(stay.dischargedAt != nil)
    case .dead: try #require(stay.dischargedAt != nil && stay.diedAt != nil)
    case .admitted, .onLeave: try #require(stay.admittedAt != nil && stay.dischargedAt == nil)
    case .emergency: try #require(stay.admittedAt == nil && stay.dischargedAt == nil)
    case .cancelled: try #require(stay.leaves == [] && stay.dischargedAt == nil)
    }
    for leave in stay.leaves {
      try #require(leave.start >= begin)
      try #require(leave.end.map { $0 > leave.start && $0 <= stay.dischargedAt ?? $0 } ?? true)
    }
    for (earlier, later) in zip(stay.leaves, stay.leaves.dropFirst()) {
      try #require(earlier.end.map { $0 <= later.start } ?? false)
    }
  }

  private func expectOneAfterAnother(_ stays: [FoldedAdmission]) throws {
    for (_, episode) in Dictionary(grouping: stays, by: \.episodes) where episode.first?.episodes != [] {
      let inOrder = episode.sorted { $0.ordinal < $1.ordinal }
      try #require(inOrder.map(\.ordinal) == Array(inOrder.indices))
      let lasting = inOrder.filter { !$0.isCancelled }
      for (earlier, later) in zip(lasting, lasting.dropFirst()) {
        try #require(earlier.dischargedAt.map { $0 <= later.startedAt } ?? false)
      }
    }
  }
}
