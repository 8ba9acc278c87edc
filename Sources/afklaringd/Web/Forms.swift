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
    _ field: Field, _ options: [(value: String, label: String)], in sent: SentForm = .none
  ) -> HTML {
    let (id, mistakes, chosen) = (sent.id(field), sent.mistakes(at: field), sent.typed.typed(field))
    let lines = ([("", "Vælg …")] + options).map { value, label in
      "<option value=\"\(value)\"\(attribute: "selected", if: !chosen.isEmpty && value == chosen)>\(label)</option>"
        as HTML
    }
    return """
      <div class="field\(if: !mistakes.isEmpty, " invalid")"><label for="\(id)">\(field.label)</label>\(beside(mistakes, id))
      <select class="input" id="\(id)" name="\(field.inForms)"\(marks(mistakes, id)) required>\(lines)</select></div>
      """
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

  /// A form of a signed-in person with one button.
  static func form(
    _ action: String, by visitor: Visitor, button: String, isSecondary: Bool = false, _ fields: HTML = .empty
  ) -> HTML {
    """
    <form method="post" action="\(action)">\(token(visitor))\(fields)
    <div class="actions"><button class="button\(if: isSecondary, " secondary")">\(button)</button></div></form>
    """
  }
}
