"""End a process and everything it started, whatever way each of them goes."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

LINUX = sys.platform == "linux"
# Loaded before any fork: the child may then call it at once.
LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends: none can slip away."""
    if LIBC:
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_with_parent() -> None:
    """For a child: be told to end when this process dies, even of SIGKILL."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def end_tree(process: subprocess.Popen, patience_s: float) -> None:
    """Ask `process` to end, give it `patience_s`, then end it and all that it left running."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave half of them behind
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if not LINUX:
        _signal_group(process.pid)
        return
    # The children of a process that ends become ours, so this converges.
    deadline = time.monotonic() + patience_s
    while (left := _descendants()) and time.monotonic() < deadline:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _reap()


def _signal_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _descendants() -> set[int]:
    """Every living process below this one, from /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # `pid (name) state ppid …`; the name may hold spaces and brackets
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if state != "Z" or int(parent) == os.getpid():
                parents[int(entry.name)] = int(parent)
    found: set[int] = set()
    frontier = {os.getpid()}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return found


def _reap() -> None:
    """Collect what has ended, waiting a moment for what has just been killed."""
    for _ in range(50):
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
        except ChildProcessError:
            return
