public import Afklaring
internal import Postgres

/// What an organisation is told about a referral.
public enum Happening: String, Sendable, Codable, CaseIterable {
  case referralSubmitted = "referral-submitted"
  case informationRequested = "information-requested"
  case informationGiven = "information-given"
  case referralAccepted = "referral-accepted"
  case referralDeclined = "referral-declined"
  case referralWithdrawn = "referral-withdrawn"
  case referralMoved = "referral-moved"
  case queueChanged = "queue-changed"
  case bedOffered = "bed-offered"
  case offerEnded = "offer-ended"
  case bedAssigned = "bed-assigned"
  case bedReleased = "bed-released"
  case bedDelayed = "bed-delayed"
  case closureDelayed = "closure-delayed"
  case movedIn = "moved-in"
  case stayExtended = "stay-extended"
  case stayOverdue = "stay-overdue"
  case stayTransferred = "stay-transferred"
  case stayClarified = "stay-clarified"
  case movedOut = "moved-out"
  case expectedReady = "expected-ready"
  case readyWithdrawn = "ready-withdrawn"
  case daysDisputed = "days-disputed"
  case disputeAnswered = "dispute-answered"

  /// Whether it is about a bed whose owner may have no part in the referral any more.
  public var isAboutBed: Bool { self == .bedReleased || self == .closureDelayed }
}

/// Tells an organisation in the program (besked): a job, so that telling never holds up what happened.
public struct Tell: Job {
  public static let kind = "tell"

  public enum Recipient: String, Sendable, Codable {
    case ward
    case deciding
    case owner
    case site
    /// The municipality and the house of a bed that the job names.
    case ownerOfBed
    /// One that the job names.
    case municipality
  }

  let happening: Happening
  let referral: String
  let recipient: Recipient
  var bed: String?
  var municipality: String?

  static func ward(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .ward) }
  static func deciding(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .deciding) }
  static func owner(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .owner) }
  static func site(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .site) }
  static func ownerOf(_ bed: BedID, _ happening: Happening, _ referral: ReferralID) -> Tell {
    Tell(happening, referral, .ownerOfBed, bed: bed)
  }

  static func municipality(_ code: MunicipalityCode, _ happening: Happening, _ referral: ReferralID) -> Tell {
    var tell = Tell(happening, referral, .municipality)
    tell.municipality = code.digits
    return tell
  }

  private init(_ happening: Happening, _ referral: ReferralID, _ recipient: Recipient, bed: BedID? = nil) {
    (self.happening, self.referral, self.recipient) = (happening, "\(referral)", recipient)
    self.bed = bed.map { "\($0)" }
  }

  /// The recipient is looked up when the job runs: the bed may have changed meanwhile, and then nobody is told.
  public func perform(_ work: JobContext) async throws {
    guard let referral = ReferralID(referral) else { return }
    let bed = bed.flatMap { BedID($0) }
    work.transaction.later(
      """
      insert into notice
        (notice_id, job_id, municipality_code, ward_id, site_id, referral_id, bed_id, happening, told_at)
      select
        gen_random_uuid(), \(work.jobID), told.municipality_code, told.ward_id, told.site_id,
        \(referral), \(bed), \(happening.rawValue), \(work.now)
      from (\(recipient.found(for: referral, bed, municipality))) as told
      on conflict do nothing
      """)
  }
}

extension Tell.Recipient {
  /// The organisations of a referral, if there are any now.
  fileprivate func found(for referral: ReferralID, _ bed: BedID?, _ municipality: String?) -> SQL {
    switch self {
    case .municipality:
      "select \(municipality)::text as municipality_code, null::uuid as ward_id, null::uuid as site_id"
    case .ward:
      """
      select null::text as municipality_code, admission.ward_id, null::uuid as site_id
      from referral
      join admission on admission.admission_id = referral.admission_id
      where referral.referral_id = \(referral)
      """
    case .deciding:
      """
      select referral.municipality_code, null::uuid as ward_id, null::uuid as site_id
      from referral
      where referral.referral_id = \(referral)
      """
    case .owner:
      """
      select site.municipality_code, null::uuid as ward_id, null::uuid as site_id
      from bed_hold
      join bed on bed.bed_id = bed_hold.bed_id
      join site on site.site_id = bed.site_id
      where bed_hold.referral_id = \(referral)
      """
    case .site:
      """
      select null::text as municipality_code, null::uuid as ward_id, bed.site_id
      from bed_hold
      join bed on bed.bed_id = bed_hold.bed_id
      where bed_hold.referral_id = \(referral)
      """
    case .ownerOfBed:
      """
      select party.municipality_code, null::uuid as ward_id, party.site_id
      from bed
      join site on site.site_id = bed.site_id
      cross join lateral (values (site.municipality_code, null::uuid), (null, site.site_id))
        as party (municipality_code, site_id)
      where bed.bed_id = \(bed)
      """
    }
  }
}
