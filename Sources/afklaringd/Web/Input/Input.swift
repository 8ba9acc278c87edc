import Afklaring

/// What a form or an API call holds, read field by field; every problem is collected, so that all are told at once.
struct Input: Sendable {
  enum Dialect: Sendable {
    case form
    case api
  }

  private let values: [String: [String]]
  let dialect: Dialect
  private(set) var problems: [FieldProblem] = []
  private var asked: Set<Field> = []

  init(_ values: [String: [String]], _ dialect: Dialect) {
    (self.values, self.dialect) = (values, dialect)
  }

  var invalid: InvalidInput { InvalidInput(problems: problems) }

  func name(of field: Field) -> String {
    switch dialect {
    case .form: field.inForms
    case .api: field.inAPI
    }
  }

  /// What was typed, to be shown again.
  func typed(_ field: Field) -> String { values[name(of: field)]?.first ?? "" }

  /// What was sent under names that are no fields: the questions of a sheet.
  var given: [String: [String]] { values }

  /// Whether it was sent at all, empty or not.
  func isGiven(_ field: Field) -> Bool { values[name(of: field)] != nil }

  func all(_ field: Field) -> [String] { values[name(of: field)] ?? [] }

  /// Refuses what a call sends beside the fields that were read: a misspelt field would be lost without a word.
  func requireNothingElse() throws(UnreadableBody) {
    let names = Set(asked.map(name))
    guard values.keys.allSatisfy(names.contains) else {
      let list = names.isEmpty ? "no fields" : "no other fields than \(names.sorted().joined(separator: ", "))"
      throw UnreadableBody(reason: "expected \(list)")
    }
  }

  private mutating func given(_ field: Field) -> [String] {
    asked.insert(field)
    return all(field)
  }

  mutating func note(_ field: Field, _ kind: FieldProblem.Kind) {
    problems.append(FieldProblem(field: field, kind: kind))
  }

  // MARK: Texts

  /// A text without the white space around it; nil and no problem where it is empty.
  mutating func optionalText(_ field: Field, limit: Int = 200) -> String? {
    let given = given(field)
    guard given.count <= 1 else {
      note(field, .givenTwice)
      return nil
    }
    guard let text = given.first?.trimmingWhitespace, !text.isEmpty else { return nil }
    guard PlainText.length(text) <= limit else {
      note(field, .tooLong(limit))
      return nil
    }
    guard PlainText.isPlain(text) else {
      note(field, .controlCharacter)
      return nil
    }
    return text
  }

  /// A text that has to be there. A problem noted on the way is not noted twice.
  mutating func text(_ field: Field, limit: Int = 200) -> String? {
    let before = problems.count
    if let text = optionalText(field, limit: limit) { return text }
    if problems.count == before { note(field, .missing) }
    return nil
  }

  /// What somebody wrote, of several lines; a form sends each end of line as two characters.
  mutating func writing(_ field: Field) -> String? {
    guard let text = given(field).first?.replacing("\r\n", with: "\n").replacing("\t", with: " ").trimmingWhitespace,
      !text.isEmpty
    else {
      note(field, .missing)
      return nil
    }
    guard PlainText.length(text) <= SealedText.limit else {
      note(field, .tooLong(SealedText.limit))
      return nil
    }
    guard text.split(separator: "\n").allSatisfy({ $0.allSatisfy(\.isWhitespace) || PlainText.isPlain(String($0)) })
    else {
      note(field, .controlCharacter)
      return nil
    }
    return text
  }

  /// Several codes: short words of a list that the database or an enum holds.
  mutating func codes(_ field: Field) -> [String] {
    let given = given(field).flatMap { $0.split(separator: ",").map(String.init) }
      .map(\.trimmingWhitespace).filter { !$0.isEmpty }
    guard given.count <= 30 else {
      note(field, .tooMany(30))
      return []
    }
    guard given.allSatisfy({ $0.utf8.count <= 60 && $0.utf8.allSatisfy(Self.isCodeByte) }) else {
      note(field, .notOneOf(["lower-case words of letters, digits, _ and -"]))
      return []
    }
    guard Set(given).count == given.count else {
      note(field, .repeated)
      return []
    }
    return given
  }

