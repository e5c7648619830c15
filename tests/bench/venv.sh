#!/usr/bin/env bash
# Where do the peers live? A virtual environment in the target folder, made once for each list of packages.
# venv.sh [LIST] prints the path of its Python; without LIST it is that of most benches.
set -euo pipefail
cd "$(dirname "$0")/../.."

list=tests/bench/${1:-requirements.txt}
name=$(basename "$list" .txt)
folder=${CARGO_TARGET_DIR:-target}/bench-venv${name#requirements}
if ! cmp -s "$list" "$folder/requirements.txt"; then
  python3 -m venv "$folder" >&2
  "$folder/bin/pip" install -q -r "$list" >&2
  cp "$list" "$folder/requirements.txt"
fi
echo "$folder/bin/python"
