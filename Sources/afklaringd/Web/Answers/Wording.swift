import Afklaring
import Hummingbird

/// A refusal that people can be told: in Danish on pages, in English in the API. A command whose refusals have no
/// words cannot be reached from a page: it does not compile.
protocol Worded: Refusal {
  var danish: String { get }
  var english: String { get }
  var status: HTTPResponse.Status { get }
  /// The field that has to be changed, where it is one.
  var field: Field? { get }
}

extension Worded {
  /// The state of things stands in the way.
  var status: HTTPResponse.Status { .conflict }
  var field: Field? { nil }
}
