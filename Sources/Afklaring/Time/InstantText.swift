extension Instant: CustomStringConvertible {
  /// RFC 3339 with the offset of Europe/Copenhagen: `2026-11-22T14:30:00+01:00`.
  ///
  /// With six digits of a second if it has a fraction; in UTC before 1893, when the offset was no whole minute.
  public var description: String {
    let offset = DanishTime.offset(at: secondsAndMicroseconds.seconds)
    guard offset > 0, offset.isMultiple(of: 60) else { return inUTC }
    return written(offset: offset) + "+\(padded(Int(offset) / 3600, 2)):\(padded(Int(offset) % 3600 / 60, 2))"
  }

  /// RFC 3339 in UTC: `2026-11-22T13:30:00Z`, with six digits of a second if it has a fraction.
  public var inUTC: String { written(offset: 0) + "Z" }

  private func written(offset: Int64) -> String {
    let (seconds, microseconds) = secondsAndMicroseconds
    let (days, secondOfDay) = (seconds + offset).flooredQuotientAndRemainder(dividingBy: 86_400)
    let clock = [secondOfDay / 3600, secondOfDay % 3600 / 60, secondOfDay % 60].map { padded(Int($0), 2) }
    let fraction = microseconds == 0 ? "" : "." + padded(Int(microseconds), 6)
    return "\(CalendarDay(daysSinceEpoch: Int32(days)))T" + clock.joined(separator: ":") + fraction
  }
}

extension Instant: Codable {
  /// Reads what `parse` reads.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      self = try Instant.parse(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes RFC 3339 in UTC.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(inUTC)
  }
}
