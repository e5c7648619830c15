#!/usr/bin/env bash
# How long do import, indexing and matching take on generated rows, and how much memory at most?
# Prints one line for each step; passes no judgement. SOLUTIONS and SCENARIOS set the size.
# The rows go into a fresh SQLite database in a temporary folder, which is removed at the end.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=${SCENEPOOL_BIN:-target/release/scenepool}
solutions=${SOLUTIONS:-20000}
scenarios=${SCENARIOS:-2000}
[ -x "$program" ] || { echo "bench: there is no program at $program" >&2; exit 1; }
[ -x /usr/bin/time ] || { echo "bench: GNU time is needed (apt-get install time)" >&2; exit 1; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SCENEPOOL_DATA_DIR=$folder/data SCENEPOOL_DATABASE_URL= SCENEPOOL_LOG=warn

# step NAME COMMAND...: runs the program and prints wall-clock seconds and peak memory.
step() {
  local name=$1; shift
  if ! /usr/bin/time -o "$folder/time" -f '%e %M' "$program" "$@" >"$folder/out" 2>&1; then
    tail -n 20 "$folder/out" >&2
    echo "bench: $name failed" >&2
    exit 1
  fi
  awk -v name="$name" '{printf "%-34s %9.1f s %8.0f MB\n", name, $1, $2 / 1024}' "$folder/time"
}

echo "$solutions solutions, $scenarios scenarios, $(nproc) cores"
step 'generate' generate --solutions "$solutions" --scenarios "$scenarios" --out "$folder/rows"
step 'load demo data' seed
step 'import solutions, with indexing' import --kind solutions --publish "$folder/rows/solutions.jsonl"
step 'import scenarios, index and match' import --kind scenarios --publish "$folder/rows/scenarios.jsonl"
step 'index anew' reindex
step 'match every open scenario anew' rematch
step 'match plain files' match --solutions "$folder/rows/solutions.jsonl" \
  --scenarios "$folder/rows/scenarios.jsonl" --top 10 --out "$folder/lists.jsonl"
