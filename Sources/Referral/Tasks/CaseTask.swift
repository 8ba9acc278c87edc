public import Afklaring
public import Postgres

/// A task of the actor's organisation: whom it is about, and the last day on which it is in time.
public struct CaseTask: Sendable {
  public let kind: TaskKind
  public let referral: ReferralID
  public let name: String
  public let isProtected: Bool
  public let dueOn: CalendarDay
  /// Who of the team has taken it.
  public let takenBy: AccountID?
  public let takerName: String?
  private let closed: Set<CalendarDay>

  public func isLate(on today: CalendarDay) -> Bool { dueOn < today }

  /// Late by so many working days that the whole team is told.
  public func isEscalated(on today: CalendarDay) -> Bool {
    WorkingDays.adding(2, workingDaysTo: dueOn, closed: closed) < today
  }

  /// What the actor's organisation has to do, the most urgent first.
  public static func list(
    for actor: Actor, on today: CalendarDay, in transaction: Transaction, keys: Keyring
  ) async throws -> [CaseTask] {
    try actor.require(.seeReferrals)
    let (sources, organisation) = (sources(for: actor, on: today), actor.standing.organisation)
    guard !sources.isEmpty, let organisation else { return [] }
    let answers = try await transaction.pipeline([
      ClosingDay.allQuery,
      """
      select due.task, due.referral_id, due.from_day, referral.municipality_code, person_name.name_sealed, person.is_protected,
        deadline_rule.working_days, task_taken.account_id, task_taken.account_name
      from (\(SQL.joined(sources, separator: " union all "))) as due
      join referral on referral.referral_id = due.referral_id
      join person on person.person_id = referral.person_id
      left join person_name on person_name.person_id = referral.person_id
      left join deadline_rule
        on deadline_rule.municipality_code = referral.municipality_code and deadline_rule.task = due.task
      left join task_taken
        on task_taken.referral_id = due.referral_id and task_taken.task = due.task
        and task_taken.organisation = \(organisation)
      """,
    ])
    let closed = try ClosingDay.byMunicipality(answers[0])
    return try answers[1].map { try CaseTask($0, closed, keys) }.sorted {
      ($0.dueOn, "\($0.referral)", $0.kind.rawValue) < ($1.dueOn, "\($1.referral)", $1.kind.rawValue)
    }
  }

  /// For whom somebody stands in on a day.
  public static func covered(
    by account: AccountID?, on day: CalendarDay, in transaction: Transaction
  ) async throws -> Set<AccountID> {
    guard let account else { return [] }
    return Set(try await transaction.query(coveredQuery(by: account, on: day)).map { try $0.decode(AccountID.self) })
  }

  static func coveredQuery(by account: AccountID, on day: CalendarDay) -> SQL {
    """
    select account_id from absence
    where cover_account_id = \(account) and from_day <= \(day) and to_day > \(day)
    """
  }

  private init(_ row: Row, _ closed: [MunicipalityCode: Set<CalendarDay>], _ keys: Keyring) throws {
    kind = try row.value("task")
    referral = try row("referral_id")
    name = keys.shown(name: try row("name_sealed"), number: nil).name
    isProtected = try row("is_protected")
    let closed = closed[try row("municipality_code")] ?? []
    let from: CalendarDay = try row("from_day")
    let days = kind.usualWorkingDays == nil ? nil : try row("working_days", as: Int?.self) ?? kind.usualWorkingDays
    dueOn = days.map { WorkingDays.adding($0, workingDaysTo: from, closed: closed) } ?? from
    takenBy = try row("account_id")
    takerName = try row("account_name")
    self.closed = closed
  }

  /// For each kind a select of task, referral and the day from which its deadline runs, or on which it is due.
  private static func sources(for actor: Actor, on today: CalendarDay) -> [SQL] {
    switch actor.standing {
    case .dischargeCoordinator(let ward):
      [wardQuestions(ward), personsAnswers("admission.ward_id = \(ward)"), handOvers(ward)]
    case .municipalAuthority(let code):
      [
        state(
          .answerReferral, .submitted,
          "danish_day(coalesce(referral.with_municipality_since, referral.submitted_at))", code),
        state(.findBed, .accepted, "danish_day(referral.accepted_at)", code),
        personsAnswers("referral.municipality_code = \(code)"), ownersAnswers(code), assignments(code),
        clarifications(code, today), followUps(code, today),
        state(.close, .movedOut, "(select moved_out_on from stay where stay.referral_id = referral.referral_id)", code),
      ]
    case .siteStaff(let site):
      [
        houses(.moveIn, "bed_hold.first_night", site, "referral.state = 'assigned'"),
        houses(.acknowledgeHandOver, "bed_hold.first_night", site, "referral.state = 'assigned' and \(unread)"),
        houses(.moveOut, "bed_hold.until_night", site, "referral.state = 'moved_in'"),
        houses(.weeklyStatus, lastStatus, site, "referral.state = 'moved_in'"),
      ]
    case .projectStaff, .administrator, .auditor, .system, .door, .reporting: []
    }
  }

  private static func state(_ kind: TaskKind, _ state: ReferralState, _ day: SQL, _ code: MunicipalityCode) -> SQL {
    """
    select \(kind.rawValue)::text as task, referral.referral_id, \(day) as from_day
    from referral
    where referral.municipality_code = \(code) and referral.state = \(state.rawValue)
    """
  }

