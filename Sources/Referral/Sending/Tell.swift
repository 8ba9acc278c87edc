public import Afklaring
internal import Postgres

/// What an organisation is told about a referral.
public enum Happening: String, Sendable, Codable, CaseIterable {
  case referralSubmitted = "referral-submitted"
  case referralAccepted = "referral-accepted"
  case referralDeclined = "referral-declined"
  case bedOffered = "bed-offered"
  case offerEnded = "offer-ended"
  case bedAssigned = "bed-assigned"
  case movedIn = "moved-in"
  case movedOut = "moved-out"
}

/// Tells an organisation in the program (besked): a job, so that telling never holds up what happened.
public struct Tell: Job {
  public static let kind = "tell"

  public enum Recipient: String, Sendable, Codable {
    case ward
    case deciding
    case owner
    case site
  }

  let happening: Happening
  let referral: String
  let recipient: Recipient

  static func ward(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .ward) }
  static func deciding(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .deciding) }
  static func owner(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .owner) }
  static func site(_ happening: Happening, _ referral: ReferralID) -> Tell { Tell(happening, referral, .site) }

  private init(_ happening: Happening, _ referral: ReferralID, _ recipient: Recipient) {
    (self.happening, self.referral, self.recipient) = (happening, "\(referral)", recipient)
  }

  /// The recipient is looked up when the job runs: the bed may have changed meanwhile, and then nobody is told.
  public func perform(_ work: JobContext) async throws {
    guard let referral = ReferralID(referral) else { return }
    work.transaction.later(
      """
      insert into notice
        (notice_id, job_id, municipality_code, ward_id, site_id, referral_id, happening, told_at)
      select
        \(Identifier<Tell>()), \(work.jobID), told.municipality_code, told.ward_id, told.site_id,
        \(referral), \(happening.rawValue), \(work.now)
      from (\(recipient.found(for: referral))) as told
      on conflict do nothing
      """)
  }
}

extension Tell.Recipient {
  /// The organisation of a referral, if there is one now.
  fileprivate func found(for referral: ReferralID) -> SQL {
    switch self {
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
    }
  }
}
