#!/bin/sh
# Renew every lock, with the newest version of each package that pyproject.toml and package.json name.
set -eu
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null; then
    # What renews the locks is in none of them.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
    PATH="$PWD/.venv/bin:$PATH"
fi

compile() {
    uv pip compile --quiet --upgrade --universal --generate-hashes "$@"
}
compile --python-version 3.13 pyproject.toml -o requirements.txt
compile --python-version 3.13 --group dev -c requirements.txt -o requirements-dev.txt
compile --python-version 3.13 --group node -o requirements-node.txt
compile --python-version 3.10 --group pythons -o requirements-pythons.txt

command -v npm >/dev/null || PATH="$PWD/.venv/bin:$PATH"
newest() {
    node -p "Object.keys(require('./package.json').$1).map(name => name + '@latest').join(' ')"
}
options="--package-lock-only --save-exact --omit-lockfile-registry-resolved --silent --no-audit --no-fund"
# shellcheck disable=SC2046,SC2086
npm install $options $(newest dependencies)
# shellcheck disable=SC2046,SC2086
npm install $options --save-dev $(newest devDependencies)
cd deck/bench
# shellcheck disable=SC2046,SC2086
npm install $options $(newest dependencies)
