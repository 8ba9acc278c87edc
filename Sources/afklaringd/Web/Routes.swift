import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Referral

/// What answers, and what says in which ways it answers.
func routes(_ services: Services) -> Router<WebContext> {
  let router = addresses(services)
  router.refuseOtherMethods()
  return router
}

/// Every address of the daemon, in blocks by whom they are for.
func addresses(_ services: Services) -> Router<WebContext> {
  let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: SecurityHeaders(isBehindTLS: services.cookiesAreSecure))
  router.add(middleware: ErrorMiddleware(services: services))
  router.add(middleware: SessionMiddleware(services: services))
  router.add(middleware: SignedInErrorMiddleware(services: services))

  // Operators
  let operation = OperationEndpoints(services: services)
  router.get("healthz", use: operation.isAlive)
  router.get("readyz", use: operation.isReady)
  router.get("metrics", use: operation.metrics)
  router.get("afklaring.css", use: StyleSheet.show)
  router.get("afklaring.js", use: Script.show)

  // Everybody
  let signIn = SignInPage(services: services)
  router.get("log-ind", use: signIn.show)
  router.post("log-ind", use: signIn.submit)
  router.post("log-ind/kode", use: signIn.submitCode)
  router.get("log-ind/kode", use: signIn.goBack)
  router.post("log-ud", use: signIn.signOut)
  router.get("") { _, context in
    Response.seeOther(Page.first(for: try context.requireVisitor().actor.standing.role))
  }

  // Everybody's own account
  let account = AccountPage(services: services)
  let password = PasswordPage(services: services)
  let secondStep = SecondStepPage(services: services)
  router.get("konto", use: account.show)
  router.post("konto/rolle", use: account.changeRole)
  router.post("konto/sessioner", use: account.endOthers)
  router.post("konto/sessioner/:id", use: account.endOne)
  router.get("konto/adgangskode", use: password.show)
  router.post("konto/adgangskode", use: password.submit)
  router.get("konto/to-trin", use: secondStep.show)
  router.post("konto/to-trin", use: secondStep.submit)
  let reminders = ReminderPage(services: services)
  router.get("konto/paamindelser", use: reminders.show)
  router.post("konto/paamindelser", use: reminders.submitEmail)
  router.post("konto/fravaer", use: reminders.submitAbsence)
  router.get("konto/fravaer", use: reminders.goBack)
  for step in ["rolle", "sessioner", "sessioner/:id"] { router.get("konto/\(step)", use: account.goBack) }

  // Wards
  let patients = PatientListPage(services: services)
  let patient = PatientPage(services: services)
  router.get("indlaeggelser", use: patients.show)
  router.post("indlaeggelser", use: patients.admit)
  router.get("indlaeggelser/:id", use: patient.show)
  router.post("indlaeggelser/:id/beskyttelse", use: patient.submit(ProtectIdentity.self))
  router.post("indlaeggelser/:id/faerdigbehandlet", use: patient.submit(SetReadyDate.self))
  router.post("indlaeggelser/:id/udskrivning", use: patient.submit(DischargePatient.self))

  router.post("indlaeggelser/:id/tilbagekaldelse", use: patient.submit(WithdrawReadyDate.self))
  router.post("indlaeggelser/:id/varsling", use: patient.submit(ExpectReadyDate.self))
  router.post("indlaeggelser/:id/kommune", use: patient.submit(RecordPatientMove.self))
  router.post("indlaeggelser/:id/rettelse", use: patient.submit(CorrectAdmissionDate.self))

  for step in [
    "beskyttelse", "faerdigbehandlet", "udskrivning", "tilbagekaldelse", "varsling", "kommune", "rettelse",
  ] {
    router.get("indlaeggelser/:id/\(step)", use: patient.goBack)
  }
  let draft = ReferralDraftPage(services: services)
  router.get("indlaeggelser/:id/henvisning", use: draft.show)
  router.post("indlaeggelser/:id/henvisning", use: draft.send)
  for section in ReferralDraft.Section.allCases {
    router.get("indlaeggelser/:id/henvisning/\(DraftWords.slug(section))", use: draft.show(section))
    router.post("indlaeggelser/:id/henvisning/\(DraftWords.slug(section))", use: draft.save(section))
  }

  // Municipalities and sites
  let referral = ReferralPage(services: services)
  let assignBed = AssignBedPage(services: services)
  router.get("henvisninger", use: ReferralListPage(services: services).show)
  router.get("henvisninger/:id", use: referral.show)
  router.post("henvisninger/:id/godkendelse", use: referral.submit(AcceptReferral.self))
  router.post("henvisninger/:id/afslag", use: referral.submit(DeclineReferral.self))
  router.get("henvisninger/:id/plads", use: assignBed.show)
  router.post("henvisninger/:id/plads", use: assignBed.submit(AssignBed.self))
  router.post("henvisninger/:id/tilbud", use: assignBed.submit(OfferBed.self))
  router.post("henvisninger/:id/oensker", use: assignBed.submit(SetPlacementWish.self, thenFind: true))
  router.post("henvisninger/:id/forslag", use: assignBed.submit(SkipProposal.self, thenFind: true))
  for step in ["oensker", "forslag"] { router.get("henvisninger/:id/\(step)", use: assignBed.goBack) }
  router.post("henvisninger/:id/tilbud/ejer", use: referral.submit(AnswerOfferAsOwner.self))
  router.post("henvisninger/:id/tilbud/borger", use: referral.submit(AnswerOfferForPerson.self))
  router.post("henvisninger/:id/oplysninger", use: referral.submit(AskForInformation.self))
  router.post("henvisninger/:id/oplysninger/svar", use: referral.submit(GiveInformation.self))
  router.post("henvisninger/:id/koe", use: referral.submit(MoveInQueue.self))
  router.post("henvisninger/:id/kommune", use: referral.submit(RecordCitizenMove.self))
  let withdrawal = WithdrawalPage(services: services)
  router.get("henvisninger/:id/tilbagetraekning", use: withdrawal.show)
  router.post("henvisninger/:id/tilbagetraekning", use: withdrawal.submit)
  router.post("henvisninger/:id/indflytning", use: referral.submit(MoveIn.self))
  router.post("henvisninger/:id/afklaring", use: referral.submit(ClarifyStay.self))
  router.post("henvisninger/:id/forlaengelse", use: referral.submit(ExtendStay.self))
  router.post("henvisninger/:id/flytning", use: referral.submit(TransferStay.self))
  router.post("henvisninger/:id/fravaer", use: referral.submit(TakeLeave.self))
  router.post("henvisninger/:id/fravaer/slut", use: referral.submit(EndLeave.self))
  router.post("henvisninger/:id/udflytning", use: referral.submit(MoveOut.self))
  router.post("henvisninger/:id/afslutning", use: referral.submit(CloseReferral.self))
  router.post("henvisninger/:id/rettelse", use: referral.submit(CorrectCourseDate.self))
  for step in [
    "godkendelse", "afslag", "tilbud", "tilbud/ejer", "tilbud/borger", "oplysninger", "oplysninger/svar", "koe",
    "kommune", "indflytning", "afklaring", "forlaengelse", "flytning", "fravaer", "fravaer/slut", "udflytning",
    "afslutning", "rettelse",
  ] {
    router.get("henvisninger/:id/\(step)", use: referral.goBack)
  }
  for kind in SheetKind.allCases {
    let sheet = SheetPage(services: services, kind: kind)
    router.get("henvisninger/:id/\(SheetWords.slug(kind))", use: sheet.show)
    router.post("henvisninger/:id/\(SheetWords.slug(kind))", use: sheet.submit)
  }
  let disclosure = SheetPage(services: services, kind: .disclosure)
  router.post("henvisninger/:id/videregivelse/tilbagetraekning", use: disclosure.withdraw)
  router.get("henvisninger/:id/videregivelse/tilbagetraekning", use: disclosure.goBack)
  router.post("henvisninger/:id/kvittering", use: referral.submit(AcknowledgeHandOver.self))
  router.get("henvisninger/:id/kvittering", use: referral.goBack)
  let letters = LetterPage(services: services)
  router.get("henvisninger/:id/afgoerelsesbrev", use: letters.decision)
  router.get("henvisninger/:id/dit-forloeb", use: letters.course)
  router.get("pladser", use: BedListPage(services: services).show)
  let bed = BedPage(services: services)
  router.get("pladser/:id", use: bed.show)
  router.post("pladser/:id/lukning", use: bed.submit(CloseBed.self))
  router.post("pladser/:id/aabning", use: bed.submit(ReopenBed.self))
  for step in ["lukning", "aabning"] { router.get("pladser/:id/\(step)", use: bed.goBack) }
  router.post("tilbud/:id/bekraeftelse", use: BedListPage(services: services).state)
  router.get("tilbud/:id/bekraeftelse", use: BedListPage(services: services).goBack)
  let agreements = AgreementPage(services: services)
  router.get("aftaler", use: agreements.show)
  router.post("aftaler", use: agreements.submit)
  let plan = PlanPage(services: services)
  router.get("plan", use: plan.show)
  router.post("plan", use: plan.make)

  // What is due
  let tasks = TaskListPage(services: services)
  router.get("opgaver", use: tasks.show)
  router.post("opgaver/:id", use: tasks.submit)
  router.get("opgaver/:id") { _, context in
    _ = try context.requireVisitor()
    return Response.seeOther("/opgaver")
  }
  let deadlines = DeadlinePage(services: services)
  router.get("frister", use: deadlines.show)
  router.post("frister", use: deadlines.submit)
  router.post("frister/lukkedage", use: deadlines.close)
  router.post("frister/lukkedage/fjern", use: deadlines.reopen)
  router.post("frister/telefon", use: deadlines.ring)
  for step in ["lukkedage", "lukkedage/fjern", "telefon"] { router.get("frister/\(step)", use: deadlines.goBack) }

  // The ledger of waiting days, for wards and municipalities alike
  let ledger = LedgerPage(services: services)
  let ledgerOfAdmission = AdmissionLedgerPage(services: services)
  router.get("regnskab", use: ledger.show)
  router.get("regnskab/:id", use: ledgerOfAdmission.show)
  router.post("regnskab/:id/indsigelse", use: ledgerOfAdmission.submit(DisputeDays.self))
  router.post("regnskab/:id/svar", use: ledgerOfAdmission.submit(AnswerDispute.self))
  for step in ["indsigelse", "svar"] { router.get("regnskab/:id/\(step)", use: ledgerOfAdmission.goBack) }

  // Figures
  for report in FiguresPage.reports {
    router.get("tal/\(ReportWords.slug(report))", use: FiguresPage(services: services, report: report).show)
  }

  router.get("scenarier", use: ScenarioPage(services: services).show)

  // Administrators
  let weights = WeightPage(services: services)
  router.get("vaegte", use: weights.show)
  router.post("vaegte", use: weights.submit)
  let accounts = AccountListPage(services: services)
  let administered = AdministeredAccountPage(services: services)
  router.get("konti", use: accounts.show)
  router.post("konti", use: accounts.add)
  router.get("konti/:id", use: administered.show)
  router.post("konti/:id/rolle", use: administered.grant)
  router.post("konti/:id/rolle/fjern", use: administered.revoke)
  router.post("konti/:id/adgangskode", use: administered.reset)
  router.post("konti/:id/lukning", use: administered.disable)
  for step in ["rolle", "rolle/fjern", "adgangskode", "lukning"] {
    router.get("konti/:id/\(step)", use: administered.goBack)
  }

  // In an emergency
  let emergency = EmergencyPage(services: services)
  router.get("noedadgang", use: emergency.show)
  router.post("noedadgang", use: emergency.open)
  router.get("noedadgang/:id", use: emergency.look)

  // Auditors
  let lookUp = LookUpPage(services: services)
  router.get("opslag", use: lookUp.show)
  router.post("opslag", use: lookUp.submit)

  // Machines: the same commands as JSON
  let sessions = SessionEndpoints(services: services)
  let commands = CommandEndpoints(services: services)
  let reading = ReadingEndpoints(services: services)
  let api = router.group("api/v1")
  api.post("sessions", use: sessions.begin)
  api.delete("sessions/current", use: sessions.end)
  api.post("admissions", use: commands.admit)
  api.post("admissions/:id/protection", use: commands.perform(ProtectIdentity.self))
  api.post("admissions/:id/ready-date", use: commands.perform(SetReadyDate.self))
  api.post("admissions/:id/referral", use: commands.create(ReferPatient.self))
  api.post("admissions/:id/referral-draft", use: commands.perform(SaveReferralDraft.self))
  api.post("admissions/:id/discharge", use: commands.perform(DischargePatient.self))
  api.post("admissions/:id/ready-date/withdrawal", use: commands.perform(WithdrawReadyDate.self))
  api.post("admissions/:id/expected-ready-date", use: commands.perform(ExpectReadyDate.self))
  api.post("admissions/:id/move", use: commands.perform(RecordPatientMove.self))
  api.post("admissions/:id/correction", use: commands.perform(CorrectAdmissionDate.self))
  api.post("admissions/:id/dispute", use: commands.perform(DisputeDays.self))
  api.post("admissions/:id/dispute/answer", use: commands.perform(AnswerDispute.self))
  api.get("referrals", use: reading.referrals)
  api.get("referrals/:id", use: reading.referral)
  api.post("referrals/:id/acceptance", use: commands.perform(AcceptReferral.self))
  api.post("referrals/:id/decline", use: commands.perform(DeclineReferral.self))
  api.post("referrals/:id/offer", use: commands.perform(OfferBed.self))
  api.post("referrals/:id/offer/owner-answer", use: commands.perform(AnswerOfferAsOwner.self))
  api.post("referrals/:id/offer/person-answer", use: commands.perform(AnswerOfferForPerson.self))
  api.post("referrals/:id/bed", use: commands.perform(AssignBed.self))
  api.post("referrals/:id/wishes", use: commands.perform(SetPlacementWish.self))
  api.post("referrals/:id/proposal/skip", use: commands.perform(SkipProposal.self))
  api.get("referrals/:id/beds", use: reading.verdicts)
  api.get("plan", use: reading.plan)
  api.post("beds/:id/closure", use: commands.perform(CloseBed.self))
  api.post("beds/:id/opening", use: commands.perform(ReopenBed.self))
  api.post("sites/:id/statement", use: commands.perform(StateBeds.self))
  api.post("referrals/:id/move-in", use: commands.perform(MoveIn.self))
  api.post("referrals/:id/question", use: commands.perform(AskForInformation.self))
  api.post("referrals/:id/information", use: commands.perform(GiveInformation.self))
  api.post("referrals/:id/queue-place", use: commands.perform(MoveInQueue.self))
  api.post("referrals/:id/move", use: commands.perform(RecordCitizenMove.self))
  api.post("referrals/:id/withdrawal", use: commands.perform(WithdrawReferral.self))
  api.post("referrals/:id/clarification", use: commands.perform(ClarifyStay.self))
  api.post("referrals/:id/extension", use: commands.perform(ExtendStay.self))
  api.post("referrals/:id/transfer", use: commands.perform(TransferStay.self))
  api.post("referrals/:id/leave", use: commands.perform(TakeLeave.self))
  api.post("referrals/:id/leave/end", use: commands.perform(EndLeave.self))
  api.post("referrals/:id/move-out", use: commands.perform(MoveOut.self))
  for kind in SheetKind.allCases {
    api.post("referrals/:id/sheets/\(kind.rawValue)", use: commands.saveSheet(kind))
  }
  api.post("referrals/:id/sheets/disclosure/withdrawal", use: commands.perform(WithdrawDisclosure.self))
  api.post("referrals/:id/sheets/hand_over/receipt", use: commands.perform(AcknowledgeHandOver.self))
  api.post("referrals/:id/correction", use: commands.perform(CorrectCourseDate.self))
  api.post("referrals/:id/task", use: commands.perform(TakeTask.self))
  api.post("referrals/:id/closing", use: commands.perform(CloseReferral.self))
  api.get("beds", use: reading.beds)
  for report in FiguresPage.reports { api.get("reports/\(report.name)", use: reading.figures(report)) }
  return router
}

extension Router<WebContext> {
  /// An address that is asked in another way than it answers says which ways there are.
  fileprivate func refuseOtherMethods() {
    let known = Dictionary(grouping: routes, by: { "\($0.path)" }).mapValues { $0.map(\.method) }
    for (path, methods) in known {
      let allowed = methods + (methods.contains(.get) ? [.head] : [])
      for method in [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete] where !allowed.contains(method) {
        on(RouterPath(path), method: method) { _, _ -> Response in throw WrongMethod(allowed: allowed) }
      }
    }
  }
}

struct WrongMethod: Error {
  let allowed: [HTTPRequest.Method]
}
