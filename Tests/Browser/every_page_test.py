import importlib.util
import re
from collections import Counter
from pathlib import Path

from case import BrowserTest

AXE = Path(importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0], "axe.min.js").read_text()
RUN_AXE = """
const done = arguments[arguments.length - 1]
axe.run().then(found => done(found.violations
  .filter(violation => ["serious", "critical"].includes(violation.impact))
  .map(violation => violation.id + ": " + violation.nodes.map(node => node.target.join(" ")).join(", "))))
"""
STATUS = "return performance.getEntriesByType('navigation')[0].responseStatus"
TOO_WIDE = """
return [...document.querySelectorAll("body *")]
  .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(element => element.tagName.toLowerCase() + "." + element.className)
"""


class EveryPage(BrowserTest):
    """Every page that each role comes to by its links: at 320 px, light and dark, by axe-core."""

    people = 40

    def test_the_pages_before_signing_in(self):
        self.page.driver.delete_all_cookies()
        self.check_all(["/log-ind", "/findes-ikke"], "nobody")

    def test_the_pages_of_a_discharge_coordinator(self):
        self.check_role("udskrivning-middelfart-o2")

    def test_the_pages_of_a_municipal_authority(self):
        self.check_role("visitator-fredericia")

    def test_the_pages_of_site_staff(self):
        self.check_role("personale-fre")

    def test_the_pages_of_project_staff(self):
        self.check_role("projekt")

    def test_the_pages_of_an_administrator(self):
        self.check_role("administrator-fredericia")

    def test_the_pages_of_an_auditor(self):
        self.check_role("revisor")

    def check_role(self, user):
        self.page.sign_in(user)
        self.check_all([self.page.path], user)

    def check_all(self, paths, user):
        """Follows every link, up to a dozen to addresses that differ by their id alone; of pages that are alike (same
        address but the id, same badge, same buttons) one is looked at closely."""
        seen, alike, kinds, faults, given = set(), Counter(), set(), [], list(paths)
        while paths:
            path = paths.pop(0)
            if path in seen or alike[self.pattern(path)] == 12:
                continue
            seen.add(path)
            alike[self.pattern(path)] += 1
            self.page.look(width=320)
            self.page.open(path)
            paths += self.page.links()
            status = self.page.driver.execute_script(STATUS)
            if path not in given and status >= 400:
                faults.append(f"{path} is linked to and answers {status}")
            if self.page.driver.execute_script(
                    "return document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append(f"{path} scrolls sideways: {self.page.driver.execute_script(TOO_WIDE)}")
            kind = (self.pattern(path), *self.page.texts("h1 .badge"), *self.page.texts("main button"))
            if kind not in kinds:
                kinds.add(kind)
                faults += self.look_closely(path, f"{user} {len(kinds)} {self.pattern(path)}")
        self.assertFalse(faults, "\n".join(faults))

    def look_closely(self, path, name):
        faults = []
        self.page.driver.execute_script(AXE)
        for width, scheme in ((320, "light"), (1280, "dark")):
            self.page.look(width, scheme)
            self.page.driver.execute_script("document.querySelectorAll('details').forEach(one => one.open = true)")
            for violation in self.page.driver.execute_async_script(RUN_AXE):
                faults.append(f"{path} at {width} px, {scheme}: {violation}")
            self.page.picture(f"{name} {width} {scheme}")
        unreached = self.page.unreached_by_keyboard()
        return faults + [f"{path} is not reached by the keyboard: {one}" for one in unreached]

    @staticmethod
    def pattern(path):
        return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", path)
