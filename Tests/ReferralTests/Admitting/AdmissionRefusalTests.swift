import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A ward's commands` {
  @Test func `nobody is admitted in the future, or twice at once to one ward`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let identity = try cast.identity(.anna)
      func admit(_ at: Instant, to ward: WardID) async throws {
        _ = try await test.database.perform(
          AdmitPatient(identity, to: ward, from: cast.fredericia, at: at, isAcute: nil), by: .system)
      }
      await #expect(throws: AdmitPatient.No.isInTheFuture) {
        try await admit(test.clock.now.adding(seconds: 1), to: cast.ward)
      }
      try await admit(test.clock.now, to: cast.ward)
      await #expect(throws: AdmitPatient.No.isAdmittedAlready) { try await admit(test.clock.now, to: cast.ward) }
      try await admit(test.clock.now, to: cast.otherWard)
    }
  }

  @Test func `an admission that is recorded late does not run into a later one on the ward`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let first = try await cast.admit(.anna, daysAgo: 5)
      await #expect(throws: AdmitPatient.No.isAdmittedAlready) { try await cast.admit(.anna, daysAgo: 10) }
      try await test.database.perform(
        DischargePatient(first, at: test.clock.now.adding(hours: -48)), by: cast.coordinator)
      await #expect(throws: AdmitPatient.No.isAdmittedAlready) { try await cast.admit(.anna, daysAgo: 10) }
      _ = try await cast.admit(.anna, daysAgo: 1)
    }
  }

  @Test func `sixteen admissions of one person at once make one person and one admission`() async throws {
    try await TestDatabase.with(connections: 16) { test in
      let cast = try await Cast(test)
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<16 {
          group.addTask {
            do {
              _ = try await cast.admit(.anna)
              return true
            } catch {
              return false
            }
          }
        }
        return await group.reduce(into: [Bool]()) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 }.count == 1)
      #expect(try await test.owner.query("select from person").count == 1)
    }
  }

  @Test(arguments: [
    (1, SetReadyDate.No.isInTheFuture), (-11, .isBeforeAdmission),
  ])
  func `a ready date lies between admission and today`(days: Int, refusal: SetReadyDate.No) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let admission = try await cast.admit(.anna, daysAgo: 10)
      await #expect(throws: refusal) {
        try await test.database.perform(
          SetReadyDate(admission, on: cast.today.adding(days: days), declaredBy: "Dr. Lind"), by: cast.coordinator)
      }
    }
  }

  @Test func `a patient is ready once at a time, and not after the discharge`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let admission = try await cast.admit(.anna)
      let ready = SetReadyDate(admission, on: cast.today, declaredBy: "Dr. Lind")
      try await test.database.perform(ready, by: cast.coordinator)
      await #expect(throws: SetReadyDate.No.isReadyAlready) {
        try await test.database.perform(ready, by: cast.coordinator)
      }
      try await test.database.perform(DischargePatient(admission, at: test.clock.now), by: cast.coordinator)
      await #expect(throws: SetReadyDate.No.isDischarged) {
        try await test.database.perform(ready, by: cast.coordinator)
      }
    }
  }

  @Test func `nobody waits in two admissions at once`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let first = try await cast.admit(.anna)
      let second = try await test.database.perform(
        AdmitPatient(
          cast.identity(.anna), to: cast.otherWard, from: cast.fredericia, at: test.clock.now, isAcute: nil),
        by: .system)
      try await test.database.perform(
        SetReadyDate(first, on: cast.today.adding(days: -3), declaredBy: "Dr. Lind"), by: .system)
      await #expect(throws: SetReadyDate.No.waitsAlready) {
        try await test.database.perform(SetReadyDate(second, on: cast.today, declaredBy: "Dr. Lind"), by: .system)
      }
    }
  }

  @Test func `a discharge lies between admission and now, not before the ready date, and happens once`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let admission = try await cast.admit(.anna, daysAgo: 10)
      try await test.database.perform(
        SetReadyDate(admission, on: cast.today.adding(days: -2), declaredBy: "Dr. Lind"), by: cast.coordinator)
      for (hours, refusal) in [
        (1, DischargePatient.No.isInTheFuture), (-24 * 11, .isBeforeAdmission), (-24 * 3, .isBeforeReadyDate),
      ] {
        await #expect(throws: refusal) {
          try await test.database.perform(
            DischargePatient(admission, at: test.clock.now.adding(hours: hours)), by: cast.coordinator)
        }
      }
      let discharge = DischargePatient(admission, at: test.clock.now)
      try await test.database.perform(discharge, by: cast.coordinator)
      await #expect(throws: DischargePatient.No.isDischargedAlready) {
        try await test.database.perform(discharge, by: cast.coordinator)
      }
    }
  }

  @Test func `a child, who has no disorder, is discharged or is referred is not referred`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      await #expect(throws: ReferPatient.No.isUnder18) { try await cast.refer(.mille) }
      let admission = try await cast.admit(.anna)
      await #expect(throws: ReferPatient.No.hasNoDisorder) {
        try await test.database.perform(
          ReferPatient(admission, targetGroup: .withoutSupport, needs: [], hasDisorder: false), by: cast.coordinator)
      }
      let refer = ReferPatient(admission, targetGroup: .needsMoreSupport, needs: [])
      _ = try await test.database.perform(refer, by: cast.coordinator)
      await #expect(throws: ReferPatient.No.isReferredAlready) {
        try await test.database.perform(refer, by: cast.coordinator)
      }
      let other = try await cast.admit(.bent)
      try await test.database.perform(DischargePatient(other, at: test.clock.now), by: cast.coordinator)
      await #expect(throws: ReferPatient.No.isDischarged) {
        try await test.database.perform(
          ReferPatient(other, targetGroup: .withoutSupport, needs: []), by: cast.coordinator)
      }
    }
  }

  @Test func `another ward's patient is not found`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let admission = try await cast.admit(.anna)
      let stranger = Actor(accountID: nil, sessionID: nil, standing: .dischargeCoordinator(cast.otherWard))
      await #expect(throws: AccessRefusal.notFound) {
        try await test.database.perform(DischargePatient(admission, at: test.clock.now), by: stranger)
      }
      await #expect(throws: AccessRefusal.notPermitted(.dischargePatient)) {
        try await test.database.perform(DischargePatient(admission, at: test.clock.now), by: cast.authority)
      }
    }
  }
}
