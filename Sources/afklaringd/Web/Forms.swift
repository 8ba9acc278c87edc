import Afklaring

/// Something to be mended: where, and in words.
struct Mistake {
  let field: Field?
  let sentence: String
}

/// A form that was sent and is to be mended: what was typed, and what is wrong with it.
struct SentForm {
  let typed: Input
  let mistakes: [Mistake]
  /// Behind the names of its fields, where several forms of a page have the same ones.
  var suffix = ""

  /// What was sent to perform a command, on a page with forms for several.
  init(typed: Input, mistakes: [Mistake], for permission: Permission) {
    self.init(typed: typed, mistakes: mistakes, suffix: "-\(permission.rawValue)")
  }

  init(typed: Input, mistakes: [Mistake], suffix: String = "") {
    (self.typed, self.mistakes, self.suffix) = (typed, mistakes, suffix)
  }

  func isOf(_ permission: Permission) -> Bool { suffix == "-\(permission.rawValue)" }

  /// As the form of one command has it: empty where another one was sent.
  func part(_ permission: Permission) -> SentForm { part("-\(permission.rawValue)") }

  func part(_ suffix: String) -> SentForm {
    self.suffix == suffix ? self : SentForm(typed: Self.none.typed, mistakes: [], suffix: suffix)
  }

  static let none = SentForm(typed: Input([:], .form), mistakes: [])

  func id(_ field: Field) -> String { field.inForms + suffix }

  func mistakes(at field: Field) -> [Mistake] { mistakes.filter { $0.field == field } }
}

/// The parts of forms: labels above, one column, errors on top and beside their field; what was typed is kept.
enum Forms {
  /// What went wrong, each line leading to its field where the page shows it.
  static func errors(_ sent: SentForm, areFieldsShown: Bool = true) -> HTML {
    errors(sent.mistakes, "Det lykkedes ikke") { areFieldsShown && !$0.isHidden ? sent.id($0) : nil }
  }

  static func errors(_ mistakes: [Mistake], heading: String = "Det lykkedes ikke") -> HTML {
    errors(mistakes, heading) { $0.isHidden ? nil : $0.inForms }
  }

  private static func errors(_ mistakes: [Mistake], _ heading: String, _ place: (Field) -> String?) -> HTML {
    guard !mistakes.isEmpty else { return .empty }
    let lines = mistakes.map { mistake in
      if let place = mistake.field.flatMap(place) {
        "<li><a href=\"#\(place)\">\(mistake.sentence)</a></li>" as HTML
      } else {
        "<li>\(mistake.sentence)</li>" as HTML
      }
    }
    return """
      <div class="errors" role="alert" aria-labelledby="fejl" tabindex="-1">
      <h2 id="fejl">\(heading)</h2><ul>\(lines)</ul></div>
      """
  }

  static func token(_ visitor: Visitor) -> HTML {
    "<input type=\"hidden\" name=\"kvittering\" value=\"\(visitor.formToken)\">"
  }

  static func input(
    _ field: Field, type: String = "text", value: String = "", hint: String? = nil, isRequired: Bool = true,
    in sent: SentForm = .none
  ) -> HTML {
    let (id, mistakes) = (sent.id(field), sent.mistakes(at: field))
    return """
      <div class="field\(if: !mistakes.isEmpty, " invalid")"><label for="\(id)">\(field.label)</label>\(hint.map { "<p class=\"hint\">\($0)</p>" as HTML })\
      \(beside(mistakes, id))
      <input class="input" id="\(id)" name="\(field.inForms)" type="\(type)" value="\(sent.typed.all(field).first ?? value)"\
      \(marks(mistakes, id))\(attribute: "required", if: isRequired)></div>
      """
  }

