public import Postgres

extension Keyring {
  /// Name and number of somebody in a list. What cannot be opened stays out, as what is not known: one damaged value
  /// does not take the others' away.
  public func shown(name: Bytes?, number: Bytes?) -> (name: String, number: PersonNumber?) {
    (
      name.flatMap { opened($0, as: .personName) } ?? "",
      number.flatMap { opened($0, as: .personNumber) }.flatMap(Self.number)
    )
  }

  private static func number(_ text: String) -> PersonNumber? {
    do { return try PersonNumber.parse(text) } catch { return nil }
  }

  private func opened(_ value: Bytes, as purpose: Purpose) -> String? {
    do { return try open(value, as: purpose) } catch { return nil }
  }
}
