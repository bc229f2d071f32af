"""The LocalStack plug-in that runs a function as a process of this machine instead of a container."""

import json
import os
import threading
import time
from pathlib import Path

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from .runtime_api import Event, Invocation
from .sandbox import Sandbox

# All that a function inherits from the emulator's own environment; the rest comes from its configuration.
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR")


class NativeExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen with LAMBDA_RUNTIME_EXECUTOR=native."""

    name = "native"

    def load(self, *_args: object, **_kwargs: object) -> type[RuntimeExecutor]:
        return NativeExecutor


class NativeExecutor(RuntimeExecutor):
    """One execution environment: a process, replaced when it timed out or ended."""

    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id, function_version)
        self._env: dict[str, str] = {}
        self._sandbox: Sandbox | None = None
        self._stopped = False
        self._lock = threading.Lock()

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        function_version.config.code.prepare_for_execution()
        # Lambda runs a bootstrap whatever its mode in the zip; so do we.
        bootstrap_of(function_version).chmod(0o755)

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        """Nothing: the version that replaces this one may run the same unpacked code."""

    def start(self, env_vars: dict[str, str]) -> None:
        config = self.function_version.config
        self._env = {name: os.environ[name] for name in INHERITED if name in os.environ}
        self._env |= {name: str(value) for name, value in env_vars.items()}
        self._env["LAMBDA_TASK_ROOT"] = str(config.code.get_unzipped_code_location())
        logging = config.logging_config or {}
        self._env["AWS_LAMBDA_LOG_FORMAT"] = logging.get("LogFormat", "Text")
        self._spawn()

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            sandbox, self._sandbox = self._sandbox, None
        if sandbox:
            sandbox.close()

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        request_id = payload["invoke-id"]
        try:
            if self._sandbox is None or not self._sandbox.is_alive:
                self._spawn()
        except StatusErrorException as failed:
            return InvocationResult(request_id, failed.payload, is_error=True, logs="")
        sandbox, started = self._sandbox, time.time()
        timeout = self.function_version.config.timeout
        sandbox.note(f"START RequestId: {request_id}")
        event = sandbox.invoke(
            Invocation(
                request_id=request_id,
                function_arn=payload["invoked-function-arn"],
                trace_id=payload["trace-id"],
                deadline_ms=int((started + timeout) * 1000),
                payload=payload["payload"].encode(),
            )
        )
        body, is_error = outcome(event, request_id, timeout)
        if event is None or event.kind in ("exit", "closed"):
            sandbox.close()  # the next invocation gets a fresh process
        sandbox.note(f"REPORT RequestId: {request_id} Duration: {(time.time() - started) * 1000:.2f} ms")
        return InvocationResult(request_id, body, is_error=is_error, logs=sandbox.take_log())

    def get_logs(self) -> str:
        return self._sandbox.take_log() if self._sandbox else ""

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        return ""  # for the program LocalStack puts in its containers; there is none here

    def _spawn(self) -> None:
        """Start a process and wait until it asks for work, or raise what the function would answer."""
        log = Path(os.environ["NATIVE_FUNCTION_LOGS"]) / f"{self.function_version.id.function_name}.log"
        with self._lock:
            if self._stopped:
                raise failure("Runtime.Stopped", "the execution environment was stopped")
            try:
                sandbox = Sandbox(bootstrap_of(self.function_version), self._env, log)
            except OSError as error:
                raise failure("Runtime.InvalidEntrypoint", f"bootstrap cannot be run: {error}") from error
            previous, self._sandbox = self._sandbox, sandbox
        if previous:
            previous.close()
        event = sandbox.wait_until_ready()
        if event.kind == "ready":
            return
        sandbox.close()
        if event.kind == "init-error":
            raise StatusErrorException("the function could not start", payload=event.body)
        raise failure("Runtime.ExitError", f"bootstrap ended before it asked for work ({event.body.decode()})")


def bootstrap_of(function_version: FunctionVersion) -> Path:
    return function_version.config.code.get_unzipped_code_location() / "bootstrap"


def outcome(event: Event | None, request_id: str, timeout: int) -> tuple[bytes, bool]:
    """The answer of an invocation and whether it is an error, in the words Lambda uses."""
    prefix = f"RequestId: {request_id} Error:"
    if event is None:
        return error_body("Sandbox.Timedout", f"{prefix} Task timed out after {timeout}.00 seconds"), True
    if event.kind in ("exit", "closed"):
        return error_body("Runtime.ExitError", f"{prefix} Runtime exited ({event.body.decode()})"), True
    return event.body, event.kind == "error"


def failure(kind: str, message: str) -> StatusErrorException:
    return StatusErrorException(message, payload=error_body(kind, message))


def error_body(kind: str, message: str) -> bytes:
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
