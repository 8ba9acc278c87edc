"""A built afklaringd that serves from a data folder of its own, for the browser tests and the benchmark."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

PROGRAM = os.environ.get("AFKLARINGD", Path(__file__).resolve().parents[2] / ".build/release/afklaringd")
PASSWORD = "afklaring-demo"


class Daemon:
    def __init__(self, *options, people=40, under=(), program=PROGRAM, prepare=None):
        """Serves on a free port and fills a made-up country; `under` is a command that starts it, `prepare` is called
        with the data folder before anything is filled in."""
        self.program = program
        self.folder = Path(tempfile.mkdtemp(prefix="afklaring-", dir="/tmp"))
        self.folder.chmod(0o755)  # As root the database runs as another user, who has to reach the data.
        self.data = self.folder / "data"
        self.log = self.folder / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*under, program, "serve", "--data-dir", self.data, "--listen", "127.0.0.1:0", *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.address = self._wait_for_address()
        if prepare:
            prepare(self.data)
        self.logins = self._fill(people)

    def _wait_for_address(self):
        for _ in range(1200):
            found = re.search(r"serving at (http://\S+)", self.log.read_text())
            if found:
                return found[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"afklaringd did not start:\n{self.log.read_text()}")

    def _fill(self, people):
        """The logins of the made-up country: user name, role and organisation."""
        filled = subprocess.run(
            [self.program, "demo", "--data-dir", self.data, "--people", str(people)],
            check=True, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        rows = [line.split("\t") for line in filled.stdout.splitlines()]
        return {user: (role, organisation) for role, organisation, user, _ in rows}

    def sign_in(self, user):
        """A token for the API."""
        request = urllib.request.Request(
            f"{self.address}/api/v1/sessions", headers={"Content-Type": "application/json"},
            data=json.dumps({"user_name": user, "password": PASSWORD}).encode())
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["token"]

    def get(self, path, token):
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def remove(self):
        shutil.rmtree(self.folder)

    def stop(self, keep=False, keep_data=False):
        """Stops it; the data folder and the log go, unless they are needed to see what went wrong, or still used."""
        self.process.terminate()
        self.process.wait(timeout=60)
        if keep_data:
            return
        if keep:
            print(f"The daemon's log is kept: {self.log}")
            shutil.rmtree(self.data)
        else:
            self.remove()
