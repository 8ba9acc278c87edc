import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Referral

/// What can be read as JSON: the referrals and beds that are the caller's to see. Numbers are masked.
struct ReadingEndpoints: Sendable {
  let services: Services

  private static let pageSize = 200

  /// A page of the open ones, the latest first; a further one is named by the header `Link` with `rel="next"`.
  @Sendable func referrals(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    let after = request.uri.queryParameters["after"]
    let place = after.flatMap { ListPlace<ReferralSubject>($0) }
    guard after == nil || place != nil else { throw UnreadableBody(reason: "after: expected what Link named") }
    let records = try await services.database.reading(as: visitor.actor) { transaction in
      try await ReferralReading.list(
        for: visitor.actor, openOnly: true, behind: place, count: Self.pageSize + 1, in: transaction,
        keys: services.database.keys)
    }
    var response = try JSONBody.response(records.prefix(Self.pageSize).map(ReferralAnswer.init))
    if records.count > Self.pageSize, let link = HTTPField.Name("Link") {
      response.headers[link] = "</api/v1/referrals?after=\(records[Self.pageSize - 1].place)>; rel=\"next\""
    }
    return response
  }

  @Sendable func referral(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    let record = try await services.database.looking(as: visitor.actor) { transaction, looks in
      try await ReferralReading.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
    }
    return try JSONBody.response(ReferralAnswer(record))
  }

  /// The same table as on the command line: `from`, `to`, `by`, `as_of`, `known_at`.
  func figures(_ report: any Report.Type) -> @Sendable (Request, WebContext) async throws -> Response {
    { request, context in
      let visitor = try context.requireVisitor()
      try visitor.actor.require(.seeFigures)
      let query = request.uri.queryParameters
      let known = ["from", "to", "by", "as_of", "known_at"]
      guard query.allSatisfy({ known.contains(String($0.key)) }), Set(query.map(\.key)).count == query.count else {
        throw UnreadableBody(reason: "expected \(known.joined(separator: ", ")), each once, and nothing else")
      }
      do {
        let question = try ReportRequest.parse(
          report, from: query["from"].map(String.init), to: query["to"].map(String.init),
          by: query["by"].map(String.init), asOf: query["as_of"].map(String.init),
          knownAt: query["known_at"].map(String.init), now: services.now)
        let answer = try await services.database.answer(
          report, question, isSuppressed: visitor.actor.isShownNoSmallFigures, as: visitor.actor.counting)
        return Response(
          status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: answer.json)))
      } catch let error as ReportRequestError {
        throw UnreadableBody(reason: error.told { $0.rawValue.replacing("-", with: "_") })
      }
    }
  }

  /// Every bed for one person, as it ranks, with the rules that it breaks.
  @Sendable func verdicts(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    try visitor.actor.require(.assignBed)
    let found = try await services.database.looking(as: visitor.actor) { transaction, looks in
      let record = try await ReferralReading.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
      guard visitor.actor.authority == record.municipality else { throw AccessRefusal.notFound }
      return try await FoundBeds.search(for: id, of: record.municipality, on: services.now.day, in: transaction)
    }
    return try JSONBody.response(found.verdicts.map(VerdictAnswer.init))
  }

  /// What the latest plan proposes for the municipality's people.
  @Sendable func plan(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    let plan = try await services.database.reading(as: visitor.actor) { transaction in
      try await StandingPlan.latest(
        for: visitor.actor, on: services.now.day, in: transaction, keys: services.database.keys)
    }
    return try JSONBody.response(PlanAnswer(plan))
  }

  @Sendable func beds(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    guard let municipality = visitor.actor.authority else { throw AccessRefusal.notPermitted(.assignBed) }
    let beds = try await services.database.reading(as: visitor.actor) { transaction in
      try await BedRecord.usable(by: municipality, on: services.now.day, in: transaction)
    }
    return try JSONBody.response(beds.map(BedAnswer.init))
  }
}

private struct ReferralAnswer: Encodable {
  let id, state, municipality, ward, admission: String
  let submittedAt: String
  let needs: [String]
  let bed, firstNight, plannedMoveOutOn: String?

  init(_ record: ReferralRecord) {
    id = "\(record.id)"
    state = record.state.rawValue
    municipality = record.municipality.digits
    ward = record.wardName
    admission = "\(record.admission)"
    submittedAt = record.submittedAt.description
    needs = record.needs
    bed = record.bed.map { "\($0.id)" }
    firstNight = record.bed?.nights.lowerBound.description
    plannedMoveOutOn = record.bed?.nights.upperBound.description
  }
}

private struct VerdictAnswer: Encodable {
  let bed, start: String
  let broken, missingNeeds: [String]
  let delayDays, cost: Int

  init(_ verdict: BedVerdict) {
    bed = verdict.bed
    start = "\(verdict.start)"
    broken = verdict.broken.map(\.rawValue)
    missingNeeds = verdict.missingNeeds
    delayDays = verdict.delayDays
    cost = verdict.cost.total
  }
}

private struct PlanAnswer: Encodable {
  struct Line: Encodable {
    let referral: String
    let rank, cost: Int
    let bed, start, answer: String?
  }

  /// Left out where no plan was made yet.
  let madeAt: String?
  let waiting, placed: Int
  let proposals: [Line]

  init(_ plan: StandingPlan?) {
    madeAt = plan?.madeAt.description
    (waiting, placed) = (plan?.waiting ?? 0, plan?.placed ?? 0)
    proposals = (plan?.lines ?? []).map { line in
      Line(
        referral: "\(line.referral)", rank: line.rank, cost: line.proposal.cost,
        bed: line.proposal.place.map { "\($0.bed)" }, start: line.proposal.place.map { "\($0.start)" },
        answer: line.answer?.rawValue)
    }
  }
}

private struct BedAnswer: Encodable {
  let id, code, site, municipality: String
  let offers, sexes: [String]
  let firstFreeNight: String?
  let own: Bool

  init(_ bed: BedRecord) {
    id = "\(bed.id)"
    code = bed.code
    site = bed.site
    municipality = bed.owner.digits
    offers = bed.offers
    sexes = bed.sexes
    firstFreeNight = bed.firstFreeNight?.description
    own = bed.isOwn
  }
}
