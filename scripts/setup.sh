#!/usr/bin/env bash
# Makes the two Python environments from the compiled lists. Writes only inside the checkout; needs no root.
# A step that fails names itself and the remedy. A step whose inputs have not changed is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

export UV_CACHE_DIR="$PWD/.cache/uv" PIP_CACHE_DIR="$PWD/.cache/pip" UV_PYTHON_INSTALL_DIR="$PWD/.cache/python"
export PIP_DISABLE_PIP_VERSION_CHECK=1 UV_LINK_MODE=hardlink UV_SYSTEM_CERTS=true # as pip does
LOG="$PWD/.cache/setup.log"
mkdir -p .cache
: > "$LOG"

fail() { # step, remedy
    printf '\nSet-up failed at: %s\nRemedy: %s\nThe last lines of %s:\n' "$1" "$2" "${LOG#"$PWD"/}" >&2
    tail -n 12 "$LOG" >&2
    exit 1
}

works() { # does this interpreter run, and is its version one of $2 ("3.10" or ">=3.11")?
    "$1" -c 'import sys, venv, ssl
want = sys.argv[1]
at = sys.version_info[:2]
sys.exit(0 if (at >= (3, 11) if want == ">=3.11" else at == (3, 10)) else 1)' "$2" > /dev/null 2>&1
}

find_python() { # $1 = ">=3.11" or "3.10"; prints the first interpreter that works
    local names candidate
    if [ "$1" = "3.10" ]; then names="${DAOGOU_PYTHON310:-} python3.10"; else names="${DAOGOU_PYTHON:-} python3 python3.11 python3.12 python3.13"; fi
    for candidate in $names; do
        if works "$candidate" "$1"; then command -v "$candidate"; return; fi
    done
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python; do
        if [ -x "$candidate" ] && works "$candidate" "$1"; then echo "$candidate"; return; fi
    done
    return 1
}

say() { printf '%s\n' "$*"; }

# ---- the app environment
stamp=$(cat requirements/app.txt requirements/dev.txt requirements/torch.txt pyproject.toml | sha256sum | cut -c1-16)
if [ "$(cat .venv/.stamp 2>/dev/null)" != "$stamp" ]; then
    python=$(find_python ">=3.11") || fail "looking for Python 3.11 or newer" "install Python 3.11+ with its venv module, or set DAOGOU_PYTHON to it"
    say "[1/2] app environment: $("$python" --version 2>&1), torch and $(grep -c '==' requirements/dev.txt) packages"
    [ -x .venv/bin/python ] || "$python" -m venv .venv >> "$LOG" 2>&1 || fail "creating .venv" "install the venv module of $python"
    # torch first and by pip: the plain wheel that fits this machine; the list below leaves it alone.
    .venv/bin/pip install -q uv -r requirements/torch.txt >> "$LOG" 2>&1 || fail "installing torch" "check the network and that there are 8 GB of free disk, then run again"
    .venv/bin/uv pip install -q --python .venv/bin/python -r requirements/dev.txt --override requirements/without-torch.txt >> "$LOG" 2>&1 \
        || fail "installing requirements/dev.txt" "check the network, then run again; packages fetched so far are kept"
    .venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e . >> "$LOG" 2>&1 \
        || fail "installing daogou itself" "see the log"
    rm -rf daogou.egg-info # a left-over of the build that would shadow the installed entry points
    echo "$stamp" > .venv/.stamp
fi

# ---- the Rasa environment
stamp=$(sha256sum < requirements/rasa.txt | cut -c1-16)
if [ "$(cat .venv-rasa/.stamp 2>/dev/null)" != "$stamp" ]; then
    if python=$(find_python "3.10"); then :; else
        say "      Python 3.10 for Rasa is not here; fetching it with uv"
        .venv/bin/uv python install 3.10 >> "$LOG" 2>&1 \
            || fail "fetching Python 3.10" "install Python 3.10 (Rasa 3.6 runs on nothing newer), for example with pyenv, or set DAOGOU_PYTHON310 to it"
        python=$(.venv/bin/uv python find 3.10)
    fi
    say "[2/2] Rasa environment: $("$python" --version 2>&1), $(grep -c '==' requirements/rasa.txt) packages"
    [ -x .venv-rasa/bin/python ] || "$python" -m venv .venv-rasa >> "$LOG" 2>&1 || fail "creating .venv-rasa" "install the venv module of $python"
    .venv/bin/uv pip install -q --python .venv-rasa/bin/python -r requirements/rasa.txt >> "$LOG" 2>&1 \
        || fail "installing requirements/rasa.txt" "check the network, then run again; packages fetched so far are kept"
    echo "$stamp" > .venv-rasa/.stamp
fi
