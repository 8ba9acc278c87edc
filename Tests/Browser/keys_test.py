"""Keys are changed while sixteen clients work: no request fails, and the old key is needed by nothing in the end."""

import itertools
import json
import subprocess
import threading
import time
import unittest
import urllib.error
import urllib.request

from daemon import PROGRAM, Daemon

CLIENTS = 16


class ChangingKeys(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon(people=20)
        self.addCleanup(self.daemon.stop)
        self.failures, self.served, self.ended = [], itertools.count(), threading.Event()
        self.numbers = itertools.count()

    def keys(self, *words):
        done = subprocess.run(
            [PROGRAM, "keys", *words, "--data-dir", self.daemon.data], text=True,
            stdin=subprocess.DEVNULL, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def wait_until_read(self, times):
        deadline = time.monotonic() + 60
        while self.daemon.log.read_text().count("keys were read anew") < times:
            self.assertLess(time.monotonic(), deadline, "the daemon did not read its keys")
            time.sleep(0.05)

    def test_no_request_fails_and_the_old_key_goes(self):
        ward, authority = (self.daemon.sign_in(user) for user in ("udskrivning-middelfart-o2", "visitator-fredericia"))
        clients = [threading.Thread(target=self.work, args=(ward, authority)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        try:
            self.assertIn("key 2 is made", self.keys("add"))
            self.wait_until_read(1)
            self.assertIn("key 2 seals", self.keys("use", "2"))
            self.wait_until_read(2)
            self.assertRegex(self.keys("reseal"), r"^[1-9]\d* values are sealed anew")
            self.assertIn("key 1 is dropped", self.keys("drop", "1"))
            self.wait_until_read(3)
            served = next(self.served)
            while next(self.served) < served + 200:
                time.sleep(0.05)
        finally:
            self.ended.set()
            for client in clients:
                client.join()
        self.assertEqual(self.failures, [])
        self.assertRegex(self.keys("list"), r"^2\tseals\t\d+\n$")
        self.assertNotRegex((self.daemon.data / "keys").read_text(), r"(?m)^1 ")
        # Names and numbers that the old key had sealed are read with the new.
        page = urllib.request.Request(
            self.daemon.address + "/henvisninger", headers={"Cookie": f"afklaring={authority}"})
        with urllib.request.urlopen(page) as answer:
            text = answer.read().decode()
        self.assertIn("••••", text)
        self.assertNotIn("Uden navn", text)

    def work(self, ward, authority):
        while not self.ended.is_set():
            self.ask("/api/v1/referrals", authority)
            self.ask("/api/v1/admissions", ward, {
                "cpr": self.person_number(), "name": "Prøve Person", "home_municipality": "0607",
                "admitted_at": "2026-11-01T10:00"})

    def person_number(self):
        """Of nobody: the number fails modulus 11, and its century is the last one."""
        number = next(self.numbers)
        day, serial = divmod(number, 4000)
        return f"{1 + day:02}0170{serial:04}"

    def ask(self, path, token, body=None):
        request = urllib.request.Request(
            self.daemon.address + path, data=body and json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                answer.read()
            next(self.served)
        except urllib.error.HTTPError as error:
            self.failures.append((path, error.code, error.read().decode()[:200]))
        except OSError as error:
            self.failures.append((path, str(error)))
