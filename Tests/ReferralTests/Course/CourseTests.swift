import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A course that does not go straight` {
  @Test func `a withdrawal gives back the bed that was shown, and tells its owner`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await cast.offer(referral)
      for shown in [nil, cast.fredericiaBeds[0]] {
        await #expect(throws: WithdrawReferral.No.releasesSomethingElse) {
          try await test.database.perform(
            WithdrawReferral(referral, because: .personDeclines, releasing: shown), by: cast.coordinator)
        }
      }
      #expect(try await cast.state(referral) == .offered)
      try await test.database.perform(
        WithdrawReferral(referral, because: .personDeclines, to: .ownHome, releasing: cast.middelfartBed),
        by: cast.coordinator)
      let kept = try await test.owner.query(
        """
        select state || ' ' || decision_reason || ' ' || went_to || ' ' || outcome,
          (select count(*) from bed_hold)
        from referral join bed_offer on bed_offer.referral_id = referral.referral_id
        """)[0]
      #expect(try kept.decode(String.self, Int.self) == ("withdrawn person_declines own_home withdrawn", 0))
      #expect(try await test.told(as: cast.otherAuthority).contains("bed-released"))
      #expect(try await test.told(as: cast.authority).contains("referral-withdrawn"))
    }
  }

  @Test func `the queue is in the order of acceptance until somebody is moved, and says why`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      var accepted: [ReferralID] = []
      for member in [CastMember.anna, .bent, .camilla, .david] {
        accepted.append(try await cast.accept(member))
        test.clock.advance(hours: 1)
      }
      let queue = accepted
      func order() async throws -> [ReferralID] {
        try await test.owner.query("select referral_id from queue_of(\(cast.fredericia)) order by place").map {
          try $0.decode(ReferralID.self)
        }
      }
      #expect(try await order() == queue)
      try await test.database.perform(MoveInQueue(queue[3], to: 2, because: .urgency), by: cast.authority)
      #expect(try await order() == [queue[0], queue[3], queue[1], queue[2]])
      try await test.database.perform(MoveInQueue(queue[3], to: 4, because: .mistake), by: cast.authority)
      #expect(try await order() == queue)
      try await test.database.perform(MoveInQueue(queue[2], to: 1, because: .safety), by: cast.authority)
      #expect(try await order() == [queue[2], queue[0], queue[1], queue[3]])
      await #expect(throws: MoveInQueue.No.noSuchPlace(last: 4)) {
        try await test.database.perform(MoveInQueue(queue[0], to: 5, because: .urgency), by: cast.authority)
      }
      let moves = try await test.owner.query(
        "select from_place || '>' || to_place || ' ' || reason from queue_move order by moved_at, from_place desc"
      ).map { try $0.decode(String.self) }
      #expect(Set(moves) == ["4>2 urgency", "2>4 mistake", "3>1 safety"])
      // The ward sees the place of its own patient, and another ward none.
      let seen = try await test.database.reading(as: cast.coordinator) {
        try await $0.query("select place, waiting from queue_place(\(queue[1]))")
      }
      #expect(try seen[0].decode(Int.self, Int.self) == (3, 4))
      let stranger = Actor(accountID: nil, sessionID: nil, standing: .dischargeCoordinator(cast.otherWard))
      #expect(
        try await test.database.reading(as: stranger) { try await $0.query("select from queue_place(\(queue[1]))") }
          .isEmpty)
    }
  }

  /// Imported acceptances are known to the day: many are of one instant.
  @Test func `those of one instant can be ordered, too`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      for member in [CastMember.anna, .bent, .camilla, .david] { _ = try await cast.accept(member) }
      func order() async throws -> [ReferralID] {
        try await test.owner.query("select referral_id from queue_of(\(cast.fredericia)) order by place").map {
          try $0.decode(ReferralID.self)
        }
      }
      for (from, to) in [(3, 0), (0, 2), (1, 3), (2, 0)] {
        var expected = try await order()
        let one = expected.remove(at: from)
        expected.insert(one, at: to)
        try await test.database.perform(MoveInQueue(one, to: to + 1, because: .urgency), by: cast.authority)
        #expect(try await order() == expected)
      }
    }
  }

  @Test func `a person who moves takes the referral along, and each day belongs where it fell`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, start) = (test.database, cast.today)
      let admission = try await cast.admit(.anna, daysAgo: 10)
      try await database.perform(
        SetReadyDate(admission, on: start.adding(days: -6), declaredBy: "Dr. Lind"), by: cast.coordinator)
      let referral = try await database.perform(
        ReferPatient(admission, targetGroup: .withoutSupport, needs: []), by: cast.coordinator)
      try await database.perform(AcceptReferral(referral), by: cast.authority)
      try await cast.offer(referral)
      guard let odense = MunicipalityCode("0461") else { return }
      try await database.perform(
        RecordPatientMove(admission, to: odense, from: start.adding(days: -2)), by: cast.coordinator)
      let kept = try await test.owner.query(
        "select state || ' ' || municipality_code, accepted_at is null, (select count(*) from bed_hold) from referral")[
          0]
      #expect(try kept.decode(String.self, Bool.self, Int.self) == ("submitted 0461", true, 0))
      let request = try ReportRequest(
        WaitingDaysReport.self, from: start.adding(days: -10), to: start, by: [.municipality], asOf: test.clock.now)
      let report = try await database.answer(WaitingDaysReport.self, request, as: .reporting)
      // Four days in Fredericia, three in Odense with today.
      #expect(report.table.rows.map { "\($0[0].text) \($0[2].text)" } == ["0461 3", "0607 4", "total 7"])
      let authority = Actor(accountID: nil, sessionID: nil, standing: .municipalAuthority(odense))
      try await database.perform(AcceptReferral(referral), by: authority)
      await #expect(throws: AccessRefusal.notFound) {
        try await database.perform(
          WithdrawReferral(referral, because: .noLongerNeeded), by: cast.authority)
      }
      await #expect(throws: MoveRefusal.livesThereAlready) {
        try await database.perform(RecordPatientMove(admission, to: odense, from: start), by: cast.coordinator)
      }
    }
  }

  @Test func `a case with a bed stays with the municipality that gave it`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await test.database.perform(AssignBed(cast.wish(referral, cast.fredericiaBeds[0])), by: cast.authority)
      guard let odense = MunicipalityCode("0461") else { return }
      try await test.database.perform(RecordCitizenMove(referral, to: odense, from: cast.today), by: cast.authority)
      let kept = try await test.owner.query("select state || ' ' || municipality_code from referral")[0]
      #expect(try kept.decode(String.self) == "assigned 0607")
    }
  }

  @Test func `who is referred again is followed from the earlier referral on, from another ward, too`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let first = try await cast.refer(.anna)
      try await test.database.perform(DeclineReferral(first, because: .supportInPlace), by: cast.authority)
      let admission = try await test.owner.query("select admission_id from referral")[0].decode(AdmissionID.self)
      try await test.database.perform(DischargePatient(admission, at: test.clock.now), by: cast.coordinator)
      test.clock.advance(hours: 24 * 7)
      let other = Actor(accountID: nil, sessionID: nil, standing: .dischargeCoordinator(cast.otherWard))
      let readmission = try await test.database.perform(
        AdmitPatient(
          cast.identity(.anna), to: cast.otherWard, from: cast.fredericia, at: test.clock.now.adding(hours: -5),
          isAcute: true), by: other)
      let second = try await test.database.perform(
        ReferPatient(readmission, targetGroup: .needsMoreSupport, needs: [], supportBefore: [.s85]), by: other)
      let link = try await test.owner.query(
        "select follows_referral_id, support_before from referral where referral_id = \(second)")[0]
      #expect(try link.decode(ReferralID.self, [String].self) == (first, ["s85"]))
    }
  }

  @Test func `a draft is saved section by section, is the ward's alone, and goes when it is sent`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let admission = try await cast.admit(.anna)
      let (database, ward) = (test.database, cast.coordinator)
      func draft() async throws -> ReferralDraft {
        try await database.looking(as: ward) { transaction, looks in
          try await PatientRecord.one(admission, for: ward, in: transaction, noting: looks, keys: database.keys).draft
        }
      }
      try await database.perform(SaveReferralDraft(admission, .needs(["pets"])), by: ward)
      #expect(try await ReferralDraft.Section.allCases.filter(draft().isWritten) == [.needs])
      try await database.perform(SaveReferralDraft(admission, .targetGroup(nil, hasDisorder: true)), by: ward)
      try await database.perform(SaveReferralDraft(admission, .supportBefore([.s85])), by: ward)
      #expect(try await ReferralDraft.Section.allCases.filter(draft().isWritten) == [.needs, .supportBefore])
      try await database.perform(
        SaveReferralDraft(admission, .targetGroup(.withoutSupport, hasDisorder: true)), by: ward)
      let whole = try await draft()
      await #expect(throws: ReferPatient.No.isDraftChanged) {
        _ = try await database.perform(
          ReferPatient(
            admission, targetGroup: .withoutSupport, needs: [],
            draftSavedAt: whole.savedAt?.adding(hours: -1)), by: ward)
      }
      #expect(ReferralDraft.Section.allCases.allSatisfy(whole.isWritten))
      #expect(whole.needs == ["pets"] && whole.supportBefore == [.s85] && whole.hasDisorder == true)
      func seen(by actor: Actor) async throws -> Int {
        try await test.database.reading(as: actor) { try await $0.query("select from referral_draft") }.count
      }
      #expect(try await seen(by: cast.coordinator) == 1)
      #expect(try await seen(by: cast.authority) == 0)
      _ = try await test.database.perform(
        ReferPatient(admission, targetGroup: .withoutSupport, needs: ["pets"]), by: cast.coordinator)
      #expect(try await seen(by: .system) == 0)
    }
  }

  @Test func `a ready date is withdrawn and set again, and each wait counts its own days`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, start) = (test.database, cast.today)
      let admission = try await cast.admit(.anna, daysAgo: 10)
      try await database.perform(ExpectReadyDate(admission, on: start), by: cast.coordinator)
      await #expect(throws: ExpectReadyDate.No.reasonIsDue) {
        try await database.perform(ExpectReadyDate(admission, on: start.adding(days: 1)), by: cast.coordinator)
      }
      try await database.perform(
        SetReadyDate(admission, at: start.adding(days: -5).midnight.adding(hours: 13), declaredBy: "Dr. Lind"),
        by: cast.coordinator)
      await #expect(throws: WithdrawReadyDate.No.isBeforeReadyDate(start.adding(days: -5))) {
        try await database.perform(
          WithdrawReadyDate(admission, on: start.adding(days: -6), because: .relapse), by: cast.coordinator)
      }
      try await database.perform(
        WithdrawReadyDate(admission, on: start.adding(days: -3), because: .relapse), by: cast.coordinator)
      await #expect(throws: WithdrawReadyDate.No.isNotReady) {
        try await database.perform(WithdrawReadyDate(admission, on: start, because: .relapse), by: cast.coordinator)
      }
      try await database.perform(SetReadyDate(admission, on: start, declaredBy: "Dr. Lind"), by: cast.coordinator)
      let waited = try await database.reading(as: cast.authority) {
        try await WaitedDays.of([admission], asOf: test.clock.now, in: $0)[admission]
      }
      #expect(waited?.days == [start.adding(days: -5), start.adding(days: -4), start])
      let history = try await test.owner.query(
        "select withdrawal_reason, declared_by from ready_period order by ready_on"
      ).map { try $0.decode(String?.self, String?.self) }
      #expect(history.map(\.0) == ["relapse", nil] && history.allSatisfy { $0.1 == "Dr. Lind" })
    }
  }
}
