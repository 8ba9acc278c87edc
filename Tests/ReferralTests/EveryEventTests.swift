import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

/// Every state of a referral meets everything that can happen to one, through the commands and the database.
@Suite struct `Every state of a referral` {
  @Test(arguments: ReferralState.allCases, ReferralEvent.allCases)
  func `takes what can happen to it, and refuses the rest unchanged`(state: ReferralState, event: ReferralEvent)
    async throws
  {
    try await TestDatabase.with { test in
      let course = try await Course(Cast(test), test)
      let referral = try await course.reach(state)
      #expect(try await course.cast.state(referral) == state)
      let before = try await course.everything()
      do {
        try await course.happen(event, to: referral)
        #expect(try await course.cast.state(referral) == state.after(event))
      } catch let refusal where refusal is any Refusal || refusal is AccessRefusal {
        #expect(state.after(event) == nil, "\(refusal)")
        #expect(try await course.everything() == before)
      }
    }
  }

  private struct Course {
    let cast: Cast
    let test: TestDatabase

    init(_ cast: Cast, _ test: TestDatabase) { (self.cast, self.test) = (cast, test) }

    private var database: Database { cast.database }

    func reach(_ state: ReferralState) async throws -> ReferralID {
      let referral = try await cast.refer(.anna)
      let way: [ReferralEvent] =
        switch state {
        case .submitted: []
        case .informationRequested: [.askForInformation]
        case .accepted: [.accept]
        case .declined: [.decline]
        case .offered: [.accept, .offer]
        case .assigned: [.accept, .assign]
        case .movedIn: [.accept, .assign, .moveIn]
        case .movedOut: [.accept, .assign, .moveIn, .moveOut]
        case .closed: [.accept, .assign, .moveIn, .moveOut, .close]
        case .withdrawn: [.withdraw]
        }
      for event in way {
        try await happen(event, to: referral)
        test.clock.advance(hours: 24)
      }
      return referral
    }

    /// By who may, with what fits: nothing but the state can stand in the way.
    func happen(_ event: ReferralEvent, to referral: ReferralID) async throws {
      let today = cast.today
      switch event {
      case .askForInformation:
        try await by(cast.authority, AskForInformation(referral, database.keys.sealedText("Hvad mangler?")))
      case .giveInformation:
        try await by(cast.coordinator, GiveInformation(referral, database.keys.sealedText("Intet")))
      case .accept: try await by(cast.authority, AcceptReferral(referral))
      case .decline:
        try await by(cast.authority, DeclineReferral(referral, because: .supportInPlace, consequence: .staysInHospital))
      case .changeMunicipality: try await by(cast.authority, move(referral))
      case .offer:
        try await by(
          cast.authority,
          OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: test.clock.now.adding(hours: 48)))
      case .endOffer: try await by(cast.otherAuthority, AnswerOfferAsOwner(referral, .no(.safety)))
      case .assign: try await assign(referral)
      case .withdraw: try await by(cast.coordinator, withdrawal(referral))
      case .moveIn:
        try await by(cast.authority, MoveIn(referral, on: today, plannedMoveOutOn: today.adding(days: 40)))
      case .extend: try await by(cast.authority, ExtendStay(referral, to: today.adding(days: 60), because: .relapse))
      case .transfer: try await by(cast.authority, TransferStay(referral, to: cast.fredericiaBeds[2], on: today))
      case .takeLeave: try await by(cast.authority, TakeLeave(referral, from: today, to: nil, because: .family))
      case .clarify: try await by(cast.authority, ClarifyStay(referral, on: today, to: .s107))
      case .moveOut:
        try await by(cast.authority, MoveOut(referral, on: today, to: .s85, and: [.s104], ending: .planned))
      case .close: try await by(cast.authority, CloseReferral(referral))
      }
    }

    private func by<One: Command>(_ actor: Actor, _ command: One) async throws where One.Outcome == Void {
      try await database.perform(command, by: actor)
    }

    /// An offer of Middelfart's bed is answered first, where there is one.
    private func assign(_ referral: ReferralID) async throws {
      guard try await cast.state(referral) == .offered else {
        return try await by(cast.authority, AssignBed(cast.wish(referral, cast.fredericiaBeds[0])))
      }
      try await by(cast.otherAuthority, AnswerOfferAsOwner(referral, .yes))
      try await by(cast.coordinator, AnswerOfferForPerson(referral, accepts: true))
      // A day has passed since: what is left of the nights that were offered.
      try await by(cast.authority, AssignBed(cast.wish(referral, cast.middelfartBed, days: 55)))
    }

    /// Once it is moved from, a case that has a bed stays where it was decided: the state tells.
    private func move(_ referral: ReferralID) async throws -> RecordCitizenMove {
      guard let code = MunicipalityCode("0461") else { throw CancellationError() }
      if try await cast.state(referral)?.after(.changeMunicipality) == nil { throw AccessRefusal.notFound }
      return RecordCitizenMove(referral, to: code, from: cast.today)
    }

    private func withdrawal(_ referral: ReferralID) async throws -> WithdrawReferral {
      let held = try await test.owner.query("select bed_id from bed_hold where referral_id = \(referral)")
      return WithdrawReferral(
        referral, because: .personDeclines, releasing: try held.first?.decode(BedID.self))
    }

    /// What a refusal must leave as it was.
    func everything() async throws -> [String] {
      try await test.owner.query(
        """
        select to_jsonb(one)::text from referral as one
        union all select to_jsonb(one)::text from bed_hold as one
        union all select to_jsonb(one)::text from bed_offer as one
        union all select to_jsonb(one)::text from stay as one
        union all select to_jsonb(one)::text from residence as one
        union all select to_jsonb(one)::text from written_text as one
        union all select action from journal_entry where kind = 'change'
        union all select payload::text from job
        order by 1
        """
      ).map { try $0.decode(String.self) }
    }
  }
}
