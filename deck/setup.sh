#!/bin/sh
# Install into .venv and node_modules what the deck needs, or what only its tests and their lint need
# beside (`setup.sh dev`): locked, and nothing elsewhere.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.14 python3.15 python}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "no Python 3.13 or newer found, expected one on the PATH; install it, or uv, or name it: make PYTHON=/path/to/it" >&2
    return 1
}

if command -v uv >/dev/null; then
    install="uv pip install --quiet --python .venv/bin/python"
else
    install=".venv/bin/python -m pip install --quiet --disable-pip-version-check"
fi

if [ "${1:-}" = dev ]; then
    rm -f .venv/dev
    echo "Installing what only the tests need"
    $install --require-hashes -r requirements-dev.txt
    # What is there stays, the compiled library of the browser's Python too, and the lock as it was.
    PATH="$PWD/.venv/bin:$PATH" npm install --no-save --silent --no-audit --no-fund
    touch .venv/dev
    exit
fi

rm -f .venv/ready
if command -v uv >/dev/null; then
    uv venv --quiet --allow-existing --python "${PYTHON:->=3.13}" .venv
else
    python=$(find_python)
    "$python" -m venv .venv
fi

echo "Installing the Python packages into .venv"
$install --require-hashes -r requirements.txt
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "Installing Node into .venv"
    $install --require-hashes -r requirements-node.txt
    PATH="$PWD/.venv/bin:$PATH"
fi
echo "Installing the web packages into node_modules"
npm ci --omit=dev --silent --no-audit --no-fund
echo "Compiling the standard library of the browser's Python"
.venv/bin/python -c "from deck.page.python.pyodide_bundle import script; script()"
touch .venv/ready
