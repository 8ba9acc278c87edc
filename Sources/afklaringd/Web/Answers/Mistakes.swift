import Afklaring
import HTTPTypes

extension Mistake {
  /// What a person can mend, from a refusal or from fields that do not fit; anything else passes on.
  static func all(in error: any Error) throws -> ([Mistake], HTTPResponse.Status) {
    switch error {
    case let error as InvalidInput:
      (error.problems.map { Mistake(field: $0.field, sentence: $0.danish + ".") }, .unprocessableContent)
    case let error as Refused:
      ([Mistake(field: error.refusal.field, sentence: error.refusal.danish)], error.refusal.status)
    default:
      throw error
    }
  }
}