  private static func isCodeByte(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "0"..."9", "_", "-": true
    default: false
    }
  }

  // MARK: Typed values

  /// Yes or no, which a form has to say and an API call may leave open.
  mutating func truthOfForm(_ field: Field) -> Bool? {
    let before = problems.count
    let truth = truth(field)
    if truth == nil && dialect == .form && problems.count == before { note(field, .missing) }
    return truth
  }

  mutating func day(_ field: Field) -> CalendarDay? {
    text(field).flatMap { readDay($0, field) }
  }

  private mutating func readDay(_ text: String, _ field: Field) -> CalendarDay? {
    if let day = CalendarDay(text) ?? danishDay(text) { return day }
    note(field, .notADay)
    return nil
  }

  /// A day where one was given; nil and no problem where none was.
  mutating func optionalDay(_ field: Field) -> CalendarDay? {
    optionalText(field).flatMap { readDay($0, field) }
  }

  /// A day, or a day and the clock.
  mutating func dayOrInstant(_ field: Field) -> DayOrInstant? {
    guard let text = text(field) else { return nil }
    if let day = CalendarDay(text) ?? danishDay(text) { return .day(day) }
    do {
      return .instant(try Instant.parse(danishInstant(text) ?? text))
    } catch {
      note(field, .notAnInstant(error))
      return nil
    }
  }

  /// The same where it may be left empty.
  mutating func optionalDayOrInstant(_ field: Field) -> DayOrInstant? {
    all(field).contains { !$0.trimmingWhitespace.isEmpty }
      ? dayOrInstant(field) : optionalText(field).flatMap { _ in nil }
  }

  /// A whole number from 1 on.
  mutating func number(_ field: Field) -> Int? {
    guard let text = text(field) else { return nil }
    if text.utf8.count <= 6, let number = Int(text), number >= 1 { return number }
    note(field, .notANumber)
    return nil
  }

  /// One that may be left open; nil and no problem where it is.
  mutating func optionalNumber(_ field: Field) -> Int? {
    optionalText(field) == nil ? nil : number(field)
  }

  /// Nought as well.
  mutating func count(_ field: Field) -> Int? {
    typed(field).trimmingWhitespace == "0" ? 0 : number(field)
  }

  /// An instant where one was given; nil and no problem where none was.
  mutating func optionalInstant(_ field: Field) -> Instant? {
    optionalText(field) == nil ? nil : instant(field)
  }

  mutating func instant(_ field: Field) -> Instant? {
    guard let text = text(field) else { return nil }
    do {
      return try Instant.parse(danishInstant(text) ?? text)
    } catch {
      note(field, .notAnInstant(error))
      return nil
    }
  }

  /// `22.11.2026`, as who has no calendar in the browser writes it in a form.
  private func danishDay(_ text: some StringProtocol) -> CalendarDay? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard dialect == .form, parts.count == 3, parts[2].utf8.count == 4, let day = Int(parts[0]),
      let month = Int(parts[1]), let year = Int(parts[2]), (1800...2999).contains(year)
    else { return nil }
    return CalendarDay(year: year, month: month, day: day)
  }

  /// `22.11.2026 14:30`, in the form that is parsed.
  private func danishInstant(_ text: String) -> String? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let day = danishDay(parts[0]) else { return nil }
    return "\(day)T\(parts[1].replacing(".", with: ":"))"
  }

  mutating func identifier<Subject>(_ field: Field) -> Identifier<Subject>? {
    guard let text = text(field) else { return nil }
    if let identifier = Identifier<Subject>(text) { return identifier }
    note(field, .notAnIdentifier)
    return nil
  }

  /// One that may be left open; nil and no problem where it is.
  mutating func optionalIdentifier<Subject>(_ field: Field) -> Identifier<Subject>? {
    guard let text = optionalText(field) else { return nil }
    if let identifier = Identifier<Subject>(text) { return identifier }
    note(field, .notAnIdentifier)
    return nil
  }

  /// Several; none where the field is left open.
  mutating func identifiers<Subject>(_ field: Field) -> [Identifier<Subject>] {
    let texts = codes(field)
    let identifiers = texts.compactMap { Identifier<Subject>($0) }
    if identifiers.count != texts.count { note(field, .notAnIdentifier) }
    return identifiers
  }

  mutating func personNumber(_ field: Field) -> PersonNumber? {
    guard let text = text(field) else { return nil }
    do {
      return try PersonNumber.parse(text)
    } catch {
      note(field, .notAPersonNumber(error))
      return nil
    }
  }

  mutating func municipality(_ field: Field, in places: Places) -> MunicipalityCode? {
    guard let text = text(field) else { return nil }
    if places.municipality(code: text) != nil, let code = MunicipalityCode(text) { return code }
    note(field, .notAMunicipality)
    return nil
  }
}

extension String {
  /// Without the white space at both ends.
  var trimmingWhitespace: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
