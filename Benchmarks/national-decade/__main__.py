"""Ten made-up years of the whole country: 500,000 admissions, 60,000 referrals and stays, 98 municipalities.

Each report over the whole span, by municipality and month, is asked of the daemon's database and of DuckDB over the rows
that it exports; both have to give the same table. Prints the ratio of the times (at most 5) and the memory (at most
1 GB). Then a new database takes the same episodes in, and COPY puts the rows that this wrote into the same tables of
another: at least a third as fast.
"""

import argparse
import csv
import io
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import duckdb

from assigning import environment
from daemon import PROGRAM
from questions import QUESTIONS, TABLES

# The tables that an import of episodes fills, each after those that it refers to; circles are drawn by their triggers.
FILLED = ("ward", "person", "person_number", "person_name", "admission", "ready_period", "hospital_leave", "referral",
          "stay", "bed_hold", "imported_row")
SLOWEST, MOST_MEMORY, LEAST_IMPORT = 5, 1 << 30, 1 / 3


def main():
    arguments = argparse.ArgumentParser(prog="bin/bench decade", description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--reports", action="store_true", help="leave out the import")
    arguments.add_argument("--data", type=Path, help="a data folder that holds the decade already; it is kept")
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="afklaring-decade-", dir="/tmp") as folder:
        folder = Path(folder)
        folder.chmod(0o755)
        data = arguments.data or folder / "data"
        if not arguments.data:
            print(f"made in {timed(lambda: run(data, 'demo', '--national-decade')):.0f} s", flush=True)
        server = Server(data)
        try:
            good = compare_reports(data, folder, arguments.rounds)
        finally:
            server.stop()
        if not arguments.reports:
            good = compare_import(folder) and good
    sys.exit(0 if good else 1)


def compare_reports(data, folder, rounds):
    for kind in (*TABLES, "agreements"):
        (folder / f"{kind}.csv").write_bytes(run(data, "export", kind))
    peer = duckdb.connect()
    peer.execute("set TimeZone = 'Europe/Copenhagen'")
    for kind, table in TABLES.items():
        peer.execute(f"create table {kind} as {table.format(file=folder / f'{kind}.csv')}")
    last = peer.execute("select max(discharged_at)::date from episodes").fetchone()[0]
    span = {"from": last.replace(year=last.year - 10), "to": last, "as_of": f"{last} 23:59:59"}
    good = True
    for report, question in QUESTIONS.items():
        values = {name: value for name, value in span.items() if f"${name}" in question}
        theirs = [timed(lambda: peer.execute(question, values).fetchall()) for _ in range(rounds)]
        expected = rows(peer.execute(question, values).fetchall())
        command = ("report", report, "--from", str(span["from"]), "--to", str(span["to"]), "--by", "municipality,month",
                   "--as-of", span["as_of"].replace(" ", "T"))
        with Memory(data) as memory:
            ours = [timed(lambda: run(data, *command)) for _ in range(rounds)]
        answer = list(csv.reader(io.StringIO(run(data, *command).decode())))[1:]
        ratio = median(ours) / median(theirs)
        differing = differences(answer, expected)
        print(f"{report}: {len(answer)} rows, {median(ours):.2f} s, DuckDB {median(theirs):.2f} s, ratio {ratio:.1f} "
              f"(at most {SLOWEST}), {memory.most >> 20} MB, {differing} rows differ", flush=True)
        good = good and ratio <= SLOWEST and memory.most <= MOST_MEMORY and not differing
    return good


def compare_import(folder):
    """The other files first, so that the episodes find what they refer to; then the same rows by COPY into a copy."""
    episodes, taken, copied = folder / "episodes.csv", folder / "taken", folder / "copied"
    for kind in ("sites", "beds", "agreements", "rates"):
        run(taken, "import", kind, folder / f"{kind}.csv")
    subprocess.run(["cp", "--archive", taken, copied], check=True)
    count = sum(1 for _ in episodes.open()) - 1
    server = Server(taken)
    try:
        ours = timed(lambda: run(taken, "import", "episodes", episodes))
        for table in FILLED:
            sql(taken, f"\\copy {table} to '{folder / table}' with (format binary)")
    finally:
        server.stop()
    server = Server(copied)
    try:
        sql(copied, "truncate imported_row")
        into_tables = timed(lambda: [
            sql(copied, f"\\copy {table} from '{folder / table}' with (format binary)") for table in FILLED])
        columns = ", ".join(f"{name} text" for name in episodes.open().readline().strip().split(","))
        sql(copied, f"create table plain ({columns})")
        into_text = timed(lambda: sql(copied, f"\\copy plain from '{episodes}' with (format csv, header)"))
    finally:
        server.stop()
    share = into_tables / ours
    print(f"import: {count / ours:.0f} episodes a second; COPY of the rows it wrote into the same tables "
          f"{count / into_tables:.0f}, share {share:.2f} (at least {LEAST_IMPORT:.2f}); "
          f"COPY of the file into one table of texts {count / into_text:.0f}, share {into_text / ours:.3f}")
    return share >= LEAST_IMPORT


class Server:
    """Keeps the private PostgreSQL running, as in production: each command then only connects."""

    def __init__(self, data):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data-dir", data, "--listen", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log)
        while self.process.poll() is None:
            self.log.seek(0)
            if "serving at" in self.log.read():
                return
            time.sleep(0.1)
        sys.exit("afklaringd did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


class Memory:
    """The most private memory of any one process of the server while something runs, in bytes."""

    def __init__(self, data):
        self.mark = str(data)
        self.most = 0

    def __enter__(self):
        self.is_over = threading.Event()
        self.watch = threading.Thread(target=self._look)
        self.watch.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.watch.join()

    def _look(self):
        while not self.is_over.wait(0.02):
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    text = status.read_text()
                except OSError:
                    continue
                if text.startswith("Name:\tpostgres") or text.startswith("Name:\tafklaringd"):
                    for line in text.splitlines():
                        if line.startswith("RssAnon:"):
                            self.most = max(self.most, int(line.split()[1]) << 10)


def rows(found):
    return [["" if cell is None else str(cell) for cell in row] for row in found]


def differences(ours, theirs):
    """Numbers are the same where they are the same to what is printed."""
    def same(one, other):
        if one == other:
            return True
        try:
            return abs(float(one) - float(other)) < 0.0501
        except ValueError:
            return False
    pairs = sum(not all(map(same, one, other)) or len(one) != len(other) for one, other in zip(ours, theirs))
    return pairs + abs(len(ours) - len(theirs))


def run(data, *command):
    return subprocess.run(
        [PROGRAM, *command, "--data-dir", data], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout


def sql(data, command):
    env = {**environment(data, "afklaring_owner", "owner"), "PGOPTIONS": ""}
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", command], check=True, env=env,
                   stdin=subprocess.DEVNULL)


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


main()
