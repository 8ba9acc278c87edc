public import Afklaring
internal import FoundationEssentials
internal import Postgres

/// Takes a message (modtager en meddelelse): once, whatever the network does, and answers it.
public struct TakeMessage: Sendable {
  private let database: Database

  public init(_ database: Database) {
    self.database = database
  }

  /// What became of a message.
  public struct Taken: Sendable, Equatable {
    public enum Treatment: String, Sendable {
      /// Stored and folded into an admission.
      case kept
      /// Behind the legal gate: acknowledged, and nothing about the person stored.
      case gated
      /// Came before under this id: the content is left, the answer the same.
      case resend
      case refused
      case acknowledgement
    }

    public let treatment: Treatment
    /// `ok`, `fatal-error` or `transient-error`; nil where nothing is answered.
    public let outcome: String?
    /// MedCom's code and the place, where it was refused.
    public let problem: String?
    public let code: HospitalEventCode?
    public let warnings: [String]
    /// The answer's JSON; nil where there is none to give.
    public let acknowledgement: String?
  }

  /// - Throws: `PostgresError` where the database failed; the sender is to be told `transient-error` then.
  public func take(_ bytes: [UInt8]) async throws -> Taken {
    switch ReceivedMessage.read(bytes) {
    case .acknowledgement(let envelope):
      return try await database.transaction(as: .system) { transaction in
        try await Receipts(transaction, database.clock.now).acknowledgement(envelope)
      }
    case .refused(let problem, let envelope):
      return try await database.transaction(as: .system) { transaction in
        let receipts = Receipts(transaction, database.clock.now)
        if let envelope, let known = try await receipts.known(envelope) { return known }
        return receipts.refused(problem, envelope)
      }
    case .notification(let message, let envelope):
      let identity = try message.identity(sealedBy: database.keys)
      return try await database.transaction(as: .system) { transaction in
        try await take(message, envelope, identity, in: transaction)
      }
    }
  }

  private func take(
    _ message: HospitalMessage, _ envelope: MessageEnvelope, _ identity: SealedIdentity, in transaction: Transaction
  ) async throws -> Taken {
    let now = database.clock.now
    let receipts = Receipts(transaction, now)
    if let known = try await receipts.known(envelope, saying: message.event) { return known }
    guard let receiver = try await MessageReceiver.find(envelope, in: transaction) else {
      return receipts.refused(.receiverUnknown, envelope)
    }
    guard let person = try await PersonRegister.find(identity.numberIndex, in: transaction),
      try await receiver.hasOpenCase(of: person, on: now.day, in: transaction)
    else { return receipts.gated(message, envelope) }
    let (receipt, taken) = receipts.kept(message, envelope)
    PersonRegister.add(identity.name, of: person, in: transaction)
    StoredEvents.add(message, of: person, to: receiver.municipality, receipt, in: transaction)
    let admissions = AdmissionFolding.fold(try await StoredEvents.all(of: person, in: transaction))
    let warnings = try await SaveAdmissions(person, receiver.municipality, in: transaction).save(admissions)
    JournalEntry.change(.takeMessage, .none, person: person, ["code": message.event.code.rawValue])
      .record(by: .system, in: transaction)
    return taken.adding(warnings)
  }
}

extension TakeMessage.Taken {
  func adding(_ more: [String]) -> Self {
    Self(
      treatment: treatment, outcome: outcome, problem: problem, code: code, warnings: warnings + more,
      acknowledgement: acknowledgement)
  }
}

extension HospitalMessage {
  fileprivate func identity(sealedBy keys: Keyring) throws -> SealedIdentity {
    let name = [person.givenName, person.familyName].compactMap { $0 }.joined(separator: " ")
    return try keys.identity(.cpr(person.number), name: name.isEmpty ? nil : name)
  }
}