  /// A list to choose from. Nothing is chosen beforehand: what is decided by nobody becomes no data.
  static func choices(
    _ field: Field, _ options: [(value: String, label: String)], isRequired: Bool = true, in sent: SentForm = .none
  ) -> HTML {
    let (id, mistakes, chosen) = (sent.id(field), sent.mistakes(at: field), sent.typed.typed(field))
    let lines = ([("", isRequired ? "Vælg …" : "Ikke oplyst")] + options).map { value, label in
      "<option value=\"\(value)\"\(attribute: "selected", if: !chosen.isEmpty && value == chosen)>\(label)</option>"
        as HTML
    }
    return """
      <div class="field\(if: !mistakes.isEmpty, " invalid")"><label for="\(id)">\(field.label)</label>\(beside(mistakes, id))
      <select class="input" id="\(id)" name="\(field.inForms)"\(marks(mistakes, id))\(attribute: "required", if: isRequired)>\(lines)</select></div>
      """
  }

  /// Several to tick, folded away: most people tick none.
  static func several(
    _ field: Field, _ options: [(value: String, label: String)], in sent: SentForm = .none
  ) -> HTML {
    let isOpen = !sent.typed.all(field).isEmpty || !sent.mistakes(at: field).isEmpty
    return """
      <details class="fold"\(attribute: "open", if: isOpen)><summary>\(field.label)</summary>\(ticks(field, options, in: sent))</details>
      """
  }

  /// Several to tick, below a heading that says what.
  static func ticks(_ field: Field, _ options: [(value: String, label: String)], in sent: SentForm = .none) -> HTML {
    let (ticked, mistakes) = (sent.typed.all(field), sent.mistakes(at: field))
    let boxes = options.map { value, label in
      """
      <label class="choice"><input type="checkbox" name="\(field.inForms)" value="\(value)"\(attribute: "checked", if: ticked.contains(value))> <span>\(label)</span></label>
      """ as HTML
    }
    return """
      <fieldset class="field" id="\(sent.id(field))"><legend class="unseen">\(field.label)</legend>\(beside(mistakes, sent.id(field)))\(boxes)</fieldset>
      """
  }

  /// Room to write in.
  static func writing(_ field: Field, in sent: SentForm = .none) -> HTML {
    let (id, mistakes) = (sent.id(field), sent.mistakes(at: field))
    return """
      <div class="field\(if: !mistakes.isEmpty, " invalid")"><label for="\(id)">\(field.label)</label>\(beside(mistakes, id))
      <textarea class="input" id="\(id)" name="\(field.inForms)" rows="5" maxlength="\(SealedText.limit)"\(marks(mistakes, id)) required>\(sent.typed.typed(field))</textarea></div>
      """
  }

  static func municipalities(of places: Places) -> [(value: String, label: String)] {
    places.municipalities.map { ($0.code, "\($0.code) \($0.name)") }
  }

  /// A box to tick, which says "ja".
  static func tick(_ field: Field, in sent: SentForm = .none) -> HTML {
    """
    <div class="field"><label class="choice"><input type="checkbox" id="\(sent.id(field))" name="\(field.inForms)" value="ja"\
    \(attribute: "checked", if: !sent.typed.typed(field).isEmpty)> <span>\(field.label)</span></label></div>
    """
  }

  private static func beside(_ mistakes: [Mistake], _ id: String) -> HTML {
    guard !mistakes.isEmpty else { return .empty }
    return "<p class=\"mistake\" id=\"\(id)-fejl\">\(mistakes.map(\.sentence).joined(separator: " "))</p>"
  }

  private static func marks(_ mistakes: [Mistake], _ id: String) -> HTML {
    mistakes.isEmpty ? .empty : " aria-invalid=\"true\" aria-describedby=\"\(id)-fejl\""
  }

  static func hidden(_ field: Field, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(field.inForms)\" value=\"\(value)\">"
  }

  /// A form of a signed-in person with one button; one that saves itself is sent by the script at every change, too.
  static func form(
    _ action: String, by visitor: Visitor, button: String, isSecondary: Bool = false, beside: HTML = .empty,
    savesItself: Bool = false, _ fields: HTML = .empty
  ) -> HTML {
    """
    <form method="post" action="\(action)"\(attribute: "data-saves-itself", if: savesItself)>\(token(visitor))\(fields)
    <div class="actions"><button class="button\(if: isSecondary, " secondary")">\(button)</button>\(beside)</div>\(if: savesItself, "<p role=\"status\" class=\"muted\"></p>")</form>
    """
  }
}
