public import Afklaring

/// Foldet indlæggelse: one stay in hospital, as all that was told about it adds up to.
public struct FoldedAdmission: Hashable, Sendable {
  /// Tilstand.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Akut ambulant: an emergency contact, not an admission yet.
    case emergency
    case admitted
    /// På orlov.
    case onLeave
    /// Udskrevet, also from an emergency contact that never became an admission: then `admittedAt` is nil.
    case discharged
    /// Død, in hospital or after the discharge; `diedAt` says when.
    case dead
    /// Annulleret: the stay never was; the times are those it was thought to have.
    case cancelled
  }

  /// Orlov: never overlaps another one of the stay; without an end only while it lasts.
  public struct Leave: Hashable, Sendable {
    public let start: Instant
    public let end: Instant?

    public init(start: Instant, end: Instant?) {
      self.start = start
      self.end = end
    }
  }

  /// All names of the episode of care, sorted: the identity of the admission, together with the ordinal.
  public let episodes: [String]
  /// 0 for the first stay of the episode, 1 for the first readmission in it, and so on.
  public let ordinal: Int
  public let state: State
  /// Begin of the contact: of the emergency contact, if it began with one.
  public let startedAt: Instant
  /// Begin of the admission itself; nil while it is an emergency contact.
  public let admittedAt: Instant?
  /// True if it began in the emergency department (STAA, or class EMER); nil otherwise, for the messages do not say.
  ///
  /// Never false: a planned and an acute admission straight to a ward are told alike. What another source states
  /// must not be overwritten with nil.
  public let isAcute: Bool?
  /// End of the stay by discharge or death, never before its begin.
  public let dischargedAt: Instant?
  public let diedAt: Instant?
  /// In their order.
  public let leaves: [Leave]
  /// Where the person is now, or was last: a new STIN without a discharge between is a transfer.
  public let department: HospitalEvent.Department?

  public var isCancelled: Bool { state == .cancelled }
  public var isDeceased: Bool { diedAt != nil }
}
