import Afklaring

/// Something to be mended: where, and in words.
struct Mistake {
  let field: Field?
  let sentence: String
}

/// The parts of forms: labels above, one column, errors on top and beside their field; what was typed is kept.
enum Forms {
  static func errors(_ mistakes: [Mistake]) -> HTML {
    guard !mistakes.isEmpty else { return .empty }
    let lines = mistakes.map { mistake in
      if let field = mistake.field {
        "<li><a href=\"#\(field.inForms)\">\(mistake.sentence)</a></li>" as HTML
      } else {
        "<li>\(mistake.sentence)</li>" as HTML
      }
    }
    return """
      <div class="errors" role="alert" aria-labelledby="fejl" tabindex="-1">
      <h2 id="fejl">Det lykkedes ikke</h2><ul>\(lines)</ul></div>
      """
  }

  static func token(_ visitor: Visitor) -> HTML {
    "<input type=\"hidden\" name=\"kvittering\" value=\"\(visitor.formToken)\">"
  }

  static func input(
    _ field: Field, type: String = "text", value: String = "", hint: String? = nil, isRequired: Bool = true
  ) -> HTML {
    """
    <div class="field"><label for="\(field.inForms)">\(field.label)</label>\(hint.map { "<p class=\"hint\">\($0)</p>" as HTML })
    <input class="input" id="\(field.inForms)" name="\(field.inForms)" type="\(type)" value="\(value)"\(attribute: "required", if: isRequired)></div>
    """
  }

  static func choices(_ field: Field, _ options: [(value: String, label: String)], chosen: String = "") -> HTML {
    let lines = options.map { option in
      "<option value=\"\(option.value)\"\(attribute: "selected", if: option.value == chosen)>\(option.label)</option>"
        as HTML
    }
    return """
      <div class="field"><label for="\(field.inForms)">\(field.label)</label>
      <select class="input" id="\(field.inForms)" name="\(field.inForms)">\(lines)</select></div>
      """
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
