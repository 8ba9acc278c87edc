public import Afklaring
internal import FoundationEssentials
public import Postgres

public typealias CaseSheetID = Identifier<SaveSheet>

/// Saves a sheet of a case as it stands now; gaps may be left and are shown.
public struct SaveSheet: Command {
  /// Of any kind; each kind has its own besides.
  public static let permission = Permission.keepSheets

  public let referral: ReferralID
  public let kind: SheetKind
  /// By question: what was written or chosen; a day as `2026-11-22`.
  let answers: [String: String]
  /// The written ones among them.
  let texts: Bytes?
  /// The sheet that was shown when this one was written; nil where nobody says which.
  let seen: Seen?

  /// What was the newest sheet of its kind.
  public enum Seen: Sendable, Equatable {
    case none
    case sheet(CaseSheetID)
  }

  /// - Parameter given: by question; what is empty is not answered.
  /// - Throws: `No` where an answer is none of its question's.
  public init(
    _ referral: ReferralID, _ kind: SheetKind, _ given: [String: String], having seen: Seen? = nil, keys: Keyring
  ) throws {
    (self.referral, self.kind, self.seen) = (referral, kind, kind.isRecord ? nil : seen)
    var (coded, written): ([String: String], [String: String]) = ([:], [:])
    for question in kind.questions {
      guard let answer = given[question.code], !answer.isEmpty else { continue }
      switch question.answer {
      case .written:
        guard PlainText.length(answer) <= SealedText.limit else { throw No.tooLong(question) }
        written[question.code] = answer
      case .one(let codes):
        guard codes.contains(answer) else { throw No.notAnAnswer(question) }
        coded[question.code] = answer
      case .day:
        guard let day = CalendarDay(answer) else { throw No.notAnAnswer(question) }
        coded[question.code] = "\(day)"
      }
    }
    guard !coded.isEmpty || !written.isEmpty else { throw No.isEmpty }
    // A disclosure without a basis would be none.
    if kind == .disclosure, coded["basis"] == nil { throw No.hasNoBasis }
    answers = coded
    texts = written.isEmpty ? nil : try keys.seal(try Self.json(written), as: .writtenText)
  }

  public enum No: Refusal {
    case isEmpty
    case hasNoBasis
    /// Somebody saved another meanwhile.
    case isChanged
    case notAnAnswer(SheetQuestion)
    case tooLong(SheetQuestion)

    public var code: String {
      switch self {
      case .isEmpty: "sheet-is-empty"
      case .hasNoBasis: "disclosure-has-no-basis"
      case .isChanged: "sheet-changed-meanwhile"
      case .notAnAnswer: "not-an-answer"
      case .tooLong: "text-too-long"
      }
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    try actor.require(kind.permission)
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    let isHost = actor.site != nil && actor.site == referral.bedSite
    guard actor.isSystem || actor.ward == referral.ward || actor.authority == referral.municipality || isHost else {
      throw AccessRefusal.notFound
    }
    if let seen {
      let newest = try await transaction.query(
        """
        select case_sheet_id from case_sheet
        where subject_id = \(referral.id) and kind = \(kind.rawValue)
        order by saved_at desc, case_sheet_id limit 1
        """
      ).first?.decode(CaseSheetID.self)
      guard newest.map(Seen.sheet) ?? Seen.none == seen else { throw No.isChanged }
    }
    transaction.later(
      """
      insert into case_sheet
        (case_sheet_id, subject_id, kind, answers, texts_sealed, role, organisation, account_id, saved_at)
      values (\(CaseSheetID()), \(referral.id), \(kind.rawValue), \(try Self.json(answers))::jsonb, \(texts),
        \(actor.standing.role.rawValue), \(actor.standing.organisation), \(actor.accountID), \(now))
      """)
    JournalEntry.change(kind.permission, .referral(referral.id), person: referral.person, ["sheet": kind.rawValue])
      .record(by: actor, in: transaction)
  }

  static func json(_ answers: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(answers), as: UTF8.self)
  }
}

/// Says that a sheet was read (kvitterer for overleveringen), by the house or the municipality that takes the person in.
public struct AcknowledgeHandOver: Command {
  public static let permission = Permission.acknowledgeHandOver

  public let referral: ReferralID

  public init(_ referral: ReferralID) {
    self.referral = referral
  }

  public enum No: String, Refusal {
    case isNotWritten = "hand-over-is-not-written"
    case isReadAlready = "hand-over-is-read-already"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral),
      """
      select case_sheet.case_sheet_id, exists (
        select from sheet_receipt
        where sheet_receipt.case_sheet_id = case_sheet.case_sheet_id
          and sheet_receipt.organisation is not distinct from \(actor.standing.organisation))
      from case_sheet
      where case_sheet.subject_id = \(self.referral) and case_sheet.kind = \(SheetKind.handOver.rawValue)
      order by case_sheet.saved_at desc, case_sheet.case_sheet_id
      limit 1
      """,
    ])
    let referral = try LockedReferral(answers[0])
    try referral.requireHost(actor)
    guard let row = answers[1].first else { throw No.isNotWritten }
    let (sheet, isRead) = try row.decode(CaseSheetID.self, Bool.self)
    guard !isRead else { throw No.isReadAlready }
    transaction.later(
      """
      insert into sheet_receipt
        (sheet_receipt_id, case_sheet_id, subject_id, role, organisation, account_id, read_at)
      values (\(Identifier<AcknowledgeHandOver>()), \(sheet), \(referral.id), \(actor.standing.role.rawValue),
        \(actor.standing.organisation), \(actor.accountID), \(now))
      """)
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person)
      .record(by: actor, in: transaction)
  }
}
