import Afklaring

/// Part i en meddelelse: who sends or receives, by the registers that name organisations.
public struct MessageParty: Hashable, Sendable {
  /// The number in SOR, the national register of health organisations.
  public let sor: String?
  /// The GLN, the location number by which messages are routed (EAN).
  public let gln: String?
  /// `https://sor2.sum.dsdn.dk/#id=<SOR>`.
  public let endpoint: String

  static let sorSystem = "urn:oid:1.2.208.176.1.1"
  static let glnSystem = "https://www.gs1.org/gln"
  static let endpointPrefix = "https://sor2.sum.dsdn.dk/#id="

  /// Nil without a SOR number: it alone gives the endpoint.
  public init?(sor: String, gln: String?) {
    self.init(sor: sor, gln: gln, endpoint: nil)
  }

  /// Nil where neither a number nor the endpoint says who it is; values of another form are as good as none.
  init?(sor: String?, gln: String?, endpoint: String?) {
    let address = endpoint.flatMap { $0.utf8.count <= 200 && PlainText.isPlain($0) ? $0 : nil }
    let inAddress = address.flatMap { text in
      text.hasPrefix(MessageParty.endpointPrefix) ? String(text.dropFirst(MessageParty.endpointPrefix.count)) : nil
    }
    self.sor = [sor, inAddress].compactMap { $0 }.first { MessageText.isNumber($0, digits: 1...18) }
    self.gln = gln.flatMap { MessageText.isNumber($0, digits: 13...13) ? $0 : nil }
    guard self.sor != nil || self.gln != nil,
      let known = address ?? self.sor.map({ MessageParty.endpointPrefix + $0 })
    else { return nil }
    self.endpoint = known
  }

  init?(_ organization: FHIROrganization?, endpoint: String?) {
    let identifiers = organization?.identifier?.value
    self.init(
      sor: identifiers?.first { $0.system == MessageParty.sorSystem }?.value,
      gln: identifiers?.first { $0.system == MessageParty.glnSystem }?.value, endpoint: endpoint)
  }

  /// The numbers that a table of receivers may hold, SOR first.
  public var identifiers: [String] { [sor, gln].compactMap { $0 } }
}
