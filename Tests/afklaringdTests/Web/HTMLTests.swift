import Testing

@testable import afklaringd

@Suite struct `Writing HTML` {
  @Test(arguments: [
    ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"),
    ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
    ("&amp;", "&amp;amp;"), ("Søren Ærø-Åkjær", "Søren Ærø-Åkjær"), ("👩‍⚕️ < 3", "👩‍⚕️ &lt; 3"), ("", ""),
  ])
  func `text in a hole is escaped`(text: String, escaped: String) {
    let plain: HTML = "<p title=\"\(text)\">\(text)</p>"
    let labelled: HTML = "<p title=\"\(text: text)\">\(text: text)</p>"
    #expect(plain.description == "<p title=\"\(escaped)\">\(escaped)</p>")
    #expect(labelled == plain)
    #expect(HTML(text: text).description == escaped)
  }

  @Test(arguments: ["<b>"])
  func `a string is escaped however it gets into a hole`(name: String) {
    let optional: String? = name
    let yes = !name.isEmpty
    let pieces: [HTML] = [
      "\(name)", "\(optional)", "\("<b>")", "\("\(name)")", "\(yes ? "<b>" : "")", "\(name + "")",
      "\(if: yes, "\(name)")", "\(["<b>"].map { HTML(text: $0) })", "\(HTML(text: name))", "\(optional ?? "")",
    ]
    for piece in pieces { #expect(piece.description == "&lt;b&gt;") }
  }

  @Test func `markup described as a string is text again`() {
    let bold: HTML = "<b>x</b>"
    let described: HTML = "\(bold.description)\("\(bold)")"
    #expect(!described.description.contains("<"))
  }

  @Test func `a literal is markup, also inside a condition`() {
    let name = "A & B"
    let shown: HTML = "<p>\(if: true, "<b>\(name)</b>")\(if: false, "<i>\(name)</i>")</p>"
    #expect(shown.description == "<p><b>A &amp; B</b></p>")
  }

  @Test func `a piece is inserted as it is`() {
    let inner: HTML = "<b>\("<")</b>"
    let outer: HTML = "<p>\(inner)\(HTML(trusted: "<hr>"))</p>"
    #expect(outer.description == "<p><b>&lt;</b><hr></p>")
  }

  @Test func `nothing renders as nothing`() {
    let text: String? = nil
    let number: Int? = nil
    let piece: HTML? = nil
    let page: HTML = "<p>\(text)\(text: text)\(number)\(piece)\(HTML.empty)\([HTML]())</p>"
    #expect(page.description == "<p></p>")
  }

  @Test func `whole numbers are written plainly`() {
    let days: Int? = 7
    let page: HTML = "\(-1) \(days) \(1_000_000)"
    #expect(page.description == "-1 7 1000000")
  }

  @Test func `lists are joined`() {
    let names = ["Bo", "Eva & co", "Åse"]
    let items = names.map { name in "<li>\(name)</li>" as HTML }
    let list: HTML = "<ul>\(items)</ul>"
    #expect(list.description == "<ul><li>Bo</li><li>Eva &amp; co</li><li>Åse</li></ul>")
    #expect("<ul>\(items.joined())</ul>" == list)
    #expect("<ul>\(items.lazy.map { $0 })</ul>" == list)
    #expect(names.map { HTML(text: $0) }.joined(separator: "<br>").description == "Bo<br>Eva &amp; co<br>Åse")
    #expect([HTML]().joined(separator: "<br>").isEmpty)
  }

  @Test func `pieces add up`() {
    var page: HTML = "<p>" + "a"
    page += "</p>"
    page.append("<hr>")
    #expect(page.description == "<p>a</p><hr>")
  }

  @Test(arguments: [
    ("H-2026-0017", "H-2026-0017"), ("a/b", "a%2Fb"), ("a b&c=d?e#f", "a%20b%26c%3Dd%3Fe%23f"),
    ("Rønde", "R%C3%B8nde"), ("\"'<>", "%22%27%3C%3E"), ("a.b_c~d", "a.b_c~d"),
  ])
  func `a part of an address is percent-encoded`(part: String, encoded: String) {
    let link: HTML = "<a href=\"/sted/\(path: part)?q=\(query: part)\">"
    #expect(link.description == "<a href=\"/sted/\(encoded)?q=\(encoded)\">")
  }

  @Test func `attributes come and go`() {
    let title: String? = "\"x\""
    let none: String? = nil
    let field: HTML =
      "<input\(attribute: "checked", if: true)\(attribute: "disabled", if: false)\(attribute: "title", title)\(attribute: "lang", none)>"
    #expect(field.description == "<input checked title=\"&quot;x&quot;\">")
  }

  @Test func `a page of ten thousand cells is whole`() {
    let rows = (0..<100).map { row in
      "<tr>\((0..<100).map { column in "<td class=\"n\">\(row) & \("<\(column)>")</td>" as HTML })</tr>" as HTML
    }
    let page: HTML = "<table>\(rows)</table>"
    let text = page.description
    #expect(text.split(separator: "<td class=\"n\">").count == 10_001)
    #expect(text.hasSuffix("<td class=\"n\">99 & &lt;99&gt;</td></tr></table>"))
  }
}
