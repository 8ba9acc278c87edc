public import Afklaring
public import Postgres

public enum ClosureSubject {}
public typealias ClosureID = Identifier<ClosureSubject>

/// Takes a bed out of use for some days (lukkeperiode), with the reason.
public struct CloseBed: Command {
  public static let permission = Permission.closeBed

  public let bed: BedID
  /// From the first day to, not including, the day it opens again.
  public let days: Range<CalendarDay>
  /// 1 to 120 characters.
  public let reason: String

  /// Nil where the days are none or run backwards.
  public init?(_ bed: BedID, from: CalendarDay, to: CalendarDay, because reason: String) {
    guard from < to else { return nil }
    (self.bed, self.days, self.reason) = (bed, from..<to, reason)
  }

  public enum No: Refusal {
    /// Somebody has it on one of the days, turnaround days included: what for, and until when.
    case bedTaken(TakenNights)
    case nightsTaken
    case beginsInThePast
    case tooLong
    case outOfService
    case reasonTooLong

    public var code: String {
      switch self {
      case .bedTaken, .nightsTaken: "bed-taken"
      case .beginsInThePast: "closure-in-the-past"
      case .tooLong: "closure-too-long"
      case .outOfService: "bed-out-of-service"
      case .reasonTooLong: "reason-too-long"
      }
    }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "bed_hold_no_overlap" ? .nightsTaken : nil
  }

  /// Three years: what is longer is out of service.
  static let mostDays = 1096

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let bed = try await LockedBed(transaction.query(LockedBed.query(self.bed)))
    try bed.requireHost(actor)
    guard days.lowerBound >= now.day else { throw No.beginsInThePast }
    guard days.count <= Self.mostDays else { throw No.tooLong }
    guard (1...120).contains(PlainText.length(reason)) else { throw No.reasonTooLong }
    guard bed.isInService(on: days) else { throw No.outOfService }
    if let taken = try await Self.taken(bed, on: days, in: transaction) { throw No.bedTaken(taken) }
    let closure = ClosureID()
    transaction.later(
      """
      insert into closure (closure_id, bed_id, from_day, to_day, reason)
      values (\(closure), \(bed.id), \(days.lowerBound), \(days.upperBound), \(reason))
      """)
    transaction.later(
      """
      insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, closure_id)
      values (\(closure), \(bed.id), 'closure', \(days.lowerBound), \(days.upperBound), 0, \(closure))
      """)
    JournalEntry.change(
      Self.permission, .none, person: nil,
      ["bed": "\(bed.id)", "from": "\(days.lowerBound)", "to": "\(days.upperBound)"]
    ).record(by: actor, in: transaction)
  }

  /// A closure needs no turnaround days behind it, other than a stay.
  private static func taken(
    _ bed: LockedBed, on days: Range<CalendarDay>, in transaction: Transaction
  ) async throws -> TakenNights? {
    let until = max(days.upperBound.adding(days: -bed.turnaroundDays), days.lowerBound)
    // No referral's nights are left out.
    let query = TakenNights.query(of: bed.id, on: days.lowerBound..<until, but: ReferralID())
    return try await transaction.query(query).first.map(TakenNights.init)
  }
}

/// Opens a closed bed again, from a day on; one that is not closed yet stays open.
public struct ReopenBed: Command {
  public static let permission = Permission.closeBed

  public let bed: BedID
  public let closure: ClosureID
  public let from: CalendarDay

  public init(_ bed: BedID, _ closure: ClosureID, from: CalendarDay) {
    (self.bed, self.closure, self.from) = (bed, closure, from)
  }

  public enum No: String, Refusal {
    case isPast = "day-is-past"
    case isNotClosed = "bed-is-not-closed"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let bed = try await LockedBed(transaction.query(LockedBed.query(self.bed)))
    try bed.requireHost(actor)
    guard from >= now.day else { throw No.isPast }
    let rows = try await transaction.query(
      "select from_day, to_day from closure where closure_id = \(closure) and bed_id = \(bed.id) for update")
    guard let row = rows.first else { throw AccessRefusal.notFound }
    let (begins, ends) = try row.decode(CalendarDay.self, CalendarDay.self)
    guard from < ends else { throw No.isNotClosed }
    if from <= begins {
      transaction.later("delete from bed_hold where closure_id = \(closure)")
      transaction.later("delete from closure where closure_id = \(closure)")
    } else {
      transaction.later("update closure set to_day = \(from) where closure_id = \(closure)")
      transaction.later("update bed_hold set until_night = \(from) where closure_id = \(closure)")
    }
    JournalEntry.change(
      Self.permission, .none, person: nil, ["bed": "\(bed.id)", "open-from": "\(from)"]
    ).record(by: actor, in: transaction)
  }
}

extension LockedBed {
  /// The house, its municipality's authority and administrator.
  func requireHost(_ actor: Actor) throws(AccessRefusal) {
    if actor.isSystem { return }
    switch actor.standing {
    case .siteStaff(let site) where site == self.site: return
    case .municipalAuthority(let code) where code == owner: return
    case .administrator(let code) where code == owner: return
    default: throw .notFound
    }
  }
}
