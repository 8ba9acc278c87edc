import Afklaring
import Referral

/// Sheets, their questions and answers in the words of the screen.
enum SheetWords {
  static func slug(_ kind: SheetKind) -> String {
    switch kind {
    case .handOver: "overlevering"
    case .dischargeAgreement: "udskrivningsaftale"
    case .substanceUse: "alkohol-eller-stoffer"
    case .disclosure: "videregivelse"
    case .decision: "afgoerelse"
    case .plan: "afklaringsplan"
    case .functioning: "funktionsevne"
    case .weeklyStatus: "ugestatus"
    case .followUp: "opfoelgning"
    }
  }

  static func title(_ kind: SheetKind) -> String {
    switch kind {
    case .handOver: "Overlevering"
    case .dischargeAgreement: "Udskrivningsaftale"
    case .substanceUse: "Alkohol eller stoffer"
    case .disclosure: "Videregivelse af oplysninger"
    case .decision: "Afgørelse"
    case .plan: "Afklaringsplan"
    case .functioning: "Funktionsevne og støttebehov"
    case .weeklyStatus: "Ugestatus"
    case .followUp: "Opfølgning"
    }
  }

  static func lead(_ kind: SheetKind) -> String {
    switch kind {
    case .handOver: "Det, stedet skal vide, før borgeren flytter ind. Stedet kvitterer, når det er læst."
    case .dischargeAgreement: "Aftale eller plan efter psykiatriloven § 13 a eller § 13 b, og hvem der deltager."
    case .substanceUse: "Hvad der bruges, om der er behandling, og hvem der har ansvaret for den."
    case .disclosure:
      "På hvilket grundlag oplysninger gives videre, hvad de omfatter, og hvornår grundlaget trækkes tilbage."
    case .decision: "Grundlaget for afgørelsen. Brevet til borgeren skrives ud fra det."
    case .plan: "Hvad der skal afklares, borgerens mål, og hvornår det skal være på plads."
    case .functioning: "Vurderet efter VUM 2.0."
    case .weeklyStatus: "Hvordan ugen er gået, i forhold til målene."
    case .followUp: "Hvordan det er gået tre måneder efter udflytningen."
    }
  }

  static func question(_ code: String) -> String {
    switch code {
    case "medicine": "Medicin"
    case "next_dose": "Næste dosis"
    case "suicide_risk": "Selvmordsrisiko"
    case "violence_risk": "Risiko for vold"
    case "crisis_plan": "Kriseplan"
    case "sentence": "Dom eller værgemål"
    case "children": "Børn"
    case "interpreter": "Tolk"
    case "doctor": "Egen læge"
    case "community_team": "Distriktspsykiatri eller team"
    case "relative": "Pårørende, der må ringes til"
    case "agreement": "Aftale eller plan"
    case "made_on": "Indgået den"
    case "participants": "Deltagere"
    case "agreed": "Det er aftalt"
    case "use": "Brug"
    case "main_substance": "Det, der fylder mest"
    case "treatment": "Behandling"
    case "responsible": "Ansvarlig for behandlingen"
    case "basis": "Grundlag"
    case "given_on": "Givet den"
    case "scope": "Omfang"
    case "given_by": "Givet af"
    case "legal_basis": "Hjemmel"
    case "hearing": "Partshøring"
    case "reason": "Begrundelse"
    case "own_payment": "Egenbetaling"
    case "question": "Det skal afklares"
    case "goals": "Mål"
    case "clarified_by": "Afklaret senest"
    case "functioning": "Funktionsevne"
    case "support": "Støttebehov"
    case "status": "Status"
    case "onward_support": "Den videre indsats"
    case "housing": "Bolig"
    case "how_it_goes": "Sådan går det"
    default: code
    }
  }

