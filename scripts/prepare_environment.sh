#!/bin/sh
# prepare_environment.sh run|dev
# Makes .venv and installs what requirements/run.txt or dev.txt locks; at once when that was done.
set -eu
cd "$(dirname "$0")/.."
locked=$1
lock=requirements/$locked.txt
oldest="3.11"

say() { printf '%s\n' "$*" >&2; }

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    say "Counterpart needs Python $oldest or newer; found: $(python3 --version 2>/dev/null || echo none)."
    say "Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python),"
    say "or name it: make run PYTHON=/path/to/python3"
    exit 1
}

stamp_of() {
    "$1" - "$2" <<'PYTHON'
import hashlib, pathlib, sys
lock = pathlib.Path(sys.argv[1])
print(f".venv/.stamp-{lock.stem}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}")
PYTHON
}

if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then
    [ ! -e "$(stamp_of .venv/bin/python "$lock")" ] || exit 0
fi

python=$(find_python)
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        say "Python $version is here without its venv module, which keeps what is installed in one folder."
        say "Install it: apt install python3-venv (or python$version-venv), then start again."
        exit 1
    fi
    say "Making the environment .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv
fi

say "Installing what $lock locks (this happens once) ..."
rm -f .venv/.stamp-*
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes --no-deps -r "$lock"
: >"$(stamp_of .venv/bin/python "$lock")"
if [ "$locked" = dev ]; then # it holds all of run.txt (tests/repository/test_locks.py)
    : >"$(stamp_of .venv/bin/python requirements/run.txt)"
fi
