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
        \(Identifier<Tell>()), \(work.jobID),
        case \(recipient.rawValue)::text
          when 'deciding' then referral.municipality_code when 'owner' then site.municipality_code end,
        case when \(recipient.rawValue)::text = 'ward' then admission.ward_id end,
        case when \(recipient.rawValue)::text = 'site' then site.site_id end,
        referral.referral_id, \(happening.rawValue), \(work.now)
      from referral
      join admission on admission.admission_id = referral.admission_id
      left join bed_hold on bed_hold.referral_id = referral.referral_id
      left join bed on bed.bed_id = bed_hold.bed_id
      left join site on site.site_id = bed.site_id
      where referral.referral_id = \(referral)
        and (\(recipient.rawValue)::text in ('ward', 'deciding') or site.site_id is not null)
      on conflict do nothing
      """)
  }
}
