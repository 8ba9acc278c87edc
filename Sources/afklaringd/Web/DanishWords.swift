import Afklaring
import Capacity
import Referral

/// States, reasons and kinds in the words of the screen.
enum DanishWords {
  static func state(_ state: ReferralState) -> String {
    switch state {
    case .submitted: "Ny"
    case .informationRequested: "Afventer oplysninger"
    case .accepted: "Godkendt"
    case .declined: "Afslået"
    case .offered: "Plads tilbudt"
    case .assigned: "Plads bevilget"
    case .movedIn: "Indflyttet"
    case .movedOut: "Udflyttet"
    case .closed: "Afsluttet"
    case .withdrawn: "Trukket tilbage"
    }
  }

  /// The same inside a sentence.
  static func standing(_ state: ReferralState) -> String {
    switch state {
    case .submitted: "kommunen har ikke svaret på henvisningen endnu"
    case .informationRequested: "kommunen har bedt afdelingen om oplysninger"
    case .accepted: "henvisningen er godkendt, men der er ikke bevilget en plads"
    case .declined: "henvisningen er afslået"
    case .offered: "der er allerede tilbudt en plads"
    case .assigned: "der er allerede bevilget en plads"
    case .movedIn: "borgeren er flyttet ind"
    case .movedOut: "borgeren er flyttet ud"
    case .closed: "forløbet er afsluttet"
    case .withdrawn: "henvisningen er trukket tilbage"
    }
  }

  static let protected: HTML = "<span class=\"badge protected\">Navne- og adressebeskyttet</span>"

  /// The badge's shape says the same as its colour.
  static func badge(_ state: ReferralState) -> HTML {
    let label = self.state(state)
    return switch state {
    case .submitted: "<span class=\"badge new\">\(label)</span>"
    case .accepted, .offered, .informationRequested: "<span class=\"badge waiting\">\(label)</span>"
    case .assigned, .movedIn: "<span class=\"badge good\">\(label)</span>"
    case .declined, .movedOut, .closed, .withdrawn: "<span class=\"badge closed\">\(label)</span>"
    }
  }

  /// What a bed is taken for, as somebody says who was too late for it.
  static func taken(_ kind: HoldKind) -> String {
    switch kind {
    case .offer: "tilbudt en anden"
    case .assignment: "bevilget til en anden"
    case .stay: "optaget af et ophold"
    case .closure: "lukket"
    }
  }

  /// What ends a free gap.
  static func next(_ next: BedRecord.Next) -> String {
    switch next {
    case .hold(.stay): "optaget"
    case .hold(let kind): taken(kind)
    case .outOfService: "ude af drift"
    }
  }

  static func tonight(_ kind: HoldKind?) -> HTML {
    switch kind {
    case nil: "<span class=\"badge good\">Ledig</span>"
    case .offer: "<span class=\"badge waiting\">Tilbudt</span>"
    case .assignment: "<span class=\"badge waiting\">Bevilget</span>"
    case .stay: "<span class=\"badge\">Optaget</span>"
    case .closure: "<span class=\"badge closed\">Lukket</span>"
    }
  }

  static func targetGroup(_ group: TargetGroup) -> String {
    switch group {
    case .withoutSupport: "Har ingen social støtte, men har brug for den for at kunne udskrives"
    case .needsMoreSupport: "Har social støtte, men har brug for mere"
    }
  }

  static func decline(_ reason: DeclineReason) -> String {
    switch reason {
    case .outsideTargetGroup: "Uden for målgruppen"
    case .supportInPlace: "Støtten er på plads"
    case .otherSupport: "Anden indsats i stedet"
    }
  }

  static func consequence(_ consequence: DeclineConsequence) -> String {
    switch consequence {
    case .homeWithPresentSupport: "Borgeren udskrives med den støtte, der er"
    case .otherSupportGranted: "Borgeren får bevilget anden støtte"
    case .staysInHospital: "Borgeren bliver på afdelingen, til en anden løsning er fundet"
    case .newReferralExpected: "Afdelingen kan henvise igen, når grundlaget er på plads"
    }
  }

  static func withdrawal(_ reason: WithdrawalReason) -> String {
    switch reason {
    case .noLongerNeeded: "Der er ikke længere brug for en plads"
    case .dischargedWithSupport: "Borgeren er udskrevet med anden støtte"
    case .personDeclines: "Borgeren ønsker det ikke"
    case .referredByMistake: "Henvist ved en fejl"
    case .dead: "Borgeren er død"
    }
  }

  static func queueReason(_ reason: QueueReason) -> String {
    switch reason {
    case .urgency: "Haster mere end de andre"
    case .longestWait: "Har ventet længst på afdelingen"
    case .childrenAtHome: "Har børn derhjemme"
    case .safety: "Sikkerhed"
    case .mistake: "Rettelse af en fejl"
    }
  }

  static func extensionReason(_ reason: ExtensionReason) -> String {
    switch reason {
    case .notClarified: "Borgeren er ikke afklaret endnu"
    case .waitingForHousing: "Venter på en bolig"
    case .waitingForSupport: "Venter på, at støtten er på plads"
    case .relapse: "Tilbagefald"
    }
  }

  static func leaveReason(_ reason: LeaveReason) -> String {
    switch reason {
    case .family: "Hos familie eller venner"
    case .tryingOwnHome: "Prøver egen bolig"
    case .hospital: "På hospital"
    case .unknown: "Ukendt"
    }
  }

