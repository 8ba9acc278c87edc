import Afklaring

/// What is wrong with one field: where, and what is allowed. Never what was typed.
struct FieldProblem: Sendable, Equatable {
  let field: Field
  let kind: Kind

  enum Kind: Sendable, Equatable {
    case missing
    case tooLong(Int)
    case tooMany(Int)
    case repeated
    case controlCharacter
    case notADay
    case notAnInstant(InstantError)
    case notAnIdentifier
    case notAPersonNumber(PersonNumberError)
    case notAMunicipality
    case notOneOf([String])
    case notYesOrNo
    case notAfterFirstNight
    case notAfterFirstDay
    case notAnAddress
    case notAColleague
    case notANumber
    case givenTwice
  }

  /// For pages, in Danish.
  var danish: String {
    switch kind {
    case .missing: field.request
    case .tooLong(let limit): "\(field.subject) må højst være \(limit) tegn"
    case .tooMany(let limit): "\(field.subject): vælg højst \(limit)"
    case .repeated: "\(field.subject): det samme er valgt to gange"
    case .controlCharacter: "\(field.subject) indeholder tegn, der ikke kan gemmes"
    case .notADay: "\(field.subject) skal være en dato, fx 22.11.2026"
    case .notAnInstant(.skippedLocalTime): "\(field.subject) er et tidspunkt, der ikke findes (uret blev stillet frem)"
    case .notAnInstant: "\(field.subject) skal være dato og klokkeslæt, fx 22.11.2026 14:30"
    case .notAnIdentifier: "\(field.subject) skal vælges på listen"
    case .notAPersonNumber: "\(field.subject) skal være ti cifre, fx 120470-1234, eller et erstatningsnummer"
    case .notAMunicipality: "\(field.subject) skal være en dansk kommunekode på fire cifre"
    case .notOneOf: "\(field.subject) skal vælges på listen"
    case .notYesOrNo: "\(field.subject) skal være ja eller nej"
    case .notAfterFirstNight: "\(field.subject) skal ligge efter den første nat"
    case .notAnAddress: "\(field.subject) skal være en adresse, fx navn@kommune.dk"
    case .notAColleague: "\(field.subject): ingen kollega i samme rolle har det brugernavn"
    case .notAfterFirstDay: "\(field.subject) kan ikke ligge før den første dag"
    case .notANumber: "\(field.subject) skal være et helt tal fra 1"
    case .givenTwice: "\(field.subject) er angivet mere end én gang"
    }
  }

  /// For the API, in English.
  var english: String {
    let name = field.inAPI
    return switch kind {
    case .missing: "\(name) is missing"
    case .tooLong(let limit): "\(name) is longer than \(limit) characters"
    case .tooMany(let limit): "\(name) holds more than \(limit)"
    case .repeated: "\(name) holds the same word twice"
    case .controlCharacter: "\(name) holds control characters, or nothing that can be seen"
    case .notADay: "\(name): expected a date as in 2026-11-22"
    case .notAnInstant(let error): "\(name): \(error.description)"
    case .notAnIdentifier: "\(name): expected a uuid"
    case .notAPersonNumber(let error): "\(name): \(error.description)"
    case .notAMunicipality: "\(name): expected a Danish municipality code of four digits"
    case .notOneOf(let allowed): "\(name): expected one of \(allowed.joined(separator: ", "))"
    case .notYesOrNo: "\(name): expected true or false"
    case .notAfterFirstNight: "\(name): expected a day after the first night"
    case .notAnAddress: "\(name): expected an address as in name@example.dk"
    case .notAColleague: "\(name): no colleague in the same role has that user name"
    case .notAfterFirstDay: "\(name): expected the first day or a later one"
    case .notANumber: "\(name): expected a whole number from 1 on"
    case .givenTwice: "\(name) is given more than once"
    }
  }
}

/// The fields of one request do not make the command that was asked for.
struct InvalidInput: Error, Sendable {
  let problems: [FieldProblem]
}
