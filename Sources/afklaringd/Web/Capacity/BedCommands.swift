import Afklaring
import Capacity

// Closing and opening a bed, and what is said of a site's beds: read from fields, and refusals in words.

extension CloseBed: Readable {
  init(_ input: inout Input, of bed: BedID, by actor: Actor, _ services: Services) throws {
    let (from, opens) = (input.day(.firstDay), input.day(.opensOn))
    let reason = input.text(.whyClosed, limit: 120)
    guard let from, let opens, let reason else { throw input.invalid }
    guard let command = CloseBed(bed, from: from, to: opens, because: reason) else {
      input.note(.opensOn, .notAfterFirstNight)
      throw input.invalid
    }
    self = command
  }
}

extension CloseBed.No: Worded {
  var field: Field? {
    switch self {
    case .bedTaken, .nightsTaken, .beginsInThePast: .firstDay
    case .tooLong, .outOfService: .opensOn
    case .reasonTooLong: .whyClosed
    }
  }

  var danish: String {
    switch self {
    case .bedTaken(let taken):
      "Pladsen er \(DanishWords.taken(taken.kind)). Den kan lukkes fra \(DanishDates.day(taken.freeFrom))."
    case .nightsTaken: "Pladsen blev taget for et øjeblik siden. Vælg andre dage."
    case .beginsInThePast: "Lukkeperioden kan ikke begynde i fortiden."
    case .tooLong: "En lukkeperiode varer højst tre år."
    case .outOfService: "Pladsen er ikke i drift i hele perioden."
    case .reasonTooLong: "Årsagen må højst være 120 tegn."
    }
  }

  var english: String {
    switch self {
    case .bedTaken(let taken): "the bed is taken (\(taken.kind.rawValue)); it can be closed from \(taken.freeFrom)"
    case .nightsTaken: "the bed was taken a moment ago"
    case .beginsInThePast: "a closure cannot begin in the past"
    case .tooLong: "a closure lasts three years at most"
    case .outOfService: "the bed is not in service on all of the days"
    case .reasonTooLong: "expected a reason of 1 to 120 characters"
    }
  }
}

extension ReopenBed: Readable {
  init(_ input: inout Input, of bed: BedID, by actor: Actor, _ services: Services) throws {
    let (closure, opens) = (input.identifier(.closure) as ClosureID?, input.day(.opensOn))
    guard let closure, let opens else { throw input.invalid }
    self.init(bed, closure, from: opens)
  }
}

extension ReopenBed.No: Worded {
  var field: Field? { .opensOn }

  var danish: String {
    switch self {
    case .isPast: "Dagen ligger i fortiden."
    case .isNotClosed: "Pladsen er åben den dag."
    }
  }

  var english: String {
    switch self {
    case .isPast: "the day lies in the past"
    case .isNotClosed: "the bed is open on that day anyway"
    }
  }
}

extension StateBeds: Readable {
  init(_ input: inout Input, of site: SiteID, by actor: Actor, _ services: Services) throws {
    self.init(site)
  }
}

extension StateBeds.No: Worded {
  var danish: String { switch self {} }
  var english: String { switch self {} }
}
