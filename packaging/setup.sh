#!/usr/bin/env bash
# Prepares a checkout: system libraries, .venv with the locked requirements, the project itself (editable).
# Run it again at any time; `make` does so whenever the lock file or pyproject.toml has changed.
#
#   packaging/setup.sh                 use the first Python >= 3.11 found
#   PYTHON=python3.12 packaging/setup.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV=.venv
LOCK=requirements/dev.txt

say() { printf 'setup: %s\n' "$*"; }
complain() { printf 'setup: %s\n' "$*" >&2; }

on_debian() { command -v apt-get >/dev/null 2>&1; }

apt_updated=
install_packages() {
    # Installs the named Debian packages when we may; otherwise says what to run and fails.
    if ! on_debian; then
        complain "missing system packages (Debian names): $*"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        complain "missing system packages; install them with:"
        complain "    sudo apt-get install $*"
        return 1
    fi
    say "installing system packages: $*"
    if [ -z "$apt_updated" ]; then
        apt-get -qq update || complain "apt-get update failed; trying with the lists at hand"
        apt_updated=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

python_fits() {
    # A shim may exist for a version that is not installed, and Debian splits ensurepip off: only running it tells.
    "$1" -c 'import sys, venv, ensurepip; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.11 python3.12 python3.13; do
        if python_fits "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

python=$(find_python) || {
    install_packages python3 python3-venv || true
    python=$(find_python) || {
        complain "Python 3.11 or newer with the venv module is needed; name one with PYTHON=/path/to/python"
        exit 1
    }
}
say "using $("$python" --version) at $python"

missing=$("$python" packaging/system_libraries.py)
if [ -n "$missing" ]; then
    # Without them the command line and the tests may still work, so a failure here is told but not final.
    # shellcheck disable=SC2086  # one package per word
    install_packages $missing || complain "going on without; Qt may fail to start, or tests that need these are skipped"
fi

if ! [ -x "$VENV/bin/python" ] || ! "$VENV/bin/python" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))'; then
    say "creating $VENV"
    "$python" -m venv --clear "$VENV"
fi

say "installing the locked requirements"
"$VENV/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$LOCK"
"$VENV/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .

say "checking that Qt starts"
if ! QT_QPA_PLATFORM=offscreen "$VENV/bin/python" -c 'from PySide6.QtWidgets import QApplication; QApplication([])'; then
    complain "Qt does not start; the lines above name the library it misses"
    exit 1
fi
say "ready"
