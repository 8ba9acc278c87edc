"""Assigns beds over HTTP and by pgbench, turn by turn, on one server; prints how many a second, the ratio, and memory.

--short: fewer and shorter rounds; fails only below a ratio of 0.5, for machines that others use too.
"""

import argparse
import re
import sys
import threading
import time
from pathlib import Path
from statistics import median

from assigning import CONNECTIONS, Bench
from daemon import Daemon

RESIDENT_AT_REST, RESIDENT_UNDER_LOAD = 50, 100  # MB


class Resident:
    """The daemon's resident memory in MB, PostgreSQL's left out; the most of it while it is watched."""

    def __init__(self, process_id):
        self.status = Path(f"/proc/{process_id}/status")
        self.most = 0

    def now(self):
        return int(re.search(r"VmRSS:\s+(\d+) kB", self.status.read_text())[1]) / 1024

    def __enter__(self):
        self.ended = threading.Event()
        self.watch = threading.Thread(target=self._watch)
        self.watch.start()

    def __exit__(self, *_):
        self.ended.set()
        self.watch.join()

    def _watch(self):
        while not self.ended.wait(0.2):
            self.most = max(self.most, self.now())


def measure(daemon, rounds, seconds):
    bench, resident = Bench(daemon, seconds), Resident(daemon.process.pid)
    for _ in range(5):
        daemon.get("/api/v1/beds", bench.token)
    time.sleep(2)
    at_rest = resident.now()
    ratios = []
    print(f"{rounds} rounds of {seconds} s each way, {CONNECTIONS} connections; beds assigned per second:")
    for number in range(rounds):
        ways = [bench.over_http, bench.by_pgbench]
        speed = {}
        for way in ways if number % 2 == 0 else reversed(ways):
            with resident:
                speed[way] = bench.phase(way)
        http, pgbench = (speed[way] for way in ways)
        ratios.append(http / pgbench)
        print(f"  round {number + 1}: HTTP {http:6.0f}   pgbench {pgbench:6.0f}   ratio {ratios[-1]:.2f}", flush=True)
    return median(ratios), at_rest, resident.most


def main():
    arguments = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    arguments.add_argument("--short", action="store_true", help="2 rounds of 4 s instead of 5 of 8 s")
    is_short = arguments.parse_args().short
    least = 0.5 if is_short else 0.7
    daemon = Daemon("--connections", str(CONNECTIONS), people=1)
    try:
        ratio, at_rest, under_load = measure(daemon, *((2, 4) if is_short else (5, 8)))
    finally:
        daemon.stop()
    print(f"ratio: {ratio:.2f} (median; at least {least})")
    print(f"resident memory of the daemon at rest: {at_rest:.0f} MB (below {RESIDENT_AT_REST} MB)")
    print(f"resident memory of the daemon under load: {under_load:.0f} MB (below {RESIDENT_UNDER_LOAD} MB)")
    is_small = at_rest < RESIDENT_AT_REST and under_load < RESIDENT_UNDER_LOAD
    sys.exit(0 if ratio >= least and (is_small or is_short) else 1)


main()
