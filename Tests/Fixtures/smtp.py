"""A mail server for tests: SMTP over TLS with a certificate of its own; prints what it is sent, line by line."""

import socket
import ssl
import sys

folder = sys.argv[1]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(f"{folder}/certificate.pem", f"{folder}/key.pem")
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    plain, _ = listener.accept()
    try:
        with context.wrap_socket(plain, server_side=True) as connection, connection.makefile("rwb") as stream:
            def answer(line):
                stream.write(line + b"\r\n")
                stream.flush()

            answer(b"220 ready")
            is_text = False
            for line in stream:
                line = line.rstrip(b"\r\n")
                print(line.decode(), flush=True)
                if is_text:
                    is_text = line != b"."
                    if not is_text:
                        answer(b"250 taken")
                elif line.startswith(b"EHLO"):
                    answer(b"250-here")
                    answer(b"250 AUTH PLAIN")
                elif line == b"AUTH PLAIN":
                    answer(b"334 ")
                    print(stream.readline().decode().strip(), flush=True)
                    answer(b"235 welcome")
                elif line == b"DATA":
                    is_text = True
                    answer(b"354 go on")
                elif line == b"QUIT":
                    answer(b"221 bye")
                    break
                elif b"full@" in line:
                    answer(b"452 <full@example.dk> mailbox full")
                else:
                    answer(b"250 yes")
    except OSError as problem:
        print(f"failed: {type(problem).__name__}", flush=True)
