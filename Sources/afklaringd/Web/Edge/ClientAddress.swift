import Afklaring
import Glibc
import HTTPTypes
import Hummingbird

/// Proxies whose word is taken for where a request comes from: those that the operator named, by their addresses.
struct TrustedProxies: Sendable {
  private let addresses: Set<String>

  init(_ addresses: [String] = []) {
    self.addresses = Set(addresses)
  }

  /// The other end of the connection; behind trusted proxies, the last one that they name and that is none of them.
  /// What stands before it anybody may have written.
  ///
  /// - Returns: nil where it is not known.
  func client(of request: Request, from peer: String?) -> ClientAddress? {
    guard let peer, addresses.contains(peer), let name = HTTPField.Name("X-Forwarded-For") else {
      return peer.flatMap(ClientAddress.init)
    }
    let hops = request.headers[values: name].flatMap { $0.split(separator: ",") }.map { String($0).trimmingWhitespace }
    return ClientAddress(hops.last { !addresses.contains($0) } ?? peer) ?? ClientAddress(peer)
  }
}

/// Whom to count together: an IPv4 address, or the 64 bits of an IPv6 address that one household or company is given.
struct ClientAddress: Sendable, Equatable {
  let network: String

  /// - Returns: nil where the text is not an address.
  init?(_ text: String) {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      network = text
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &six) { [UInt8]($0) }
    let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]
    network =
      bytes.starts(with: mapped)
      ? bytes[12...].map { "\($0)" }.joined(separator: ".") : Array(bytes[..<8]).hexadecimal
  }
}
