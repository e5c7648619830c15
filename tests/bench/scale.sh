#!/usr/bin/env bash
# How long do import, index and match of a full pool take? Generated rows, a fresh data folder, one line of JSON a step.
#   SCENEPOOL_BIN=target/release/scenepool SOLUTIONS=20000 SCENARIOS=2000 bash tests/bench/scale.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

bin=${SCENEPOOL_BIN:-target/release/scenepool}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SCENEPOOL_DATA_DIR="$folder/data"
export SCENEPOOL_DATABASE_URL= SCENEPOOL_LOG=warn
[ -x "$bin" ] || { echo "bench: there is no program at $bin" >&2; exit 1; }

timed() { python3 tests/bench/timed.py "$@" 2>>"$folder/errors" >"$folder/out" || { cat "$folder/errors" "$folder/out" >&2; exit 1; }; tail -1 "$folder/out"; }

timed generate "$bin" generate --solutions "${SOLUTIONS:-20000}" --scenarios "${SCENARIOS:-2000}" --out "$folder/rows"
timed seed "$bin" seed
timed "import solutions" "$bin" import --kind solutions --publish "$folder/rows/solutions.jsonl"
timed "import scenarios" "$bin" import --kind scenarios --publish "$folder/rows/scenarios.jsonl"
timed reindex "$bin" reindex
timed rematch "$bin" rematch
timed "match plain files" "$bin" match --solutions "$folder/rows/solutions.jsonl" \
  --scenarios "$folder/rows/scenarios.jsonl" --top 10 --out "$folder/lists.jsonl"
