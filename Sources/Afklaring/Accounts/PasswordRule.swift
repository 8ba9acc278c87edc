internal import CCrack
internal import Synchronization

/// What a new password has to be: twelve characters at least, and nothing that a dictionary or a pattern gives away.
public enum PasswordRule {
  public static let least = 12
  public static let most = 200

  /// The library keeps state of its own: one at a time.
  private static let cracklib = Mutex(())

  /// - Returns: why the password will not do, or nil.
  /// - Throws: `PasswordRuleError` where there is no dictionary to ask.
  public static func objection(
    to password: String, of userName: String
  ) throws(PasswordRuleError) -> PasswordObjection? {
    guard password.count >= least else { return .tooShort }
    guard password.count <= most, !password.unicodeScalars.contains(where: { $0.value < 32 }) else { return .unusable }
    guard !password.lowercased().contains(userName) else { return .guessable }
    // A word with figures around it is still a word, which the library overlooks from three figures on.
    let word = password.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
    if let reason = try reason(against: String(word)), reason.contains("dictionary") { return .guessable }
    return try reason(against: password) == nil ? nil : .guessable
  }

  /// The library's own words, or nil where it has none.
  private static func reason(against password: String) throws(PasswordRuleError) -> String? {
    var reason = [CChar](repeating: 0, count: 256)
    let isAsked = cracklib.withLock { _ in crack_check(password, &reason, reason.count) }
    guard isAsked == 1 else { throw .noDictionary }
    return reason[0] == 0
      ? nil : String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// Why a password will not do.
public enum PasswordObjection: Sendable, Equatable, CaseIterable {
  case tooShort
  case unusable
  case guessable
}

public enum PasswordRuleError: Error, Sendable, Equatable, CustomStringConvertible {
  case noDictionary

  public var description: String {
    "passwords cannot be checked: install cracklib-runtime, which makes the dictionary of weak ones"
  }
}