  /// An answer's code in words; the same code can stand for different things.
  static func answer(_ code: String, to question: String) -> String {
    switch (question, code) {
    case ("suicide_risk", "none"), ("violence_risk", "none"): "Ingen"
    case (_, "low"): "Lav"
    case ("suicide_risk", "moderate"), ("violence_risk", "moderate"): "Moderat"
    case ("suicide_risk", "high"), ("violence_risk", "high"): "Høj"
    case (_, "not_assessed"): "Ikke vurderet"
    case ("functioning", _): functioningLevel(code)
    case ("support", "moderate"): "Moderat støttebehov"
    case ("support", "high"): "Højt støttebehov"
    case ("support", _): supportLevel(code)
    case (_, "treatment_sentence"): "Behandlingsdom"
    case (_, "guardianship"): "Værgemål"
    case ("children", "none"): "Ingen børn"
    case (_, "under_18"): "Børn under 18 år"
    case (_, "discharge_agreement"): "Udskrivningsaftale (§ 13 a)"
    case (_, "coordination_plan"): "Koordinationsplan (§ 13 b)"
    case (_, "not_needed"): "Ikke nødvendig"
    case (_, "not_stated"): "Ikke oplyst"
    case (_, "alcohol"): "Alkohol"
    case (_, "drugs"): "Stoffer"
    case (_, "both"): "Både alkohol og stoffer"
    case (_, "not_relevant"): "Ikke relevant"
    case (_, "cannabis"): "Hash"
    case (_, "stimulants"): "Centralstimulerende stoffer"
    case (_, "opioids"): "Opioider"
    case (_, "medicine"): "Medicin"
    case (_, "municipal"): "Kommunal"
    case (_, "regional"): "Regional, integreret (sundhedsloven § 82 c)"
    case (_, "refused"): "Ønsker ikke behandling"
    case (_, "municipality"): "Kommunen"
    case (_, "region"): "Regionen"
    case (_, "nobody"): "Ingen"
    case (_, "consent"): "Samtykke"
    case (_, "consent_relatives"): "Samtykke til at tale med pårørende"
    case (_, "sundhedsloven_41"): "Sundhedsloven § 41"
    case (_, "sundhedsloven_43_2"): "Sundhedsloven § 43, stk. 2"
    case (_, "psykiatriloven_13c"): "Psykiatriloven § 13 c"
    case (_, "forvaltningsloven_28"): "Forvaltningsloven § 28"
    case (_, "retssikkerhedsloven_11a"): "Retssikkerhedsloven § 11 a"
    case (_, "retssikkerhedsloven_11c"): "Retssikkerhedsloven § 11 c"
    case (_, "s107"): "Serviceloven § 107: midlertidigt botilbud"
    case (_, "s110"): "Serviceloven § 110: forsorgshjem og herberg"
    case (_, "abl105"): "Almenboligloven § 105 med støtte efter serviceloven § 85"
    case (_, "held"): "Gennemført"
    case (_, "waived"): "Fraveget efter forvaltningsloven § 19, stk. 2"
    case (_, "in_place"): "På plads"
    case (_, "partly"): "Delvist på plads"
    case (_, "not_in_place"): "Ikke på plads"
    case (_, "own"): "Egen bolig"
    case (_, "supported"): "Bolig med støtte"
    case (_, "homeless"): "Uden bolig"
    case (_, "unknown"): "Ukendt"
    case (_, "other"): "Andet"
    case (_, "none"): "Ingen"
    default: code
    }
  }

  private static func functioningLevel(_ code: String) -> String {
    switch code {
    case "none": "Ingen nedsat funktionsevne"
    case "mild": "Let nedsat funktionsevne"
    case "moderate": "Moderat nedsat funktionsevne"
    case "severe": "Svært nedsat funktionsevne"
    default: "Fuldstændig nedsat funktionsevne"
    }
  }

  private static func supportLevel(_ code: String) -> String {
    switch code {
    case "none": "Intet støttebehov"
    case "mild": "Let støttebehov"
    default: "Fuldstændigt støttebehov"
    }
  }

  /// What was answered, as a list, without what may not be passed on any more.
  static func answers(of sheet: CaseSheet, _ stopped: Set<Disclosure.Use>) -> HTML {
    let lines = sheet.kind.questions.compactMap { question -> HTML? in
      guard let answer = sheet.answers[question.code] else { return nil }
      if question.code == "relative" && stopped.contains(.relativesNumber) {
        return
          "<dt>\(Self.question(question.code))</dt><dd>Samtykket til at tale med pårørende er trukket tilbage.</dd>"
      }
      let words: HTML =
        switch question.answer {
        case .written: "<p class=\"written\">\(answer)</p>"
        case .day: "\(CalendarDay(answer).map(DanishDates.day) ?? answer)"
        case .one: "\(Self.answer(answer, to: question.code))"
        }
      return "<dt>\(Self.question(question.code))</dt><dd>\(words)</dd>"
    }
    return "<dl class=\"facts\">\(lines)</dl>"
  }
}
