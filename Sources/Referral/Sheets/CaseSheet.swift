public import Afklaring
internal import FoundationEssentials
public import Postgres

/// A sheet as it was saved: by whom, when, and what was answered.
public struct CaseSheet: Sendable {
  public let kind: SheetKind
  public let answers: [String: String]
  public let savedAt: Instant
  public let organisation: String?
  public let receipts: [Receipt]

  public struct Receipt: Sendable {
    public let organisation: String?
    public let readAt: Instant
  }

  /// The required questions that nobody has answered.
  public var gaps: [SheetQuestion] { kind.questions.filter { $0.isRequired && answers[$0.code] == nil } }

  /// The sheets of a referral that the actor was found to see, the newest first.
  public static func all(
    of referral: ReferralID, in transaction: Transaction, keys: Keyring
  ) async throws -> [CaseSheet] {
    let answers = try await transaction.pipeline([
      """
      select case_sheet.case_sheet_id, case_sheet.kind, case_sheet.answers::text as answers, case_sheet.texts_sealed,
        case_sheet.saved_at, \(organisation(of: "case_sheet")) as organisation
      from case_sheet
      where case_sheet.subject_id = \(referral)
      order by case_sheet.saved_at desc, case_sheet.case_sheet_id
      """,
      """
      select sheet_receipt.case_sheet_id, sheet_receipt.read_at, \(organisation(of: "sheet_receipt")) as organisation
      from sheet_receipt
      where sheet_receipt.subject_id = \(referral)
      order by sheet_receipt.read_at
      """,
    ])
    var receipts: [Identifier<SaveSheet>: [Receipt]] = [:]
    for row in answers[1] {
      receipts[try row("case_sheet_id"), default: []].append(
        Receipt(organisation: try row("organisation"), readAt: try row("read_at")))
    }
    return try answers[0].map { row in
      let id: Identifier<SaveSheet> = try row("case_sheet_id")
      let coded = try decoded(row("answers"))
      let written = try row("texts_sealed", as: Bytes?.self).map { try decoded(keys.text($0)) } ?? [:]
      return CaseSheet(
        kind: try row.value("kind"), answers: coded.merging(written) { $1 }, savedAt: try row("saved_at"),
        organisation: try row("organisation"), receipts: receipts[id] ?? [])
    }
  }

  private static func decoded(_ json: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
  }

  /// The name of who wrote a row.
  private static func organisation(of table: SQL) -> SQL {
    """
    coalesce(
      (select municipality.name from municipality
       where 'municipality ' || municipality.municipality_code = \(table).organisation),
      (select ward.name from ward where 'ward ' || ward.ward_id = \(table).organisation),
      (select site.name from site where 'site ' || site.site_id = \(table).organisation))
    """
  }
}
