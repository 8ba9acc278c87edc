"""After people have been at work, no name and no number stands in a dump, in a log or in an address."""

import csv
import io
import os
import subprocess
from urllib.parse import unquote

from case import BrowserTest
from daemon import PROGRAM


class NothingPersonal(BrowserTest):
    people = 20

    def test_stands_in_a_dump_a_log_or_an_address(self):
        addresses = []
        for user in ["udskrivning-middelfart-o2", "visitator-fredericia", "personale-fre"]:
            self.page.sign_in(user)
            addresses += self.walk(self.page.path)
        self.assertGreater(len(addresses), 20)
        places = {
            "an address": "\n".join(map(unquote, addresses)),
            "the daemon's log": self.daemon.log.read_text(),
            "PostgreSQL's log": (self.daemon.data / "postgres.log").read_text(errors="replace"),
            "the dump": self.dump(),
        }
        needles = self.needles()
        self.assertGreater(len(needles), 40)
        # The search itself is tried: what is known to stand there is found.
        self.assertIn("visitator-fredericia", places["the dump"])
        for place, text in places.items():
            found = [needle for needle in needles if needle in text]
            self.assertEqual(found, [], f"in {place}")

    def walk(self, start):
        """Every address that the pages of who is signed in lead to, once for each."""
        seen, ahead = [], [start]
        while ahead:
            path = ahead.pop()
            if path not in seen:
                seen.append(path)
                self.page.open(path)
                ahead += self.page.links()
        return seen

    def needles(self):
        """Each person's name and number, as they are written and as bytes are."""
        rows = csv.DictReader(io.StringIO(subprocess.run(
            [PROGRAM, "export", "episodes", "--data-dir", self.daemon.data], check=True, text=True,
            stdin=subprocess.DEVNULL, capture_output=True).stdout))
        texts = set()
        for row in rows:
            number = row["cpr"].replace("-", "")
            texts |= {number, f"{number[:6]}-{number[6:]}", row["name"]} - {""}
        return texts | {text.encode().hex() for text in texts}

    def dump(self):
        return subprocess.run(
            ["pg_dump", "--inserts", "afklaring"], check=True, text=True, stdin=subprocess.DEVNULL, capture_output=True,
            env={**os.environ, "PGHOST": str(self.daemon.data / "run"), "PGPORT": "5432", "PGUSER": "afklaring_owner",
                 "PGPASSWORD": (self.daemon.data / "owner.password").read_text().strip()}).stdout
