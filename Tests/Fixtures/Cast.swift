public import Afklaring
public import Postgres
public import Referral

/// The made-up people of the tests. Their numbers fail modulus 11: nobody ever had them.
public enum CastMember: String, CaseIterable, Sendable {
  case anna = "1203844776"
  case bent = "0211719991"
  case camilla = "2106959516"
  case david = "0909039633"
  case elise = "3004589920"
  case finn = "2412669989"
  /// Fourteen in 2026.
  case mille = "1405124778"

  public var name: String {
    switch self {
    case .anna: "Anna Holm"
    case .bent: "Bent Østergaard"
    case .camilla: "Camilla Ågaard"
    case .david: "David Kjær"
    case .elise: "Else Winther"
    case .finn: "Finn Bødker"
    case .mille: "Mille Ravn"
    }
  }
}

/// A small country for a test: one ward, two municipalities with a house each and an agreement between them.
public struct Cast: Sendable {
  public let database: Database
  public let clock: FixedClock
  /// The same database as its owner, past all walls.
  public let owner: Pool
  public let ward = WardID()
  public let otherWard = WardID()
  public let fredericia: MunicipalityCode
  public let middelfart: MunicipalityCode
  public let fredericiaSite = SiteID()
  public let middelfartSite = SiteID()
  /// Turnaround one day, three beds.
  public let fredericiaBeds = [BedID(), BedID(), BedID()]
  /// No turnaround, one bed for wheelchairs.
  public let middelfartBed = BedID()

  public var coordinator: Actor { Actor(accountID: nil, sessionID: nil, standing: .dischargeCoordinator(ward)) }
  public var authority: Actor { Actor(accountID: nil, sessionID: nil, standing: .municipalAuthority(fredericia)) }
  public var otherAuthority: Actor { Actor(accountID: nil, sessionID: nil, standing: .municipalAuthority(middelfart)) }
  public var staff: Actor { Actor(accountID: nil, sessionID: nil, standing: .siteStaff(fredericiaSite)) }
  public var otherStaff: Actor { Actor(accountID: nil, sessionID: nil, standing: .siteStaff(middelfartSite)) }

  public var today: CalendarDay { clock.now.day }

  public init(_ test: TestDatabase) async throws {
    guard let fredericia = MunicipalityCode("0607"), let middelfart = MunicipalityCode("0410") else {
      throw CancellationError()
    }
    (database, clock, owner) = (test.database, test.clock, test.owner)
    (self.fredericia, self.middelfart) = (fredericia, middelfart)
    let here = self
    try await owner.transaction { here.storePlaces(in: $0) }
  }

  private func storePlaces(in transaction: Transaction) {
    for (id, name) in [(ward, "Psykiatrien Middelfart O2"), (otherWard, "Psykiatrien Vejle O6")] {
      transaction.later(
        "insert into ward (ward_id, region_id, name, is_psychiatric) values (\(id), '1083', \(name), true)")
    }
    for (id, code, owner, turnaround) in [
      (fredericiaSite, "FRE", fredericia, 1), (middelfartSite, "MID", middelfart, 0),
    ] {
      transaction.later(
        """
        insert into site (site_id, site_code, municipality_code, name, max_stay_days, turnaround_days)
        values (\(id), \(code), \(owner), \("Huset \(code)"), 91, \(turnaround))
        """)
    }
    for (number, bed) in fredericiaBeds.enumerated() {
      store(bed, "FRE-\(number + 1)", fredericiaSite, [], in: transaction)
    }
    store(middelfartBed, "MID-1", middelfartSite, ["wheelchair"], in: transaction)
    transaction.later(
      """
      insert into agreement (agreement_id, buyer_code, seller_code, valid_from, price_per_day)
      values (\(Identifier<Cast>()), \(fredericia), \(middelfart), '2026-01-01', 2150)
      """)
  }

  private func store(_ bed: BedID, _ code: String, _ site: SiteID, _ offers: [String], in transaction: Transaction) {
    transaction.later(
      """
      insert into bed (bed_id, bed_code, site_id, in_service_from, offers, sexes)
      values (\(bed), \(code), \(site), '2026-01-01', \(offers), \([String]()))
      """)
  }

  // MARK: Courses

  public func identity(_ member: CastMember) throws -> SealedIdentity {
    try database.keys.identity(PersonNumber.parse(member.rawValue), name: member.name)
  }

  /// Admitted some days ago, at ten in the morning.
  public func admit(_ member: CastMember, daysAgo: Int = 10) async throws -> AdmissionID {
    try await database.perform(
      AdmitPatient(
        identity(member), to: ward, from: fredericia, at: today.adding(days: -daysAgo).midnight.adding(hours: 10),
        isAcute: true),
      by: coordinator)
  }

  public func refer(_ member: CastMember, needs: [String] = []) async throws -> ReferralID {
    let admission = try await admit(member)
    return try await database.perform(
      ReferPatient(admission, targetGroup: .withoutSupport, needs: needs), by: coordinator)
  }

  public func accept(_ member: CastMember, needs: [String] = []) async throws -> ReferralID {
    let referral = try await refer(member, needs: needs)
    try await database.perform(AcceptReferral(referral), by: authority)
    return referral
  }

  /// A wish from today on.
  public func wish(_ referral: ReferralID, _ bed: BedID, from: Int = 0, days: Int = 56) throws -> BedRequest {
    let first = today.adding(days: from)
    guard let request = BedRequest(referral: referral, bed: bed, from: first, to: first.adding(days: days)) else {
      throw CancellationError()
    }
    return request
  }

  public func state(_ referral: ReferralID) async throws -> ReferralState? {
    let row = try await owner.query("select state from referral where referral_id = \(referral)")[0]
    return ReferralState(rawValue: try row.decode(String.self))
  }
}
