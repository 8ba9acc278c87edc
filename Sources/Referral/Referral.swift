public import Afklaring
public import Postgres

/// A referral (henvisning) whose row is locked until the transaction ends.
public struct LockedReferral: Sendable {
  public let id: ReferralID
  public let person: PersonID
  public let admission: AdmissionID
  public let ward: WardID
  /// The deciding municipality (handlekommune).
  public let municipality: MunicipalityCode
  public let state: ReferralState
  public let needs: [String]
  public let sex: Sex?
  public let bed: BedID?
  /// The municipality and the site of the assigned bed.
  public let bedOwner: MunicipalityCode?
  public let bedSite: SiteID?
  let assignedAt: Instant?

  public static func query(_ id: ReferralID) -> SQL {
    """
    select
      referral.referral_id, referral.person_id, referral.admission_id, admission.ward_id, referral.municipality_code,
      referral.needs, referral.state, person.sex, referral.bed_id, site.municipality_code, site.site_id,
      referral.assigned_at
    from referral
    join admission on admission.admission_id = referral.admission_id
    join person on person.person_id = referral.person_id
    left join bed on bed.bed_id = referral.bed_id
    left join site on site.site_id = bed.site_id
    where referral.referral_id = \(id)
    for no key update of referral
    """
  }

  /// - Throws: `AccessRefusal.notFound` where there is no such referral.
  public init(_ rows: Rows) throws {
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let (state, sex): (String, String?)
    (id, person, admission, ward, municipality, needs, state, sex, bed, bedOwner, bedSite, assignedAt) = try row.decode(
      ReferralID.self, PersonID.self, AdmissionID.self, WardID.self, MunicipalityCode.self, [String].self, String.self,
      String?.self, BedID?.self, MunicipalityCode?.self, SiteID?.self, Instant?.self)
    guard let state = ReferralState(rawValue: state) else {
      throw DecodingProblem(column: "state", expected: "a referral state")
    }
    self.state = state
    self.sex = sex.flatMap(Sex.init(rawValue:))
  }

  /// Only the deciding municipality's authority reaches a referral to decide on it.
  func requireAuthority(of actor: Actor) throws(AccessRefusal) {
    guard actor.isSystem || actor.authority == municipality else { throw .notFound }
  }

  /// The site of the assigned bed, its municipality and the deciding municipality.
  func requireHost(_ actor: Actor) throws(AccessRefusal) {
    let isHost = actor.site != nil && actor.site == bedSite
    let isOwner = actor.authority != nil && actor.authority == bedOwner
    guard actor.isSystem || isHost || isOwner || actor.authority == municipality else { throw .notFound }
  }
}
