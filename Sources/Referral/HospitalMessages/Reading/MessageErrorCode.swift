/// Fejlkode: MedCom's code for why a message cannot be taken, as an acknowledgement carries it.
///
/// Source: MedCom terminology, code system medcom-acknowledgement-error-codes, and the FHIR code that its value set
/// medcom-acknowledgement-issue-details adds for an identifier used twice.
public enum MessageErrorCode: String, Hashable, Sendable, CaseIterable {
  case receiverUnknown = "MSG_Receiver_Identifier_UNKNOWN"
  case receiverMissing = "MSG_Receiver_Identifier_MISSING"
  case messageTypeNotReceived = "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE"
  case notInValueSet = "MSG_VALUESET_VALUE_UNKNOWN"
  case notInCodeSystem = "MSG_CodeSystem_VALUE_UNKNOWN"
  case tooLong = "MSG_Element_To_Long"
  /// Also what is missing, points nowhere or cannot be read: the list has no code of its own for these.
  case wrongDatatype = "MSG_Datatype_Wrong"
  /// Our own passing fault; the only code of a `transient-error`.
  case outOfOperation = "MSG_Mailbox_Out_Of_Operation"
  /// A known envelope around another message.
  case duplicateIdentifier = "MSG_DUPLICATE_ID"

  var system: String {
    switch self {
    case .duplicateIdentifier: "http://terminology.hl7.org/CodeSystem/operation-outcome"
    default: "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-acknowledgement-error-codes"
    }
  }

  /// The code of FHIR's value set issue-type beside it.
  var issueType: String {
    switch self {
    case .receiverUnknown: "not-found"
    case .receiverMissing: "required"
    case .messageTypeNotReceived: "not-supported"
    case .notInValueSet, .notInCodeSystem: "value"
    case .tooLong: "too-long"
    case .wrongDatatype: "structure"
    case .outOfOperation: "transient"
    case .duplicateIdentifier: "duplicate"
    }
  }
}
