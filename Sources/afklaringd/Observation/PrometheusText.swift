/// The Prometheus text exposition format, version 0.0.4.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
enum PrometheusText {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// The families sorted by name, their series by labels.
  static func render(_ families: [PrometheusFamily]) -> String {
    var text = ""
    for family in families.sorted(by: { $0.name < $1.name }) {
      text += "# HELP \(family.name) \(escaped(family.help))\n"
      text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
        write(series.sample, family, labels, into: &text)
      }
    }
    return text
  }

  private static func write(
    _ sample: PrometheusSample, _ family: PrometheusFamily, _ labels: PrometheusLabels, into text: inout String
  ) {
    let name = family.name
    let plain = list(labels.pairs)
    switch sample {
    case .number(let value):
      text += "\(name)\(plain) \(number(value))\n"
    case .distribution(let bounds, let counts, let sum):
      let total = counts.reduce(0, +)
      if family.kind == .histogram {
        var below: UInt64 = 0
        for (bound, count) in zip(bounds, counts) {
          below += count
          text += "\(name)_bucket\(list(labels.pairs + [Pair(name: "le", value: number(bound))])) \(below)\n"
        }
        text += "\(name)_bucket\(list(labels.pairs + [Pair(name: "le", value: "+Inf")])) \(total)\n"
      }
      text += "\(name)_sum\(plain) \(number(sum))\n"
      text += "\(name)_count\(plain) \(total)\n"
    }
  }

  private typealias Pair = PrometheusLabels.Pair

  private static func list(_ pairs: [Pair]) -> String {
    guard !pairs.isEmpty else { return "" }
    return "{" + pairs.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",") + "}"
  }

  /// Help escapes backslash and line feed; label values escape the double quote as well.
  private static func escaped(_ text: String, quotes: Bool = false) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\"" where quotes: escaped.append(contentsOf: "\\\"".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// As Go's `ParseFloat` reads it; whole numbers without a point.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return value.magnitude < 1e15 && value == value.rounded() ? String(Int64(value)) : "\(value)"
  }
}
