from case import BrowserTest, made_up_number


class Forms(BrowserTest):
    def test_a_wrong_form_keeps_what_was_typed_and_leads_to_what_is_to_be_mended(self):
        page = self.page
        page.sign_in("udskrivning-odense-p4")
        page.fill("CPR-nummer", "12057")
        page.fill("Navn", "Mette Prøve")
        page.fill("Bopælskommune", "0461 Odense")
        page.fill("Indlagt den", self.days_ago(3) + "T09:30")
        page.fill("Akut indlagt", "Nej")
        page.press("Registrér indlæggelsen")

        self.assertEqual(page.texts(".errors h2"), ["Det lykkedes ikke"])
        page.picture("a wrong form")
        kept = {label: page.field(label).get_attribute("value") for label in ("CPR-nummer", "Navn", "Indlagt den")}
        self.assertEqual(kept, {
            "CPR-nummer": "12057", "Navn": "Mette Prøve", "Indlagt den": self.days_ago(3) + "T09:30"})
        self.assertEqual(page.field("Bopælskommune").get_attribute("value"), "0461")
        self.assertEqual(page.field("Akut indlagt").get_attribute("value"), "nej")
        page.follow(page.texts(".errors a")[0])
        self.assertTrue(page.path.endswith("#cpr"))

        page.fill("CPR-nummer", made_up_number(3))
        page.press("Registrér indlæggelsen")
        self.sees("Mette Prøve")
        self.assertRegex(page.path, "^/indlaeggelser/[0-9a-f-]{36}$")

    def test_a_refused_command_says_why_and_changes_nothing(self):
        page = self.page
        self.admit("Nanna Prøve", made_up_number(4), "0461 Odense", ward="odense-p4")
        page.fill("Udskrevet den", self.days_ago(10) + "T12:00")
        page.press("Registrér udskrivning")
        self.sees("Udskrivningen ligger før færdigbehandlingsdatoen.")
        self.sees("ventetiden løber")

    def test_a_section_of_a_referral_saves_itself(self):
        page = self.page
        self.admit("Oda Prøve", made_up_number(5), "0461 Odense", ward="odense-p4")
        page.follow("Begynd henvisningen")
        page.picture("a referral begun")
        self.sees("Udfyld først: målgruppe, særlige behov.")
        page.follow("Udfyld målgruppe")
        page.fill("Har en psykisk lidelse", "Ja")
        page.waits_for("[role=status]", "Gemt")
        page.picture("a section that saved itself")
        page.follow("Tilbage")
        page.follow("Udfyld målgruppe")
        self.assertEqual(page.field("Har en psykisk lidelse").get_attribute("value"), "ja")
        page.lose_connection()
        page.fill("Målgruppe", "Har social støtte, men har brug for mere")
        page.waits_for("[role=status]", "ingen forbindelse")
        page.find_connection()
        page.press("Gem og fortsæt")
        self.sees("Ret målgruppe")

    def test_a_wrong_password_is_refused_without_saying_which_part_is_wrong(self):
        self.page.sign_in("visitator-odense", password="forkert")
        self.assertEqual(self.page.texts(".errors h2"), ["Du blev ikke logget ind"])
        self.sees("Brugernavn eller adgangskode er forkert.")
        self.assertEqual(self.page.field("Brugernavn").get_attribute("value"), "visitator-odense")
