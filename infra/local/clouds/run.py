"""Run a local cloud in the foreground and leave nothing behind.

    python3 run.py ministack|localstack --port PORT --work FOLDER [--until-stdin-closes]

Prints `ready http://127.0.0.1:PORT` when the emulator answers, then stays until it is told to end.
Standard library only.
"""

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import processes
from install import CLOUDS, HERE, Problem, is_installed
from mail_sink import MailSink

REGION = "eu-west-3"
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 3 # all state is in memory: nothing is worth waiting for
# What LocalStack loads; anything else it would answer with an error that names it.
LOCALSTACK_SERVICES = (
    "cloudformation,cloudwatch,dynamodb,dynamodbstreams,iam,lambda,logs,s3,scheduler,"
    "secretsmanager,ses,sns,sqs,ssm,sts"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cloud", choices=["ministack", "localstack"])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--until-stdin-closes", action="store_true")
    args = parser.parse_args()
    try:
        return supervise(args.cloud, args.port, args.work.resolve(), args.until_stdin_closes)
    except Problem as problem:
        print(f"run {args.cloud}: {problem}", file=sys.stderr)
        return 1


def supervise(cloud: str, port: int, work: Path, until_stdin_closes: bool) -> int:
    """Start, announce, wait for the end of either side, clear up."""
    check(cloud, port)
    for folder in ("functions", "mails", "state"):
        shutil.rmtree(work / folder, ignore_errors=True)
        (work / folder).mkdir(parents=True)
    (work / "state" / "tmp").mkdir()
    # Set before the emulator starts, so that a signal in between ends both.
    told_to_end = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: told_to_end.set())
    if until_stdin_closes:
        threading.Thread(target=wait_for_end_of_stdin, args=(told_to_end,), daemon=True).start()
    processes.adopt_orphans()
    with (work / "emulator.log").open("wb") as log:
        emulator = subprocess.Popen(
            command(cloud),
            env=environment(cloud, port, work),
            cwd=work / "state",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal is ours to pass on
            preexec_fn=processes.end_with_parent,
        )
    try:
        endpoint = f"http://127.0.0.1:{port}"
        wait_until_ready(cloud, endpoint, emulator, work, told_to_end)
        if not told_to_end.is_set():
            print(f"ready {endpoint}", flush=True)
        while not told_to_end.wait(0.2):
            if emulator.poll() is not None:
                raise Problem(f"the emulator ended by itself ({emulator.returncode}); its log: {work / 'emulator.log'}")
    finally:
        processes.end_tree(emulator, STOP_TIMEOUT_S)
    return 0


def check(cloud: str, port: int) -> None:
    """Everything that would otherwise show up as a puzzling line in a log."""
    if not is_installed(cloud):
        raise Problem(f"not installed, or not up to date: run {HERE / 'install.py'} {cloud}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problem(f"port {port} is taken ({error.strerror}); choose another") from error
    if cloud == "localstack":
        check_java()


def check_java() -> None:
    java = shutil.which("java")
    if not java:
        raise Problem("Java is missing: DynamoDB Local needs Java 17 or newer on the path")
    shown = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', shown)
    if not found or int(found[1]) < 17:
        raise Problem(f"DynamoDB Local needs Java 17 or newer; {java} says: {shown.strip() or 'nothing'}")


def command(cloud: str) -> list[str]:
    module = {"ministack": "ministack", "localstack": "localstack.runtime.main"}[cloud]
    return [str(CLOUDS / cloud / "bin" / "python"), "-m", module]


def environment(cloud: str, port: int, work: Path) -> dict[str, str]:
    """The emulator's whole environment: nothing of the caller's AWS settings reaches it or a function."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "JAVA_HOME") if name in os.environ}
    common = {
        "TMPDIR": str(work / "state" / "tmp"),
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
    }
    if cloud == "ministack":
        own = {
            "BIND_HOST": "127.0.0.1",  # it would listen on every interface
            "GATEWAY_PORT": str(port),
            "MINISTACK_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            # Functions inherit both: without an endpoint they would call the real AWS,
            # and MiniStack does not derive the log format from the function's configuration.
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "SMTP_HOST": MailSink(work / "mails").address,
        }
    else:
        own = {
            "GATEWAY_LISTEN": f"127.0.0.1:{port}",
            "DEFAULT_REGION": REGION,
            "SERVICES": LOCALSTACK_SERVICES,
            "FILESYSTEM_ROOT": str(work / "state"),
            # plux caches entry points per user; a cache of our own cannot be stale.
            "XDG_CACHE_HOME": str(work / "state" / "cache"),
            "DNS_ADDRESS": "0",
            "DISABLE_EVENTS": "1",
            "SKIP_SSL_CERT_DOWNLOAD": "1",
            # Browsers say which page they come from; it would refuse them the functions' addresses.
            "DISABLE_CORS_CHECKS": "1",
            "LAMBDA_RUNTIME_EXECUTOR": "native",
            "NATIVE_FUNCTION_LOGS": str(work / "functions"),
            "NATIVE_DYNAMODB_LOCAL": str(CLOUDS / "dynamodb-local"),
            "DYNAMODB_IN_MEMORY": "1",
            # Streams from DynamoDB Local itself; the default provider builds them on a Kinesis it must download.
            "PROVIDER_OVERRIDE_DYNAMODB": "v2",
            # An idle queue or stream is looked at every half second, not every ten.
            "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC": "0.2",
            "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC": "0.5",
            # Only so that a slow machine under load does not fail a cold start.
            "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT": "60",
        }
    return kept | common | own


def wait_until_ready(cloud: str, endpoint: str, emulator: subprocess.Popen, work: Path, stop: threading.Event) -> None:
    path = {"ministack": "/_ministack/health", "localstack": "/_localstack/health"}[cloud]
    deadline = time.monotonic() + START_TIMEOUT_S
    while not stop.is_set():
        try:
            with urllib.request.urlopen(endpoint + path, timeout=2) as answer:
                json.load(answer)
                return
        except (urllib.error.URLError, OSError, ValueError):
            pass
        if emulator.poll() is not None:
            raise Problem(f"the emulator did not start ({emulator.returncode}):\n{tail(work / 'emulator.log')}")
        if time.monotonic() > deadline:
            raise Problem(f"no answer after {START_TIMEOUT_S} s:\n{tail(work / 'emulator.log')}")
        stop.wait(0.1)


def wait_for_end_of_stdin(told_to_end: threading.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    told_to_end.set()


def tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:])


if __name__ == "__main__":
    sys.exit(main())
