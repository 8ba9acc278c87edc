import Afklaring

extension Standing {
  /// As a form names it.
  var formValue: String {
    let columns = columns
    let place = columns.municipality?.digits ?? columns.ward?.description ?? columns.site?.description
    return [role.rawValue, place].compactMap(\.self).joined(separator: " ")
  }
}

extension DanishNames {
  /// A role and where: `visitator, Fredericia`.
  static func standing(_ standing: Standing, _ place: String?) -> String {
    ([role(standing.role)] + (place.map { [$0] } ?? [])).joined(separator: ", ")
  }
}