  private static func wardQuestions(_ ward: WardID) -> SQL {
    """
    select \(TaskKind.giveInformation.rawValue)::text as task, referral.referral_id,
      danish_day(referral_question.asked_at) as from_day
    from referral_question
    join referral on referral.referral_id = referral_question.referral_id
    join admission on admission.admission_id = referral.admission_id
    where admission.ward_id = \(ward) and referral_question.answered_at is null
      and referral_question.closed_at is null
      and referral.state = 'information_requested'
    """
  }

  private static func personsAnswers(_ condition: SQL) -> SQL {
    """
    select \(TaskKind.answerOfferForPerson.rawValue)::text, referral.referral_id, danish_day(bed_offer.answer_by)
    from bed_offer
    join referral on referral.referral_id = bed_offer.referral_id
    join admission on admission.admission_id = referral.admission_id
    where \(condition) and bed_offer.ended_at is null and bed_offer.owner_agreed_at is not null
      and bed_offer.person_accepted_at is null
    """
  }

  private static func ownersAnswers(_ code: MunicipalityCode) -> SQL {
    """
    select \(TaskKind.answerOfferAsOwner.rawValue)::text, bed_offer.referral_id, danish_day(bed_offer.answer_by)
    from bed_offer
    join bed on bed.bed_id = bed_offer.bed_id
    join site on site.site_id = bed.site_id
    where site.municipality_code = \(code) and bed_offer.ended_at is null and bed_offer.owner_agreed_at is null
    """
  }

  private static func assignments(_ code: MunicipalityCode) -> SQL {
    """
    select \(TaskKind.assignBed.rawValue)::text, referral.referral_id, danish_day(bed_offer.person_accepted_at)
    from bed_offer
    join referral on referral.referral_id = bed_offer.referral_id
    where referral.municipality_code = \(code) and bed_offer.ended_at is null
      and bed_offer.person_accepted_at is not null
    """
  }

  /// A hand-over is due before the first night.
  private static func handOvers(_ ward: WardID) -> SQL {
    """
    select \(TaskKind.writeHandOver.rawValue)::text, referral.referral_id, bed_hold.first_night
    from referral
    join admission on admission.admission_id = referral.admission_id
    join bed_hold on bed_hold.referral_id = referral.referral_id
    where admission.ward_id = \(ward) and referral.state = 'assigned' and not exists (
      select from case_sheet
      where case_sheet.subject_id = referral.referral_id and case_sheet.kind = \(SheetKind.handOver.rawValue))
    """
  }

  /// From four weeks before the planned end.
  private static func clarifications(_ code: MunicipalityCode, _ today: CalendarDay) -> SQL {
    """
    select \(TaskKind.clarify.rawValue)::text, referral.referral_id, bed_hold.until_night
    from referral
    join stay on stay.referral_id = referral.referral_id
    join bed_hold on bed_hold.referral_id = referral.referral_id
    where referral.municipality_code = \(code) and referral.state = 'moved_in' and stay.clarified_on is null
      and bed_hold.until_night <= \(today.adding(days: 28))
    """
  }

  /// Three months after the move-out, said two weeks before.
  private static func followUps(_ code: MunicipalityCode, _ today: CalendarDay) -> SQL {
    """
    select \(TaskKind.followUp.rawValue)::text, referral.referral_id, (stay.moved_out_on + interval '3 months')::date
    from referral
    join stay on stay.referral_id = referral.referral_id
    where referral.municipality_code = \(code) and referral.state in ('moved_out', 'closed')
      and (stay.moved_out_on + interval '3 months')::date <= \(today.adding(days: 14))
      and stay.onward_support is distinct from 'dead'
      and not exists (
        select from case_sheet
        where case_sheet.subject_id = referral.referral_id and case_sheet.kind = \(SheetKind.followUp.rawValue))
    """
  }

  private static func houses(_ kind: TaskKind, _ day: SQL, _ site: SiteID, _ condition: SQL) -> SQL {
    """
    select \(kind.rawValue)::text as task, referral.referral_id, \(day) as from_day
    from bed_hold
    join bed on bed.bed_id = bed_hold.bed_id
    join referral on referral.referral_id = bed_hold.referral_id
    where bed.site_id = \(site) and \(condition)
    """
  }

  private static let unread: SQL = """
    exists (
      select from case_sheet
      where case_sheet.subject_id = referral.referral_id and case_sheet.kind = 'hand_over'
        and not exists (
          select from sheet_receipt
          where sheet_receipt.case_sheet_id = case_sheet.case_sheet_id
            and sheet_receipt.organisation = 'site ' || bed.site_id)
        and not exists (
          select from case_sheet as later
          where later.subject_id = case_sheet.subject_id and later.kind = case_sheet.kind
            and later.saved_at > case_sheet.saved_at))
    """

  private static let lastStatus: SQL = """
    coalesce(
      (select danish_day(max(case_sheet.saved_at)) from case_sheet
       where case_sheet.subject_id = referral.referral_id and case_sheet.kind = 'weekly_status'),
      bed_hold.first_night)
    """
}
