#!/usr/bin/env bash
# Resolves pyproject.toml into requirements/{dev,runtime}.txt, every file pinned by hash and no package host named.
#
#   packaging/lock.sh              keep pinned versions that still fit
#   packaging/lock.sh --upgrade    take the newest versions that fit
#
# Runs on Python 3.11, the oldest that we support: what only 3.11 needs (backports) installs on the later ones too and is
# not used there. A requirement that only a later Python has would be missing; the last step looks for that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=.venv/bin/python
"$python" -c 'import sys; raise SystemExit(sys.version_info[:2] != (3, 11))' || {
    echo "lock: .venv must be made with Python 3.11 (PYTHON=python3.11 packaging/setup.sh after make clean)" >&2
    exit 1
}

export CUSTOM_COMPILE_COMMAND="make lock"
# Extras stay in the pins: pip before 23.3 does not see that `coverage==1` answers a package asking for `coverage[toml]>=1`.
common=(--quiet --generate-hashes --allow-unsafe --no-strip-extras
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links)
"$python" -m piptools compile "${common[@]}" "$@" --extra dev --extra relay --extra sentry --output-file requirements/dev.txt pyproject.toml
# The other sets are constrained by the one just made, so that users run what the tests ran. A constraint has no extras.
pins=$(mktemp)
trap 'rm -f "$pins"' EXIT
sed -nE 's/^([A-Za-z0-9._-]+)(\[[^]]*\])?(==[^ ]+).*/\1\3/p' requirements/dev.txt >"$pins"
"$python" -m piptools compile "${common[@]}" --no-annotate --constraint "$pins" --output-file requirements/runtime.txt pyproject.toml
"$python" -m piptools compile "${common[@]}" --no-annotate --constraint "$pins" --extra relay --output-file requirements/relay.txt pyproject.toml

if grep -nE '(https?|file)://|^--(index|extra-index|find-links|trusted)' requirements/*.txt; then
    echo "lock: the lock files name a package host; remove the lines above" >&2
    exit 1
fi

for version in 3.12 3.13; do
    if "python$version" -c '' 2>/dev/null; then
        scratch=$(mktemp -d)
        "python$version" -m venv "$scratch"
        "$scratch/bin/python" -m pip install -qq --disable-pip-version-check --dry-run --only-binary :all: --require-hashes -r requirements/dev.txt
        rm -rf "$scratch"
        echo "lock: resolves on Python $version"
    else
        echo "lock: Python $version not found, not checked" >&2
    fi
done
