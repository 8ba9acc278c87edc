// What is chosen from a list, of a form or an API call.

extension Input {
  mutating func choice<Value: RawRepresentable<String> & CaseIterable>(_ field: Field, of type: Value.Type) -> Value? {
    guard let text = text(field) else { return nil }
    if let value = Value(rawValue: text) { return value }
    note(field, .notOneOf(Value.allCases.map(\.rawValue)))
    return nil
  }

  /// A choice that may be left open; nil and no problem where it is.
  mutating func optionalChoice<Value: RawRepresentable<String> & CaseIterable>(
    _ field: Field, of type: Value.Type
  ) -> Value? {
    guard let text = optionalText(field) else { return nil }
    if let value = Value(rawValue: text) { return value }
    note(field, .notOneOf(Value.allCases.map(\.rawValue)))
    return nil
  }

  /// A choice that a form has to make and an API call may leave open.
  mutating func choiceOfForm<Value: RawRepresentable<String> & CaseIterable>(
    _ field: Field, of type: Value.Type
  ) -> Value? {
    dialect == .form ? choice(field, of: type) : optionalChoice(field, of: type)
  }

  /// Several of a list.
  mutating func choices<Value: RawRepresentable<String> & CaseIterable>(
    _ field: Field, of type: Value.Type
  ) -> [Value] {
    let codes = codes(field)
    let values = codes.compactMap(Value.init(rawValue:))
    if values.count != codes.count { note(field, .notOneOf(Value.allCases.map(\.rawValue))) }
    return values
  }

  /// Yes or no; nil where nothing was said.
  mutating func truth(_ field: Field) -> Bool? {
    switch optionalText(field) {
    case nil: return nil
    case "ja", "yes", "true": return true
    case "nej", "no", "false": return false
    default:
      note(field, .notYesOrNo)
      return nil
    }
  }
}
