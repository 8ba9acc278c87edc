import Afklaring

/// What is wrong with one field: where, and what is allowed. Never what was typed.
struct FieldProblem: Sendable, Equatable {
  let field: Field
  let kind: Kind

  enum Kind: Sendable, Equatable {
    case missing
    case tooLong(Int)
    case controlCharacter
    case notADay
    case notAnInstant(InstantError)
    case notAnIdentifier
    case notAPersonNumber(PersonNumberError)
    case notAMunicipality
    case notOneOf([String])
    case notYesOrNo
    case notAfterFirstNight
    case givenTwice
  }

  /// For pages, in Danish.
  var danish: String {
    switch kind {
    case .missing: "\(field.label) skal udfyldes"
    case .tooLong(let limit): "\(field.label) må højst være \(limit) tegn"
    case .controlCharacter: "\(field.label) indeholder tegn, der ikke kan gemmes"
    case .notADay: "\(field.label) skal være en dato, fx 2026-11-22"
    case .notAnInstant(.skippedLocalTime): "\(field.label) er et tidspunkt, der ikke findes (uret blev stillet frem)"
    case .notAnInstant: "\(field.label) skal være dato og klokkeslæt, fx 2026-11-22T14:30"
    case .notAnIdentifier: "\(field.label) skal vælges på listen"
    case .notAPersonNumber: "\(field.label) skal være ti cifre, fx 120470-1234, eller et erstatningsnummer"
    case .notAMunicipality: "\(field.label) skal være en dansk kommunekode på fire cifre"
    case .notOneOf: "\(field.label) skal vælges på listen"
    case .notYesOrNo: "\(field.label) skal være ja eller nej"
    case .notAfterFirstNight: "\(field.label) skal ligge efter den første nat"
    case .givenTwice: "\(field.label) er angivet mere end én gang"
    }
  }

  /// For the API, in English.
  var english: String {
    let name = field.inAPI
    return switch kind {
    case .missing: "\(name) is missing"
    case .tooLong(let limit): "\(name) is longer than \(limit) characters"
    case .controlCharacter: "\(name) holds control characters"
    case .notADay: "\(name): expected a date as in 2026-11-22"
    case .notAnInstant(let error): "\(name): \(error.description)"
    case .notAnIdentifier: "\(name): expected a uuid"
    case .notAPersonNumber(let error): "\(name): \(error.description)"
    case .notAMunicipality: "\(name): expected a Danish municipality code of four digits"
    case .notOneOf(let allowed): "\(name): expected one of \(allowed.joined(separator: ", "))"
    case .notYesOrNo: "\(name): expected true or false"
    case .notAfterFirstNight: "\(name): expected a day after the first night"
    case .givenTwice: "\(name) is given more than once"
    }
  }
}

/// The fields of one request do not make the command that was asked for.
struct InvalidInput: Error, Sendable {
  let problems: [FieldProblem]
}