  static func ending(_ ending: StayEnding) -> String {
    switch ending {
    case .planned: "Som planlagt"
    case .brokenOff: "Afbrudt af borgeren"
    case .expelled: "Bortvist"
    case .readmitted: "Genindlagt"
    case .dead: "Borgeren er død"
    }
  }

  static func readyWithdrawal(_ reason: ReadyWithdrawalReason) -> String {
    switch reason {
    case .relapse: "Tilbagefald"
    case .somaticIllness: "Somatisk sygdom"
    case .newAssessment: "Ny lægelig vurdering"
    }
  }

  static func expectedReady(_ reason: ExpectedReadyReason) -> String {
    switch reason {
    case .treatmentTakesLonger: "Behandlingen tager længere tid"
    case .recoversSooner: "Patienten er tidligere klar"
    case .newAssessment: "Ny lægelig vurdering"
    }
  }

  static func ownerRefusal(_ reason: OwnerRefusal) -> String {
    switch reason {
    case .targetGroup: "Borgeren er ikke i stedets målgruppe"
    case .houseJustNow: "Forholdene i huset lige nu"
    case .safety: "Sikkerhed"
    }
  }

  /// Sections of law are those of serviceloven unless they say otherwise.
  static func onward(_ support: OnwardSupport) -> String {
    switch support {
    case .ownHome: "Egen bolig uden støtte"
    case .s82a: "Serviceloven § 82 a: gruppebaseret hjælp og støtte"
    case .s82b: "Serviceloven § 82 b: individuel tidsbegrænset socialpædagogisk hjælp og støtte"
    case .s82c: "Serviceloven § 82 c: socialt akuttilbud"
    case .s82d: "Serviceloven § 82 d: hjælp og støtte i samarbejde med frivillige"
    case .s83: "Serviceloven § 83: personlig og praktisk hjælp"
    case .aeldrelov10: "Ældreloven § 10: helhedspleje"
    case .s85: "Serviceloven § 85: socialpædagogisk støtte"
    case .s85a: "Serviceloven § 85 a: tidsbegrænset bostøtte"
    case .s95: "Serviceloven § 95"
    case .s96: "Serviceloven § 96"
    case .s99: "Serviceloven § 99: støtte- og kontaktperson"
    case .s103: "Serviceloven § 103: beskyttet beskæftigelse"
    case .s104: "Serviceloven § 104: aktivitets- og samværstilbud"
    case .s107: "Serviceloven § 107: midlertidigt botilbud"
    case .s108: "Serviceloven § 108: længerevarende botilbud"
    case .s109: "Serviceloven § 109: kvindekrisecenter"
    case .s110: "Serviceloven § 110: forsorgshjem og herberg"
    case .abl105: "Almenboligloven § 105 med støtte efter § 85"
    case .otherMunicipality: "Anden kommune"
    case .readmitted: "Genindlagt"
    case .dead: "Død"
    case .unknown: "Ukendt"
    }
  }

  /// Who said no to an offer, as a sentence without its point.
  static func ended(_ offer: EndedOffer) -> String {
    switch offer.outcome {
    case .ownerRefused: "\(DanishNames.council(offer.ownerName)) har sagt nej til pladsen"
    case .personDeclined: "Borgeren har takket nej"
    case .lapsed: "Pladstilbuddet er udløbet uden svar"
    }
  }

  static func happening(_ happening: String) -> String {
    switch Happening(rawValue: happening) {
    case .referralSubmitted: "Ny henvisning"
    case .informationRequested: "Kommunen beder om oplysninger"
    case .informationGiven: "Afdelingen har svaret på spørgsmålet"
    case .referralAccepted: "Henvisningen er godkendt"
    case .referralDeclined: "Henvisningen er afslået"
    case .referralWithdrawn: "Henvisningen er trukket tilbage"
    case .referralMoved: "Borgeren er flyttet, og henvisningen er fulgt med til en anden kommune"
    case .queueChanged: "Borgerens plads i køen er ændret"
    case .bedOffered: "En plads er tilbudt"
    case .offerEnded: "Et pladstilbud er faldet bort"
    case .bedAssigned: "En plads er bevilget"
    case .bedReleased: "En plads, der var reserveret, er fri igen"
    case .bedDelayed: "Den bevilgede eller tilbudte plads bliver ledig senere end ventet"
    case .closureDelayed: "En lukkeperiode er udskudt, fordi et ophold varer længere end planlagt"
    case .movedIn: "Borgeren er flyttet ind"
    case .stayExtended: "Opholdet er forlænget"
    case .stayOverdue: "Den planlagte udflytning er overskredet"
    case .stayTransferred: "Borgeren er flyttet til en anden plads"
    case .stayClarified: "Borgeren er afklaret"
    case .movedOut: "Borgeren er flyttet ud"
    case .expectedReady: "Afdelingen har varslet, hvornår patienten ventes færdigbehandlet"
    case .disputeAnswered: "Indsigelsen mod årsagen til færdigbehandlingsdage er besvaret"
    case .daysDisputed: "Der er gjort indsigelse mod årsagen til færdigbehandlingsdage"
    case .readyWithdrawn: "Patienten er ikke længere meldt færdigbehandlet"
    case nil: "Nyt i sagen"
    }
  }
}
