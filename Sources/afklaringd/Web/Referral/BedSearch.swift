import Afklaring
import Capacity
import Postgres
import Referral

/// What the page on which a bed is found stands on: the beds that can be used, each with its verdict, and those that are named.
struct BedSearch {
  let record: ReferralRecord
  let found: FoundBeds
  let now: Instant
  /// The bed that was asked about.
  let asked: (bed: NamedBed, verdict: BedVerdict)?
  /// Whether a bed was asked about that there is none of.
  let isUnknown: Bool
  /// The beds that a single requirement less would open, by id.
  let missed: [BedID: NamedBed]
  /// How fresh what is shown of each site is.
  let statements: [SiteID: SiteStatement]
  private let usable: [(bed: BedRecord, verdict: BedVerdict)]
  private let closed: Set<CalendarDay>

  init(
    for record: ReferralRecord, _ services: Services, about code: String?, in transaction: Transaction
  ) async throws {
    let (now, municipality) = (services.now, record.municipality)
    let found = try await FoundBeds.search(for: record.id, of: municipality, on: now.day, in: transaction)
    let beds = try await BedRecord.usable(by: municipality, on: now.day, in: transaction)
    closed = Set(try await ClosingDay.all(of: municipality, from: now.day, in: transaction).map(\.day))
    let byID = Dictionary(uniqueKeysWithValues: beds.map { ("\($0.id)", $0) })
    // As they rank; who is asked about first.
    usable = found.verdicts.compactMap { verdict in byID[verdict.bed].map { ($0, verdict) } }
      .enumerated().sorted { one, other in
        (one.element.bed.code == code ? 0 : 1, one.offset) < (other.element.bed.code == code ? 0 : 1, other.offset)
      }.map(\.element)
    if let code, let bed = try await NamedBed.one(code, in: transaction) {
      asked = found.verdicts.first { $0.bed == "\(bed.id)" }.map { (bed, $0) }
    } else {
      asked = nil
    }
    isUnknown = code != nil && asked == nil
    missed = try await NamedBed.all(
      found.nearMisses.flatMap { $0.beds.prefix(NearMissTable.mostNames) }.compactMap { BedID($0.bed) },
      in: transaction)
    statements = try await SiteStatement.byID(on: now.day, in: transaction)
    (self.record, self.found, self.now) = (record, found, now)
  }

  /// The beds that can be used, the possible ones first.
  func cards(by visitor: Visitor, isGiving: Bool, _ sent: SentForm) -> [BedCard] {
    usable.map { bed, verdict in
      BedCard(
        bed: bed, verdict: verdict, search: self, visitor: visitor, closed: closed, isGiving: isGiving,
        sent: Self.part(of: sent, for: bed.id))
    }
  }

  /// What was sent, where it was for this bed; each bed's form has fields of its own.
  private static func part(of sent: SentForm, for bed: BedID) -> SentForm {
    let isThis = sent.typed.typed(.bed).lowercased() == bed.description.lowercased()
    return SentForm(
      typed: isThis ? sent.typed : SentForm.none.typed, mistakes: isThis ? sent.mistakes : [], suffix: "-\(bed)")
  }

  /// The beds that have no form of their own, each with a link to what is said of it.
  func rest(behind count: Int) -> HTML {
    guard usable.count > count else { return .empty }
    let links = usable.dropFirst(count).map { "<li>\(link(to: $0.bed.code)), \($0.bed.site)</li>" as HTML }
    return "<details class=\"fold\"><summary>\(usable.count - count) pladser mere</summary><ul>\(links)</ul></details>"
  }

  func link(to code: String) -> HTML {
    "<a href=\"/henvisninger/\(path: record.id.description)/plads?plads=\(path: code)\">\(code)</a>"
  }

  /// Asks about any bed in the country.
  var whyForm: HTML {
    """
    <form method="get" action="/henvisninger/\(path: record.id.description)/plads">
    <div class="field"><label for="plads-kode">Hvorfor, eller hvorfor ikke, pladsen …</label>
    <input class="input" id="plads-kode" name="plads" value="\(asked?.bed.code ?? "")" required></div>
    <div class="actions"><button class="button secondary">Vis reglerne</button></div></form>
    """
  }
}
