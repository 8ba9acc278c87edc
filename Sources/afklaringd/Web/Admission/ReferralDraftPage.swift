import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Referral

/// `/indlaeggelser/:id/henvisning`: a referral as it is being written: its sections, what is in them, and sending it.
struct ReferralDraftPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
    return try await page(id, for: visitor, .none, status: .ok)
  }

  /// Sends what the page showed.
  @Sendable func send(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.referPatient)
    do {
      _ = try await services.perform(
        ReferPatient(&input, of: id, by: visitor.actor, services), by: visitor.actor)
      return .seeOther("/indlaeggelser/\(id)")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(
        id, for: visitor, SentForm(typed: input, mistakes: mistakes, for: .referPatient), status: status)
    }
  }

  /// `/indlaeggelser/:id/henvisning/<section>`.
  func show(
    _ section: ReferralDraft.Section
  ) -> @Sendable (Request, WebContext) async throws -> Response {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
      return try await page(section, id, for: visitor, nil, status: .ok)
    }
  }

  /// Saves a section: by the script while it is filled in, which stays on the page, or by its button.
  func save(
    _ section: ReferralDraft.Section
  ) -> @Sendable (Request, WebContext) async throws -> Response {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
      var input = try await FormReading.input(request, from: visitor)
      try visitor.actor.require(.referPatient)
      do {
        try await services.perform(
          SaveReferralDraft(&input, section, of: id), by: visitor.actor)
        return Script.isSaving(request) ? Response(status: .noContent) : .seeOther("/indlaeggelser/\(id)/henvisning")
      } catch {
        let (mistakes, status) = try Mistake.all(in: error)
        return try await page(
          section, id, for: visitor, SentForm(typed: input, mistakes: mistakes, for: .referPatient), status: status)
      }
    }
  }

  private func patient(_ id: AdmissionID, for visitor: Visitor) async throws -> PatientRecord {
    try await services.database.looking(as: visitor.actor) { transaction, looks in
      try await PatientRecord.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
    }
  }

  // MARK: The sections and what is in them

  private func page(
    _ id: AdmissionID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let patient = try await patient(id, for: visitor)
    let name = DanishNames.person(patient.name, isProtected: patient.isProtected)
    let sections = ReferralDraft.Section.allCases.map { section in
      let isWritten = patient.draft.isWritten(section)
      return """
        <section class="panel" aria-labelledby="\(DraftWords.slug(section))">
        <h2 id="\(DraftWords.slug(section))">\(DraftWords.title(section)) \(DraftWords.badge(section, isWritten: isWritten))</h2>
        \(answers(section, patient))
        <p><a href="/indlaeggelser/\(path: id.description)/henvisning/\(path: DraftWords.slug(section))">\(isWritten ? "Ret" : "Udfyld") \(DraftWords.title(section).lowercased())</a></p>
        </section>
        """ as HTML
    }
    let content: HTML = """
      <p class="crumbs"><a href="/indlaeggelser">Mine patienter</a> / <a href="/indlaeggelser/\(path: id.description)">\(name)</a> / Henvisning</p>
      <h1>Henvis \(name)</h1>
      <p class="lead">Hvert afsnit gemmes for sig. Kommunen ser intet, før henvisningen er sendt.</p>
      \(Forms.errors(sent, areFieldsShown: false))
      \(sections)
      \(sending(patient, visitor))
      """
    return Page(title: "Henvisning", content: content).response(to: visitor, at: "/indlaeggelser", status: status)
  }

  private func answers(_ section: ReferralDraft.Section, _ patient: PatientRecord) -> HTML {
    switch section {
    case .targetGroup: DraftWords.check(check(patient), patient.draft.targetGroup)
    case .needs: patient.draft.needs.map { "<p>\($0.isEmpty ? "Ingen særlige" : DanishNames.needs($0))</p>" } ?? .empty
    case .supportBefore:
      patient.draft.supportBefore.map { support in
        "<p>\(support.isEmpty ? "Ingen" : support.map(DanishWords.onward).joined(separator: ", "))</p>"
      } ?? .empty
    }
  }

  private func check(_ patient: PatientRecord) -> TargetGroupCheck {
    TargetGroupCheck(
      bornOn: patient.bornOn, on: services.now.day, hasDisorder: patient.draft.hasDisorder,
      targetGroup: patient.draft.targetGroup)
  }

  private func sending(_ patient: PatientRecord, _ visitor: Visitor) -> HTML {
    let missing = [ReferralDraft.Section.targetGroup, .needs].filter { !patient.draft.isWritten($0) }
    let content: HTML =
      if patient.referralState?.isOpen == true {
        "<p>Borgeren er allerede henvist.</p>"
      } else if patient.dischargedAt != nil {
        "<p>Patienten er udskrevet.</p>"
      } else if check(patient).failing != nil {
        "<p>Henvisningen kan ikke sendes: borgeren er ikke i målgruppen.</p>"
      } else if missing.isEmpty {
        Forms.form(
          "/indlaeggelser/\(patient.admission)/henvisning", by: visitor, button: "Send henvisningen",
          HTML.joined(written(patient.draft)))
      } else {
        "<p>Udfyld først: \(missing.map { DraftWords.title($0).lowercased() }.joined(separator: ", ")).</p>"
      }
    return "<section class=\"panel\"><h2>Send</h2>\(content)</section>"
  }

  /// What is sent is what the page shows, also where a colleague has changed the draft meanwhile.
  private func written(_ draft: ReferralDraft) -> [HTML] {
    [
      Forms.hidden(.targetGroup, draft.targetGroup?.rawValue ?? ""),
      Forms.hidden(.disorder, draft.hasDisorder == true ? "ja" : "nej"),
    ]
      + (draft.needs ?? []).map { Forms.hidden(.needs, $0) }
      + (draft.supportBefore.map { $0.isEmpty ? [""] : $0.map(\.rawValue) } ?? []).map {
        Forms.hidden(.supportBefore, $0)
      }
      + (draft.savedAt.map { [Forms.hidden(.draftSavedAt, $0.description)] } ?? [])
  }

  // MARK: One section

  private func page(
    _ section: ReferralDraft.Section, _ id: AdmissionID, for visitor: Visitor, _ sent: SentForm?,
    status: HTTPResponse.Status
  ) async throws -> Response {
    let patient = try await patient(id, for: visitor)
    let name = DanishNames.person(patient.name, isProtected: patient.isProtected)
    let sent = sent ?? Self.saved(patient.draft)
    let path = "/indlaeggelser/\(id)/henvisning"
    let content: HTML = """
      <p class="crumbs"><a href="/indlaeggelser">Mine patienter</a> / <a href="/indlaeggelser/\(path: id.description)">\(name)</a> / <a href="\(path)">Henvisning</a> / \(DraftWords.title(section))</p>
      <h1>\(DraftWords.title(section)): \(name)</h1>
      \(Forms.errors(sent))
      \(if: section == .targetGroup, DraftWords.known(check(patient)))
      \(Forms.form(
        "\(path)/\(DraftWords.slug(section))", by: visitor, button: "Gem og fortsæt",
        beside: "<a href=\"\(path)\">Tilbage</a>", savesItself: true, fields(section, sent)))
      """
    return Page(title: DraftWords.title(section), content: content)
      .response(to: visitor, at: "/indlaeggelser", status: status)
  }

  /// The draft as if it had just been typed.
  private static func saved(_ draft: ReferralDraft) -> SentForm {
    let typed = [
      Field.targetGroup.inForms: draft.targetGroup.map { [$0.rawValue] } ?? [],
      Field.disorder.inForms: draft.hasDisorder.map { [$0 ? "ja" : "nej"] } ?? [],
      Field.needs.inForms: draft.needs ?? [],
      Field.supportBefore.inForms: draft.supportBefore?.map(\.rawValue) ?? [],
    ]
    return SentForm(typed: Input(typed, .form), mistakes: [], for: .referPatient)
  }

  private func fields(_ section: ReferralDraft.Section, _ sent: SentForm) -> HTML {
    switch section {
    case .targetGroup:
      Forms.choices(.disorder, [("ja", "Ja"), ("nej", "Nej")], in: sent)
        + Forms.choices(.targetGroup, TargetGroup.allCases.map { ($0.rawValue, DanishWords.targetGroup($0)) }, in: sent)
    case .needs:
      Forms.ticks(.needs, StandardNeed.allCases.map { ($0.rawValue, DanishNames.need($0.rawValue)) }, in: sent)
    case .supportBefore:
      Forms.ticks(.supportBefore, OnwardSupport.before.map { ($0.rawValue, DanishWords.onward($0)) }, in: sent)
    }
  }
}
