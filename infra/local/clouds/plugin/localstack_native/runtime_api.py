"""The Lambda Runtime API of one process, on a loopback port of its own.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import queue
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PREFIX = "/2018-06-01/runtime/"


@dataclass(frozen=True)
class Invocation:
    """What the function gets."""

    request_id: str
    function_arn: str
    trace_id: str
    deadline_ms: int
    payload: bytes


@dataclass(frozen=True)
class Event:
    """What the function did: `ready`, `result`, `error`, `init-error`; its owner adds `exit` and `closed`."""

    kind: str
    request_id: str = ""
    body: bytes = b""


class RuntimeApi:
    """Hands invocations to the process and reports what it does as a queue of events."""

    def __init__(self, events: "queue.Queue[Event]") -> None:
        self._invocations: queue.Queue[Invocation | None] = queue.Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._invocations, events))
        self._server.daemon_threads = True
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    def submit(self, invocation: Invocation) -> None:
        """Give the next `GET /invocation/next` its answer."""
        self._invocations.put(invocation)

    def close(self) -> None:
        """Stop listening and let a waiting `next` go."""
        self._invocations.put(None)
        self._server.shutdown()
        self._server.server_close()


def _handler(invocations: queue.Queue, events: queue.Queue) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path != PREFIX + "invocation/next":
                return self._answer(404)
            events.put(Event("ready"))
            invocation = invocations.get()
            if invocation is None:
                return self._answer(410)
            self._answer(
                200,
                invocation.payload,
                {
                    "Content-Type": "application/json",
                    "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
                    "Lambda-Runtime-Deadline-Ms": str(invocation.deadline_ms),
                    "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
                    "Lambda-Runtime-Trace-Id": invocation.trace_id,
                },
            )

        def do_POST(self) -> None:
            body = self._body()
            match self.path.removeprefix(PREFIX).split("/"):
                case ["init", "error"]:
                    events.put(Event("init-error", body=body))
                case ["invocation", request_id, "response"]:
                    events.put(Event("result", request_id, body))
                case ["invocation", request_id, "error"]:
                    events.put(Event("error", request_id, body))
                case _:
                    return self._answer(404)
            self._answer(202, b'{"status":"OK"}')

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            chunks = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            while self.rfile.readline().strip():  # trailers
                pass
            return b"".join(chunks)

        def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            try:
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the process has ended; whoever waits for it knows

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the emulator logs invocations itself."""

    return Handler
