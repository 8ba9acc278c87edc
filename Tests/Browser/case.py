"""What the browser tests stand on: a daemon and a Chromium for each class, and a patient made through the pages."""

import datetime
import unittest
from zoneinfo import ZoneInfo

from chromium import Chromium
from daemon import Daemon

failed = []


class BrowserTest(unittest.TestCase):
    people = 1  # Of the made-up country; one leaves every bed free.

    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon(people=cls.people)
        cls.addClassCleanup(lambda: cls.daemon.stop(keep=any(test is cls for test in failed)))
        cls.page = Chromium(cls.daemon.address)
        cls.addClassCleanup(cls.page.close)

    def setUp(self):
        self.page.look()

    def run(self, result=None):
        before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > before:
            failed.append(type(self))
            self.page.picture(f"failed {self._testMethodName}")

    @property
    def today(self):
        return datetime.datetime.now(ZoneInfo("Europe/Copenhagen")).date()

    def days_ago(self, days):
        return (self.today - datetime.timedelta(days=days)).isoformat()

    def sees(self, text):
        self.assertIn(text, self.page.text)

    def admit(self, name, number, municipality, ward="middelfart-o2"):
        """A patient who came 20 days ago and has been ready since five; the patient's page is open afterwards."""
        self.page.sign_in(f"udskrivning-{ward}")
        self.page.fill("CPR-nummer", number)
        self.page.fill("Navn", name)
        self.page.fill("Bopælskommune", municipality)
        self.page.fill("Indlagt den", self.days_ago(20) + "T13:00")
        self.page.fill("Akut indlagt", "Ja")
        self.page.press("Registrér indlæggelsen")
        self.page.fill("Færdigbehandlet fra", self.days_ago(5) + "T12:00")
        self.page.fill("Lægens navn", "Overlæge B. Holm")
        self.page.press("Meld færdigbehandlet")

    def refer(self, *needs):
        """From the patient's page."""
        self.page.follow("Begynd henvisningen")
        self.page.follow("Udfyld målgruppe")
        self.page.fill("Har en psykisk lidelse", "Ja")
        self.page.fill("Målgruppe", "Har social støtte, men har brug for mere")
        self.page.press("Gem og fortsæt")
        self.page.follow("Udfyld særlige behov")
        for need in needs:
            self.page.tick(need)
        self.page.press("Gem og fortsæt")
        self.page.press("Send henvisningen")
        self.page.follow("Følg henvisningen")

    def open_referral(self, user, name):
        self.page.sign_in(user)
        self.page.open("/henvisninger")
        self.page.follow(name)


def made_up_number(serial):
    """A woman's number of 12 May 1970 that fails modulus 11, and so was never anybody's."""
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    for candidate in range(1000 + 20 * serial, 1020 + 20 * serial, 2):
        digits = f"120570{candidate}"
        if sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11:
            return f"{digits[:6]}-{digits[6:]}"
