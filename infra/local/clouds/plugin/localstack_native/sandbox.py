"""One running `bootstrap`: its process, its Runtime API and its log."""

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections import deque
from pathlib import Path

from .runtime_api import Event, Invocation, RuntimeApi


class Sandbox:
    """A process that takes one invocation at a time, until it ends or is ended."""

    def __init__(self, bootstrap: Path, env: dict[str, str], log: Path) -> None:
        self._events: queue.Queue[Event] = queue.Queue()
        self._lines: deque[str] = deque(maxlen=1000)
        self._api = RuntimeApi(self._events)
        self._closed = threading.Event()
        try:
            self._process = subprocess.Popen(
                [str(bootstrap)],
                cwd=bootstrap.parent,
                env=env | {"AWS_LAMBDA_RUNTIME_API": self._api.address},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,  # so that whatever it started can be ended with it
            )
        except OSError:
            self._api.close()
            raise
        threading.Thread(target=self._watch, args=(log,), daemon=True).start()

    def wait_until_ready(self) -> Event:
        """Block until the function asks for work (`ready`), says that it cannot start, or ends."""
        while True:
            event = self._events.get()
            if event.kind in ("ready", "init-error", "exit", "closed"):
                return event

    def invoke(self, invocation: Invocation) -> Event | None:
        """What came of an invocation; nothing when the time allowed has passed."""
        self._api.submit(invocation)
        while True:
            try:
                event = self._events.get(timeout=max(0, invocation.deadline_ms / 1000 - time.time()))
            except queue.Empty:
                return None
            if event.kind in ("exit", "closed") or event.request_id == invocation.request_id:
                return event

    @property
    def is_alive(self) -> bool:
        return not self._closed.is_set() and self._process.poll() is None

    def note(self, line: str) -> None:
        """Add a line of the platform's own to the log of the invocation."""
        self._lines.append(line)

    def take_log(self) -> str:
        """The lines since the last call."""
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        return "".join(line + "\n" for line in lines)

    def close(self) -> None:
        """End the process and everything it started. Harmless when it has ended already."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._events.put(Event("closed"))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._api.close()

    def _watch(self, log: Path) -> None:
        with log.open("a", buffering=1) as file, self._process.stdout as output:
            for line in output:
                file.write(line)
                self._lines.append(line.rstrip("\n"))
        self._events.put(Event("exit", body=str(self._process.wait()).encode()))
