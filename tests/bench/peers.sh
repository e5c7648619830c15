#!/usr/bin/env bash
# How fast are the rules beside OpenFisca, on this machine, in one run? Sets up the peer's environment in the
# target folder, once for each list of packages, and prints both as JSON lines.
set -euo pipefail
cd "$(dirname "$0")/../.."

list=tests/bench/requirements-openfisca.txt
folder=${CARGO_TARGET_DIR:-target}/bench-openfisca
if ! cmp -s "$list" "$folder/requirements.txt"; then
  python3 -m venv "$folder" >&2
  "$folder/bin/pip" install -q -r "$list" >&2
  cp "$list" "$folder/requirements.txt"
fi
OPENFISCA_PYTHON=$(cd "$folder" && pwd)/bin/python cargo bench --locked -q -p subsidy --bench assess
