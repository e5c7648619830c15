#!/usr/bin/env bash
# Which part may use which? Every wall of ARCHITECTURE.md as a line, and no wall passes over an empty set.
set -euo pipefail
cd "$(dirname "$0")/../.."

failed=0
fail() { echo "walls: $*" >&2; failed=1; }
# Asserts that a guard has something to guard: "what" and its lines.
some() { [ -n "$2" ] || { fail "nothing to look at: $1"; return 1; }; }

# no_crate PACKAGE CRATE...: the package's tree must not contain the crates.
no_crate() {
  local package=$1 tree; shift
  # Only what is compiled into the package: dependencies of its tests may be anything.
  tree=$(cargo tree --locked -p "$package" -e normal,build --prefix none --format '{lib}' | sort -u)
  grep -qx 'serde' <<<"$tree" || { fail "the tree of $package cannot be read"; return; }
  local crate
  for crate in "$@"; do
    if grep -qx "${crate//-/_}" <<<"$tree"; then fail "$package pulls in $crate"; fi
  done
}
no_crate subsidy sea-orm actix-web tokio
no_crate recommender sea-orm actix-web tokio
no_crate entity actix-web

# A stage may import an earlier one, never a later one.
stages=(identity supply demand matching deal outcome award insight)
if some "stages" "$(ls backend/src/stages)"; then
  known=" ${stages[*]} "
  for folder in backend/src/stages/*/; do
    [[ $known == *" $(basename "$folder") "* ]] || fail "$folder is not in the order of the stages"
  done
  for ((i = 0; i < ${#stages[@]}; i++)); do
    folder=backend/src/stages/${stages[i]}
    some "$folder/*.rs" "$(find "$folder" -name '*.rs' 2>/dev/null)" || continue
    for ((j = i + 1; j < ${#stages[@]}; j++)); do
      # `stages::later`, `stages::{a, later}` (also over several lines) and `super::super::later`.
      hits=$(find "$folder" -name '*.rs' -print0 | xargs -0 perl -0777 -ne '
        s{//[^\n]*}{}g;
        while (/\bstages::(\{(?:[^{}]|\{[^{}]*\})*\}|\w+)|super::super::(\w+)/g) {
          my $used = defined $1 ? $1 : $2;
          print "$ARGV\n" if $used =~ /(?:^|[{,\s])'"${stages[j]}"'\b/;
        }' | sort -u)
      if [ -n "$hits" ]; then fail "${stages[i]} imports the later stage ${stages[j]}: $hits"; fi
    done
  done
fi

# What the pages share knows no feature.
if some "frontend/src/shared" "$(find frontend/src/shared -name '*.ts*')"; then
  hits=$(grep -rnE "(from|import)[ (]*[\"'][^\"']*features/" frontend/src/shared || true)
  if [ -n "$hits" ]; then fail "frontend/src/shared imports a feature: $hits"; fi
fi

# Tracked text names no path of a machine. The two folders are spelt apart so that this line is not a hit.
tracked=$(git ls-files)
if some "tracked files" "$tracked"; then
  hits=$(git grep -InE '(^|[^[:alnum:]_./-])/(wo''rk|ro''ot)/' || true)
  if [ -n "$hits" ]; then fail "a path of a machine: $hits"; fi
fi

# No file over 600 lines; the generated types are the exception.
seen=0
while IFS= read -r -d '' file; do
  [ "$file" = frontend/src/api/schema.ts ] && continue
  [ -f "$file" ] || continue
  seen=$((seen + 1))
  lines=$(wc -l <"$file")
  if [ "$lines" -gt 600 ]; then fail "$file has $lines lines, more than 600"; fi
done < <(git ls-files -z -- '*.rs' '*.ts' '*.tsx')
[ "$seen" -gt 0 ] || fail "nothing to look at: source files"

[ "$failed" = 0 ] && echo "walls: all stand ($seen source files)"
exit "$failed"
