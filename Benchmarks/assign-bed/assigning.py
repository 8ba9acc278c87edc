"""Assigning beds over HTTP and by pgbench, counted in the database: what the benchmarks here share."""

import datetime
import hmac
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
CONNECTIONS = 16
MOST_PER_SECOND = 2000  # Rows made ready for each second of a phase.
# Seconds before counting: pgbench connects anew, and the first statements of a connection are planned each time.
WARM_UP = 2
# Postgres/ConnectionSettings.swift
OPTIONS = " ".join(f"-c {setting}" for setting in (
    "statement_timeout=30000", "lock_timeout=5000", "idle_in_transaction_session_timeout=60000",
    "TimeZone=Europe/Copenhagen", "DateStyle=ISO", "IntervalStyle=iso_8601", "plan_cache_mode=force_generic_plan",
    "role=afklaring_daemon"))


class Bench:
    def __init__(self, daemon, seconds):
        self.daemon, self.seconds = daemon, seconds
        self.first = 10**14
        today = datetime.datetime.now(ZoneInfo("Europe/Copenhagen")).date()
        self.nights = [today.isoformat(), (today + datetime.timedelta(days=60)).isoformat()]
        self.token = daemon.sign_in("visitator-fredericia")
        self.session = dict(zip(
            ("session_id", "account_id", "token_hash", "role", "organisation"),
            self.sql("""select session_id, account_id, token_hash, role, 'municipality ' || municipality_code
                from session""").split("|")))

    def over_http(self, first):
        self.run(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{WARM_UP + self.seconds}s", "-s", HERE / "assign-bed.lua",
                  self.daemon.address, "--", str(first), "1", *self.nights, self.token])

    def by_pgbench(self, first):
        now = datetime.datetime.now(datetime.timezone.utc)
        keys, who = self.daemon.data / "keys", self.session
        door, door_signature = claim(keys, now, "door")
        actor, signature = claim(keys, now, who["role"], who["organisation"], who["account_id"])
        values = {
            "i": -1, "first": first, "clients": CONNECTIONS, **self.session,
            "door_claim": door, "door_signature": door_signature, "claim": actor, "signature": signature,
            "now": now.isoformat(), "idle_since": (now - datetime.timedelta(minutes=20)).isoformat(),
            "today": self.nights[0], "first_night": self.nights[0], "until_night": self.nights[1],
            "kind": "assignment", "turnaround_days": 1, "state": "assigned", "entry": "change",
            "action": "assign-bed", "ground": "casework", "subject": "referral", "tell": "tell"}
        self.run(["pgbench", "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2",
                  "-T", str(WARM_UP + self.seconds), "-f", HERE / "assign-bed.sql",
                  *(f"-D{name}={value}" for name, value in values.items())],
                 env=environment(self.daemon.data, "afklaring", "daemon"))

    def phase(self, assign):
        """Beds assigned per second, counted in the database."""
        first, count = self.first, (WARM_UP + self.seconds) * MOST_PER_SECOND
        self.first += count
        self.sql(f"-vfirst={first}", f"-vlast={first + count - 1}", "-f", HERE / "fill.sql")
        before = []
        warm_up = threading.Timer(WARM_UP, lambda: before.append(self.assigned(first, count)))
        warm_up.start()
        try:
            assign(first)
            ended = time.time()
        finally:
            warm_up.cancel()
            warm_up.join()
        done, _ = self.assigned(first, count)
        if done == count:
            sys.exit(f"All {count} beds were assigned before the time was up: raise MOST_PER_SECOND")
        warmed, began = before[0]
        return (done - warmed) / (ended - began)

    def assigned(self, first, count):
        """How many of a phase's beds are assigned, and when that was so."""
        done, at = self.sql(
            f"""select count(*), extract(epoch from statement_timestamp())
            from referral join bed_hold using (referral_id)
            where referral.state = 'assigned'
              and referral_id between '{uuid(first)}' and '{uuid(first + count - 1)}'""").split("|")
        return int(done), float(at)

    def run(self, command, **options):
        answer = subprocess.run(command, text=True, stdin=subprocess.DEVNULL, capture_output=True, **options)
        if answer.returncode != 0 or not re.search(r"refused 0,|failed transactions: 0 ", answer.stdout):
            sys.exit(f"{command[0]} did not assign every bed it asked for:\n{answer.stdout}{answer.stderr}")

    def sql(self, *arguments):
        return sql(self.daemon.data, *arguments)


def environment(data, role, password):
    """How psql and pgbench reach the private server, with the settings of the daemon's own connections."""
    return {**os.environ, "PGHOST": str(data / "run"), "PGPORT": "5432", "PGDATABASE": "afklaring",
            "PGUSER": role, "PGPASSWORD": (data / f"{password}.password").read_text().strip(),
            "PGOPTIONS": OPTIONS}


def sql(data, *arguments):
    if len(arguments) == 1:
        arguments = ("-c", *arguments)
    return subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *arguments], check=True, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        env={**environment(data, "afklaring_owner", "owner"), "PGOPTIONS": ""}).stdout.strip()


def claim(keys, now, role, organisation="", account=""):
    """What a transaction says first, and its signature, as Access/ActorClaim.swift makes them: good for an hour."""
    number, secret = next(line.split() for line in keys.read_text().splitlines() if not line.startswith("root "))
    # HKDF-SHA256 without salt, of one block (RFC 5869).
    extracted = hmac.digest(bytes(32), bytes.fromhex(secret), "sha256")
    key = hmac.digest(extracted, b"afklaring actor\x01", "sha256")
    circles = (organisation, f"account {account}") if account else ()
    text = "|".join((number, str(int(now.timestamp())), role, organisation, account, *circles))
    return text, hmac.digest(key, text.encode(), "sha256").hex()


def uuid(number):
    return f"0000000000004000{4}{number}"
