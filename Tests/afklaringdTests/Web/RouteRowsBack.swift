import HTTPTypes

extension RouteRow {
  /// The addresses of forms, asked for without one: they only lead back.
  static let backs = [
    "konti/:id/rolle", "konti/:id/rolle/fjern", "konti/:id/adgangskode", "konti/:id/lukning", "konto/rolle",
    "konto/sessioner", "konto/sessioner/:id",
    "indlaeggelser/:id/beskyttelse", "indlaeggelser/:id/faerdigbehandlet", "indlaeggelser/:id/udskrivning",
    "henvisninger/:id/godkendelse", "henvisninger/:id/afslag", "henvisninger/:id/tilbud",
    "pladser/:id/lukning", "pladser/:id/aabning", "tilbud/:id/bekraeftelse", "henvisninger/:id/oensker",
    "henvisninger/:id/forslag",
    "henvisninger/:id/tilbud/ejer", "henvisninger/:id/tilbud/borger", "henvisninger/:id/indflytning",
    "henvisninger/:id/udflytning",
    "indlaeggelser/:id/tilbagekaldelse", "indlaeggelser/:id/varsling", "indlaeggelser/:id/kommune",
    "henvisninger/:id/oplysninger", "henvisninger/:id/oplysninger/svar", "henvisninger/:id/koe",
    "henvisninger/:id/kommune", "henvisninger/:id/afklaring", "henvisninger/:id/forlaengelse",
    "henvisninger/:id/flytning", "henvisninger/:id/fravaer", "henvisninger/:id/fravaer/slut",
    "henvisninger/:id/afslutning", "henvisninger/:id/rettelse", "indlaeggelser/:id/rettelse",
    "henvisninger/:id/kvittering", "regnskab/:id/indsigelse", "regnskab/:id/svar",
    "frister/lukkedage", "frister/lukkedage/fjern", "frister/telefon",
    "henvisninger/:id/videregivelse/tilbagetraekning",
  ].map { RouteRow(.get, "/\($0)", .whoeverIsSignedIn) }
}
