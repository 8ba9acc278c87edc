"""A plan over a national day, 500 who wait and 1,000 beds, from the database to proposals that are kept, beside loads of pages by
a municipal authority, turn by turn on one server. Fails above three loads of the page that shows the plan or finds a bed.

--short: fewer rounds.
"""

import argparse
import http.cookiejar
import re
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from statistics import median

from assigning import Bench
from daemon import PASSWORD, Daemon

HERE = Path(__file__).resolve().parent
MOST = 3


class Visitor:
    """Somebody who is signed in, without the time that a browser takes."""

    def __init__(self, daemon, user):
        self.address = daemon.address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect)
        self.submit("/log-ind", brugernavn=user, adgangskode=PASSWORD)

    def get(self, path):
        with self.opener.open(self.address + path) as answer:
            return answer.read().decode()

    def submit(self, path, **fields):
        request = urllib.request.Request(self.address + path, data=urllib.parse.urlencode(fields).encode())
        with self.opener.open(request) as answer:
            return answer.status


class NoRedirect(urllib.request.HTTPErrorProcessor):
    """What a form leads to is a load of its own."""

    def http_response(self, request, response):
        return response

    https_response = http_response


def timed(work):
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def measure(daemon, rounds):
    Bench(daemon, 1).sql("-f", HERE / "fill.sql")
    visitor = Visitor(daemon, "visitator-fredericia")
    token = re.search(r'name="kvittering" value="([^"]+)"', visitor.get("/plan"))[1]
    make = lambda: visitor.submit("/plan", kvittering=token)
    make()
    found = re.search(r'href="(/henvisninger/[0-9a-f-]+/plads)"', visitor.get("/plan"))[1]
    pages = {"the list": "/henvisninger", "a referral": found.removesuffix("/plads"), "find a bed": found, "the plan": "/plan"}
    for path in pages.values():
        visitor.get(path)
    times = {name: [] for name in ["made", *pages]}
    for _ in range(rounds):
        times["made"].append(timed(make))
        for name, path in pages.items():
            times[name].append(timed(lambda: visitor.get(path)))
    return {name: median(values) for name, values in times.items()}


def main():
    arguments = argparse.ArgumentParser(prog="bin/bench plan", description=__doc__)
    arguments.add_argument("--short", action="store_true")
    rounds = 10 if arguments.parse_args().short else 40
    daemon = Daemon(people=1)
    try:
        times = measure(daemon, rounds)
        solved = Bench(daemon, 1).sql("select waiting, placed, solve_ms from match_plan order by made_at desc limit 1")
    finally:
        daemon.stop()
    made = times.pop("made")
    print(f"waiting, placed, solved in ms: {solved}")
    print(f"a plan, asked for, made and kept: {made:.1f} ms (median of {rounds})")
    for name, page in times.items():
        print(f"  {name}: {page:.1f} ms; the plan takes {made / page:.1f} of them")
    sys.exit(0 if made <= MOST * max(times["the plan"], times["find a bed"]) else 1)


if __name__ == "__main__":
    main()
