/// The names that Prometheus accepts.
enum PrometheusName {
  /// A label as the name of a metric: `[a-zA-Z_:][a-zA-Z0-9_:]*`, with the ending of its kind.
  static func metric(_ label: String, _ kind: PrometheusKind) -> String {
    let name = sanitised(label, keeping: ":")
    let ending =
      switch kind {
      case .counter: "_total"
      case .histogram: "_seconds"
      case .gauge, .summary: ""
      }
    return name.hasSuffix(ending) ? name : name + ending
  }

  /// A dimension as the name of a label: `[a-zA-Z_][a-zA-Z0-9_]*`; `le` and `quantile` are Prometheus' own.
  static func label(_ dimension: String) -> String {
    let name = sanitised(dimension, keeping: "_")
    return name == "le" || name == "quantile" ? "exported_\(name)" : name
  }

  private static func sanitised(_ text: String, keeping extra: Unicode.Scalar) -> String {
    var name = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", extra: name.append(scalar)
      case "0"..."9":
        if name.isEmpty { name.append("_") }
        name.append(scalar)
      default: name.append("_")
      }
    }
    return name.isEmpty ? "_" : String(name)
  }
}

/// The labels of one series, sorted by name; of two that get the same name the first holds.
struct PrometheusLabels: Hashable, Comparable, Sendable {
  struct Pair: Hashable, Sendable {
    let name: String
    let value: String
  }

  let pairs: [Pair]

  static let overflow = PrometheusLabels([("overflow", "true")])

  init(_ dimensions: [(String, String)] = []) {
    let named = dimensions.map { (PrometheusName.label($0.0), $0.1) }
    let unique = Dictionary(named) { first, _ in first }
    pairs = unique.sorted { $0.key < $1.key }.map { Pair(name: $0.key, value: $0.value) }
  }

  static func < (left: PrometheusLabels, right: PrometheusLabels) -> Bool {
    left.pairs.lexicographicallyPrecedes(right.pairs) { ($0.name, $0.value) < ($1.name, $1.value) }
  }
}
