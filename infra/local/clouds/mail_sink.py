"""An SMTP server on a loopback port that writes every mail it is given to a file.

MiniStack shows the mails it was asked to send without their source, but relays the source over SMTP.
"""

import re
import socketserver
import threading
from pathlib import Path

MESSAGE_ID = re.compile(rb"^Message-ID: <([\w-]+)@email\.amazonses\.com>\r?$", re.MULTILINE)


class MailSink:
    """Files appear whole, as `<SES message id without its domain>.eml`."""

    def __init__(self, folder: Path) -> None:
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), session(folder))
        self._server.daemon_threads = True
        host, port = self._server.server_address
        self.address = f"{host}:{port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


def session(folder: Path) -> type[socketserver.StreamRequestHandler]:
    class Session(socketserver.StreamRequestHandler):
        """As much of RFC 5321 as a client needs to hand over a mail."""

        def handle(self) -> None:
            self._reply(b"220 mail sink")
            while line := self.rfile.readline():
                match line.split(None, 1)[0].upper() if line.strip() else b"":
                    case b"DATA":
                        self._reply(b"354 end with a dot")
                        store(folder, self._data())
                        self._reply(b"250 kept")
                    case b"QUIT":
                        return self._reply(b"221 bye")
                    case b"HELO" | b"EHLO" | b"MAIL" | b"RCPT" | b"RSET" | b"NOOP":
                        self._reply(b"250 ok")
                    case _:
                        self._reply(b"502 not here")

        def _data(self) -> bytes:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line[1:] if line.startswith(b".") else line)
            return b"".join(lines)

        def _reply(self, line: bytes) -> None:
            self.wfile.write(line + b"\r\n")

    return Session


def store(folder: Path, mail: bytes) -> None:
    found = MESSAGE_ID.search(mail)
    name = found[1].decode() if found else f"unnamed-{len(list(folder.iterdir()))}"
    partial = folder / f".{name}"
    partial.write_bytes(mail)
    partial.rename(folder / f"{name}.eml")
