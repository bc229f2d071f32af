# The pinned tools, in an environment of their own. Sourced.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
tools="$root/target/deploy-tools"

fail() {
  printf 'error: %s\n' "$1" >&2
  exit 1
}

install_tools() {
  local lock="$root/infra/deploy/requirements.txt"
  if ! cmp -s "$lock" "$tools/installed.txt"; then
    command -v python3 >/dev/null || fail "python3 was not found: install Python 3.10 or newer"
    echo "installing the deployment tools into $tools (once)" >&2
    rm -rf "$tools"
    python3 -m venv "$tools" || fail "python3 cannot make virtual environments: install python3-venv"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
      --require-hashes --only-binary :all: -r "$lock" || fail "the deployment tools could not be installed"
    cp "$lock" "$tools/installed.txt"
  fi
  export PATH="$tools/bin:$PATH"
}
