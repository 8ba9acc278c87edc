"""What is no proper request: on the socket itself, with no browser between."""

import re
import shutil
import socket
import subprocess
import tempfile
import unittest
import urllib.request
from pathlib import Path

from daemon import PROGRAM, Daemon

FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


def ask(address, text, then=b"", half_close=False):
    """The whole answer to these bytes, read until the daemon hangs up."""
    host, port = re.fullmatch(r"http://(.+):(\d+)", address).groups()
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(text.encode())
        try:
            for _ in range(64 if then else 0):
                connection.sendall(then)
        except OSError:
            pass  # Hung up on, as is right.
        if half_close:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
        return answer.decode()


class Edge(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon(people=1)
        cls.addClassCleanup(cls.daemon.stop)

    def ask(self, *words, **more):
        return ask(self.daemon.address, *words, **more)

    def incidents(self):
        return self.daemon.log.read_text().count("incident")

    def unreadable(self):
        with urllib.request.urlopen(self.daemon.address + "/metrics") as answer:
            found = re.search(r"^requests_unreadable\S* (\d+)", answer.read().decode(), re.MULTILINE)
            return int(found[1]) if found else 0

    def test_bad_framing_is_a_bad_request_and_counted_and_no_incident(self):
        before, counted = self.incidents(), self.unreadable()
        for text in [
            "POST /log-ind HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" + FORM + "\r\nZZ\r\nx\r\n0\r\n\r\n",
            "GET / HTTP/9.9\r\n\r\n", "hello\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y" * 100_000 + "\r\n\r\n",
        ]:
            self.assertRegex(self.ask(text), r"^(HTTP/1\.1 4\d\d |$)", text[:60])
        self.assertEqual(self.unreadable(), counted + 4)
        for path in ["/log-ind", "/api/v1/sessions"]:
            text = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n{FORM}\r\nbrugernavn=x"
            self.assertNotIn(" 500 ", self.ask(text, half_close=True))
        self.assertEqual(self.incidents(), before)

    def test_a_body_that_is_too_large_is_refused_and_hung_up_on(self):
        for path in ["/log-ind", "/api/v1/sessions"]:
            told = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n{FORM}\r\n"
            self.assertIn("HTTP/1.1 413 ", self.ask(told))
            endless = f"POST {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n{FORM}\r\n"
            self.assertIn("HTTP/1.1 413 ", self.ask(endless, b"10000\r\n" + b"a" * 65536 + b"\r\n"))
        self.assertIn("HTTP/1.1 404 ", self.ask("POST /nej HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"))


class Starting(unittest.TestCase):
    def test_visitors_leave_room_for_the_files_that_the_daemon_itself_needs(self):
        daemon = Daemon(people=1, under=("prlimit", "--nofile=300:300"))
        self.addCleanup(daemon.stop)
        host, port = re.fullmatch(r"http://(.+):(\d+)", daemon.address).groups()
        address = (host, int(port))
        early = socket.create_connection(address, timeout=30)
        waiting = [socket.create_connection(address, timeout=30) for _ in range(400)]
        for connection in waiting:
            connection.sendall(f"POST /log-ind HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n{FORM}\r\n".encode())
        # Answered only when whoever could get in has got in.
        early.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertIn("200 OK", early.recv(65536).decode())
        self.assertLess(len(list(Path(f"/proc/{daemon.process.pid}/fd").iterdir())), 300 - 32)
        for connection in [early, *waiting]:
            connection.close()
        self.assertIsNone(daemon.process.poll())

    def test_what_the_daemon_cannot_use_is_told_in_one_line(self):
        folder = Path(tempfile.mkdtemp(prefix="afklaring-", dir="/tmp"))
        self.addCleanup(shutil.rmtree, folder)
        folder.chmod(0o755)
        taken = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(taken.close)
        port = taken.getsockname()[1]
        for options, said in [
            (["--data-dir", "/dev/null"], "/dev/null cannot be used (Not a folder)"),
            (["--data-dir", folder / "a", "--listen", "256.1.1.1:80"], "cannot listen on 256.1.1.1:80: no address"),
            (["--data-dir", folder / "b", "--listen", f"127.0.0.1:{port}"], f"cannot listen on 127.0.0.1:{port}: Add"),
            (["--database-url", ""], "--database-url"),
        ]:
            tried = subprocess.run(
                [PROGRAM, "serve", *options], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
            self.assertIn(tried.returncode, [1, 2, 64], options)
            self.assertIn(said, tried.stderr)
            self.assertNotRegex(tried.stderr, "NSCocoa|UnknownHost|Error Domain")

    def test_a_key_file_that_is_gone_is_asked_for_and_not_replaced(self):
        daemon = Daemon(people=1)
        daemon.stop(keep_data=True)
        self.addCleanup(daemon.remove)
        keys = daemon.data / "keys"
        keys.rename(daemon.data / "elsewhere")
        again = subprocess.run(
            [PROGRAM, "serve", "--data-dir", daemon.data, "--listen", "127.0.0.1:0"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        self.assertEqual(again.returncode, 1)
        self.assertIn("there is no key file", again.stderr)
        self.assertFalse(keys.exists())
