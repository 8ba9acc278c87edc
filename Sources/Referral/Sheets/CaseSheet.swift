public import Afklaring
internal import FoundationEssentials
public import Postgres

/// A sheet as it was saved: by whom, when, and what was answered.
public struct CaseSheet: Sendable {
  public let id: CaseSheetID
  public let kind: SheetKind
  public let answers: [String: String]
  public let savedAt: Instant
  public let organisation: String?
  public let receipts: [Receipt]
  /// When the basis of a disclosure was withdrawn.
  public let withdrawnOn: CalendarDay?

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
        case_sheet.saved_at, \(organisation(of: "case_sheet")) as organisation, disclosure_withdrawal.withdrawn_on
      from case_sheet
      left join disclosure_withdrawal on disclosure_withdrawal.case_sheet_id = case_sheet.case_sheet_id
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
    var receipts: [CaseSheetID: [Receipt]] = [:]
    for row in answers[1] {
      receipts[try row("case_sheet_id"), default: []].append(
        Receipt(organisation: try row("organisation"), readAt: try row("read_at")))
    }
    return try answers[0].map { row in
      let id: CaseSheetID = try row("case_sheet_id")
      let coded = try decoded(row("answers"))
      let written = try row("texts_sealed", as: Bytes?.self).map { try decoded(keys.text($0)) } ?? [:]
      return CaseSheet(
        id: id, kind: try row.value("kind"), answers: coded.merging(written) { $1 }, savedAt: try row("saved_at"),
        organisation: try row("organisation"), receipts: receipts[id] ?? [],
        withdrawnOn: try row("withdrawn_on"))
    }
  }

  private static func decoded(_ json: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
  }

  /// The name of who wrote a row.
  static func organisation(of table: SQL) -> SQL {
    """
    coalesce(
      (select municipality.name from municipality
       where 'municipality ' || municipality.municipality_code = \(table).organisation),
      (select ward.name from ward where 'ward ' || ward.ward_id = \(table).organisation),
      (select site.name from site where 'site ' || site.site_id = \(table).organisation))
    """
  }
}
