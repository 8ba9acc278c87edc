"""What the walls cost: the share of a request's time that permissions, row-level security, encryption and event log take.

Two daemons, each with a database of its own, answer the same requests turn by turn: the program, and a build of it without
all four, whose tables have no policies and draw no circles. Prints the share for each kind of request; fails above 25 %.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from assigning import CONNECTIONS, Bench, sql
from daemon import PROGRAM, Daemon

MOST = 0.25
PEOPLE = 40
BARE = Path(PROGRAM).with_name("afklaringd-without-walls")
LEVEL = """
do $$
declare
  one record;
begin
  for one in select oid::regclass as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity loop
    execute format('alter table %s disable row level security', one.name);
  end loop;
  for one in select tgname, tgrelid::regclass as name from pg_trigger where not tgisinternal and tgname ~ 'circle' loop
    execute format('drop trigger %I on %s', one.tgname, one.name);
  end loop;
end
$$
"""


class Side:
    """One of the two daemons, and how it is asked."""

    def __init__(self, seconds, **how):
        self.daemon = Daemon("--connections", str(CONNECTIONS), people=PEOPLE, **how)
        self.seconds = seconds
        self.bench = Bench(self.daemon, seconds)

    def assign(self):
        return self.bench.phase(self.bench.over_http)

    def referral(self):
        return self.read(f"/api/v1/referrals/{self.some_referral()}")

    def page(self):
        return self.read(f"/henvisninger/{self.some_referral()}")

    def list(self):
        return self.read("/henvisninger")

    def some_referral(self):
        return self.bench.sql("""select referral_id from referral join person_name using (person_id)
            where municipality_code = '0607' order by submitted_at limit 1""")

    def read(self, path):
        """Answers per second."""
        who = (f"Authorization: Bearer {self.bench.token}" if path.startswith("/api/")
               else f"Cookie: afklaring={self.bench.token}")
        answer = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{self.seconds}s", "-H", who, self.daemon.address + path],
            check=True, text=True, stdin=subprocess.DEVNULL, capture_output=True).stdout
        if "Non-2xx" in answer:
            sys.exit(f"{path} was refused:\n{answer}")
        return float(re.search(r"Requests/sec:\s+([\d.]+)", answer)[1])


def main():
    arguments = argparse.ArgumentParser(prog="bin/bench walls", description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=6)
    arguments = arguments.parse_args()
    walled = Side(arguments.seconds)
    try:
        bare = Side(arguments.seconds, program=BARE, prepare=lambda data: sql(data, LEVEL))
        try:
            shares = {kind.__name__: median(rounds(kind, walled, bare, arguments.rounds))
                      # Assigning is last: it fills both databases with thousands of referrals.
                      for kind in (Side.list, Side.page, Side.referral, Side.assign)}
        finally:
            bare.daemon.stop()
    finally:
        walled.daemon.stop()
    for kind, share in shares.items():
        print(f"share of the walls, {kind}: {share:.2f} (median; at most {MOST})")
    sys.exit(0 if max(shares.values()) <= MOST else 1)


def rounds(kind, walled, bare, count):
    for number in range(count):
        sides = [walled, bare]
        speed = {side: kind(side) for side in (sides if number % 2 == 0 else reversed(sides))}
        share = 1 - speed[walled] / speed[bare]
        print(f"  {kind.__name__} {number + 1}: with {speed[walled]:6.0f}   without {speed[bare]:6.0f} a second   "
              f"share {share:.2f}", flush=True)
        yield share


main()
