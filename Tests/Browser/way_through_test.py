from case import BrowserTest, made_up_number


class TheWayThrough(BrowserTest):
    def test_a_waiting_patient_gets_a_bed_and_the_waiting_days_stop_at_discharge(self):
        page, name = self.page, "Karen Prøve"
        self.admit(name, made_up_number(1), "0607 Fredericia")
        patient = page.path
        self.refer("Kørestol")

        self.open_referral("visitator-fredericia", name)
        page.press("Godkend: borgeren er i målgruppen")
        self.assertEqual(page.texts("h1 .badge"), ["Godkendt"])
        page.picture("an accepted referral")
        page.follow("Find en plads")
        self.assertIn("FRE-3", page.texts(".card h3")[0])
        page.picture("find a bed")
        page.press("Bevilg FRE-3")
        self.assertEqual(page.texts("h1 .badge"), ["Plads bevilget"])
        page.picture("a bed is assigned")

        page.sign_in("udskrivning-middelfart-o2")
        page.open(patient)
        self.sees("6 dage siden")  # The ready day, four whole days, and today.
        self.sees("ventetiden løber")
        page.picture("a patient who waits")
        page.fill("Udskrevet den", self.today.isoformat() + "T00:01")
        page.press("Registrér udskrivning")
        self.sees("5 dage i alt; ventetiden sluttede ved udskrivningen")  # The day of discharge does not count.
        self.assertEqual(len(page.texts(".day")), 5)
        page.picture("the waiting days have stopped")

        self.open_referral("personale-fre", name)
        page.fill("Indflyttet den", self.today.isoformat())
        page.press("Registrér indflytning")
        self.assertEqual(page.texts("h1 .badge"), ["Indflyttet"])
        self.sees("Bor på plads FRE-3")
        page.picture("moved in")
        page.unfold("Registrér udflytning")
        page.fill("Udflyttet den", self.today.isoformat())
        page.fill("Sådan sluttede opholdet", "Som planlagt")
        page.fill("Videre indsats", "Serviceloven § 85: socialpædagogisk støtte")
        page.press("Registrér udflytning")
        self.assertEqual(page.texts("h1 .badge"), ["Udflyttet"])
        page.picture("moved out")

    def test_a_bed_of_another_municipality_is_given_when_its_owner_and_the_person_have_said_yes(self):
        page, name = self.page, "Lise Prøve"
        self.admit(name, made_up_number(2), "0740 Silkeborg", ward="skejby-n2")
        self.refer("Vågen nattevagt")

        self.open_referral("visitator-silkeborg", name)
        page.press("Godkend: borgeren er i målgruppen")
        page.follow("Find en plads")
        page.press("Tilbyd MID-1")
        self.assertEqual(page.texts("h1 .badge"), ["Plads tilbudt"])
        self.sees("Driftskommunen skal svare")
        page.picture("an offer that waits for the owner")

        self.open_referral("visitator-middelfart", name)
        page.picture("an offer as its owner sees it")
        page.press("Ja, pladsen kan bruges")
        self.sees("Borgeren skal svare")

        self.open_referral("visitator-silkeborg", name)
        page.press("Borgeren siger ja")
        self.sees("Alle har sagt ja")
        page.press("Bevilg plads MID-1")
        self.assertEqual(page.texts("h1 .badge"), ["Plads bevilget"])
