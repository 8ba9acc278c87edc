public import FoundationEssentials
public import Postgres

/// An identifier of one kind of thing: a referral's cannot stand where a bed's is asked for.
public struct Identifier<Subject>: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  public let rawValue: UUID

  public init(rawValue: UUID) {
    self.rawValue = rawValue
  }

  /// A new one.
  public init() {
    rawValue = UUID()
  }

  /// From the text of an address or a file: a uuid with hyphens.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 36, let value = UUID(uuidString: String(text)) else { return nil }
    rawValue = value
  }

  /// The uuid in lower case. Foundation's own goes through a format, and a plan writes thousands.
  public var description: String {
    withUnsafeBytes(of: rawValue.uuid) { bytes in
      String(unsafeUninitializedCapacity: 36) { text in
        var place = 0
        for (number, byte) in bytes.enumerated() {
          if [4, 6, 8, 10].contains(number) {
            text[place] = UInt8(ascii: "-")
            place += 1
          }
          (text[place], text[place + 1]) = (Self.digit(byte >> 4), Self.digit(byte & 0xF))
          place += 2
        }
        return place
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

extension Identifier: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  public static var postgresType: UInt32 { UUID.postgresType }
  public static var postgresElementType: UInt32 { UUID.postgresElementType }
  public static var postgresArrayType: UInt32 { UUID.postgresArrayType }
  public var postgresParameter: Parameter { rawValue.postgresParameter }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    rawValue = try UUID(decoding: cell)
  }
}

public enum PersonSubject {}
public enum WardSubject {}
public enum SiteSubject {}
public enum BedSubject {}
public enum AdmissionSubject {}
public enum ReferralSubject {}
public enum AccountSubject {}
public enum SessionSubject {}
public enum PlanSubject {}

public typealias PersonID = Identifier<PersonSubject>
public typealias WardID = Identifier<WardSubject>
public typealias SiteID = Identifier<SiteSubject>
public typealias BedID = Identifier<BedSubject>
public typealias AdmissionID = Identifier<AdmissionSubject>
public typealias ReferralID = Identifier<ReferralSubject>
public typealias AccountID = Identifier<AccountSubject>
public typealias SessionID = Identifier<SessionSubject>
public typealias PlanID = Identifier<PlanSubject>
