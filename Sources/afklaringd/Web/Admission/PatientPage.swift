import Afklaring
import Capacity
import Hummingbird
import Referral

/// `/indlaeggelser/:id`: one patient of the ward: ready date, referral, discharge.
struct PatientPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
    return try await page(id, for: visitor, .none, status: .ok)
  }

  /// The address of a form, asked for without one: back to the page that has it.
  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/indlaeggelser/\(try context.identifier() as AdmissionID)")
  }

  /// One route for each command on an admission.
  func submit<One: Readable>(
    _ command: One.Type
  ) -> @Sendable (Request, WebContext) async throws -> Response where One.Subject == AdmissionID {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
      var input = try await FormReading.input(request, from: visitor)
      try visitor.actor.require(One.permission)
      do {
        _ = try await services.perform(One(&input, of: id, by: visitor.actor, services), by: visitor.actor)
        return .seeOther("/indlaeggelser/\(id)")
      } catch {
        let (mistakes, status) = try Mistake.all(in: error)
        let sent = SentForm(typed: input, mistakes: mistakes, for: One.permission)
        return try await page(id, for: visitor, sent, status: status)
      }
    }
  }

  private func page(
    _ id: AdmissionID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let now = services.now
    let (patient, waited, corrections, ready, dates) = try await services.database.looking(as: visitor.actor) {
      transaction, looks in
      let patient = try await PatientRecord.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
      return (
        patient, try await WaitedDays.of([id], asOf: now, in: transaction)[id] ?? .none,
        try await MadeCorrection.of(id, patient.referral, in: transaction, keys: services.database.keys),
        try await ReadyHistory.of(id, in: transaction), try await RecordedDate.ofAdmission(id, in: transaction)
      )
    }
    let content: HTML = """
      <p class="crumbs"><a href="/indlaeggelser">Mine patienter</a> / \(DanishNames.person(patient.name, isProtected: patient.isProtected))</p>
      <h1>\(DanishNames.person(patient.name, isProtected: patient.isProtected)) \(patient.referralState.map(DanishWords.badge))\(if: patient.isProtected, " \(DanishWords.protected)")</h1>
      <p class="lead">\(patient.number?.masked), indlagt \(DanishDates.instant(patient.admittedAt))\
      \(patient.dischargedAt.map { ", udskrevet \(DanishDates.instant($0))" })</p>
      \(Forms.errors(sent))
      <section aria-labelledby="ventet"><h2 id="ventet">Færdigbehandlingsdage</h2>\(WaitedDaysStrip.html(waited, patient.dischargedAt))
      \(if: !waited.days.isEmpty, "<p><a href=\"/regnskab/\(path: id.description)\">Se dagene med årsag og takst</a></p>")</section>
      <div class="panels">\(actions(patient, waited, dates, visitor, now, sent))</div>
      \(ReadyHistoryList.html(ready))
      \(CorrectionList.html(corrections))
      """
    return Page(title: "Patient", content: content).response(to: visitor, at: "/indlaeggelser", status: status)
  }

  private func actions(
    _ patient: PatientRecord, _ waited: WaitedDays, _ dates: [RecordedDate], _ visitor: Visitor, _ now: Instant,
    _ sent: SentForm
  ) -> [HTML] {
    var panels: [HTML] = []
    if let referral = patient.referral {
      panels.append(
        panel("Henvisning", "<p><a href=\"/henvisninger/\(path: referral.description)\">Følg henvisningen</a></p>"))
    }
    let isIn = patient.dischargedAt == nil
    var others: [HTML] = []
    if isIn, let readyOn = waited.readyOn {
      others.append(
        fold(
          "Ikke længere færdigbehandlet", .withdrawReadyDate, withdrawal(patient, readyOn, visitor, now, sent), sent))
    } else if isIn {
      panels.append(panel("Meld færdigbehandlet", ready(patient, visitor, now, sent)))
      others.append(fold("Varsl færdigbehandling", .expectReadyDate, expected(patient, visitor, sent), sent))
    }
    if isIn && patient.referralState.map(\.isOpen) != true {
      panels.append(panel("Henvis", refer(patient)))
    }
    if isIn { panels.append(panel("Udskriv", discharge(patient, visitor, now, sent))) }
    if isIn {
      others.append(fold("Flyttet til en anden kommune", .recordMove, move(patient, visitor, now, sent), sent))
    }
    others.append(fold("Navne- og adressebeskyttelse", .protectIdentity, protection(patient, visitor), sent))
    others.append(fold("Ret en dato", .correctDate, corrections(patient, dates, visitor, sent), sent))
    panels.append(panel("Andet", others.joined()))
    return panels
  }

  private func fold(_ heading: String, _ permission: Permission, _ content: HTML, _ sent: SentForm) -> HTML {
    "<details class=\"fold\"\(attribute: "open", if: sent.isOf(permission))><summary>\(heading)</summary>\(content)</details>"
  }

  private func panel(_ heading: String, _ content: HTML) -> HTML {
    "<section class=\"panel\"><h2>\(heading)</h2>\(content)</section>"
  }

  private func protection(_ patient: PatientRecord, _ visitor: Visitor) -> HTML {
    let standing =
      patient.isProtected
      ? "Borgeren har beskyttelse. En kommune, der kun spørges om en plads, ser hverken navn eller nummer."
      : "Er borgeren navne- og adressebeskyttet, skjules navn og nummer for alle, der ikke har med forløbet at gøre."
    return """
      <p>\(standing)</p>
      \(Forms.form(
        "/indlaeggelser/\(patient.admission)/beskyttelse", by: visitor,
        button: patient.isProtected ? "Ophæv beskyttelsen" : "Registrér beskyttelse", isSecondary: true,
        Forms.hidden(.protectedIdentity, patient.isProtected ? "nej" : "ja")))
      """
  }

  private func ready(_ patient: PatientRecord, _ visitor: Visitor, _ now: Instant, _ sent: SentForm) -> HTML {
    let sent = sent.part(.setReadyDate)
    return Forms.form(
      "/indlaeggelser/\(patient.admission)/faerdigbehandlet", by: visitor, button: "Meld færdigbehandlet",
      Forms.input(.readyOn, type: "datetime-local", value: String(now.description.prefix(16)), in: sent)
        + Forms.input(.declaredBy, hint: "Den læge, der har vurderet patienten færdigbehandlet", in: sent))
  }

  private func corrections(
    _ patient: PatientRecord, _ dates: [RecordedDate], _ visitor: Visitor, _ sent: SentForm
  ) -> HTML {
    CorrectionForm.html("/indlaeggelser/\(patient.admission)", dates, by: visitor, in: sent.part(.correctDate))
  }

  private func withdrawal(
    _ patient: PatientRecord, _ readyOn: CalendarDay, _ visitor: Visitor, _ now: Instant, _ sent: SentForm
  ) -> HTML {
    let sent = sent.part(.withdrawReadyDate)
    return Forms.form(
      "/indlaeggelser/\(patient.admission)/tilbagekaldelse", by: visitor, button: "Tilbagekald færdigbehandlingen",
      isSecondary: true,
      "<p>Færdigbehandlet siden \(DanishDates.day(readyOn)).</p>"
        + Forms.input(.withdrawnOn, type: "date", value: now.day.description, in: sent)
        + Forms.choices(
          .reason, ReadyWithdrawalReason.allCases.map { ($0.rawValue, DanishWords.readyWithdrawal($0)) }, in: sent))
  }

  private func expected(_ patient: PatientRecord, _ visitor: Visitor, _ sent: SentForm) -> HTML {
    let sent = sent.part(.expectReadyDate)
    let reasons = ExpectedReadyReason.allCases.map { ($0.rawValue, DanishWords.expectedReady($0)) }
    return Forms.form(
      "/indlaeggelser/\(patient.admission)/varsling", by: visitor, button: "Send varslet", isSecondary: true,
      (patient.expectedReadyOn.map { "<p>Varslet til \(DanishDates.day($0)).</p>" as HTML } ?? .empty)
        + Forms.input(.expectedOn, type: "date", hint: "Kommunen kan gå i gang. Ingen dag tæller endnu.", in: sent)
        + (patient.expectedReadyOn == nil ? .empty : Forms.choices(.reason, reasons, in: sent)))
  }

  private func move(_ patient: PatientRecord, _ visitor: Visitor, _ now: Instant, _ sent: SentForm) -> HTML {
    let sent = sent.part(.recordMove)
    return Forms.form(
      "/indlaeggelser/\(patient.admission)/kommune", by: visitor, button: "Registrér flytningen", isSecondary: true,
      Forms.choices(.municipality, Forms.municipalities(of: services.places), in: sent)
        + Forms.input(.movedOn, type: "date", value: now.day.description, in: sent))
  }

  private func refer(_ patient: PatientRecord) -> HTML {
    let isBegun = ReferralDraft.Section.allCases.contains(where: patient.draft.isWritten)
    return """
      <p>\(isBegun ? "Henvisningen er begyndt og ikke sendt." : "Kommunen får henvisningen, når alle afsnit er udfyldt, og du sender den.")</p>
      <p><a class="button" href="/indlaeggelser/\(path: patient.admission.description)/henvisning">\(isBegun ? "Fortsæt henvisningen" : "Begynd henvisningen")</a></p>
      """
  }

  private func discharge(_ patient: PatientRecord, _ visitor: Visitor, _ now: Instant, _ sent: SentForm) -> HTML {
    let sent = sent.part(.dischargePatient)
    return Forms.form(
      "/indlaeggelser/\(patient.admission)/udskrivning", by: visitor, button: "Registrér udskrivning",
      Forms.input(.dischargedAt, type: "datetime-local", value: String(now.description.prefix(16)), in: sent))
  }
}
